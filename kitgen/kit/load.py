"""A kit from its file, checked as a planned one is: it may have been changed by hand."""

from collections.abc import Iterator, Mapping
from glob import escape
from pathlib import Path
from shlex import quote

import kitgen
from kitgen.errors import InvalidInput, Issue
from kitgen.files.model import validate
from kitgen.files.source import Source, read
from kitgen.kit.faults import kit_faults
from kitgen.kit.kit import Kit
from kitgen.kit.names import KIT_ENDING, loop_stem, slot_of
from kitgen.proof import markdown_issues
from kitgen.role.kept import Kept

_OF_ROLES = frozenset({"rounds", "extends"})  # keys that roles have, and no kit


def read_kit(path: Path) -> Kit:
    """Read a kit file.

    Raises InvalidInput with every fault of its content; where there is none, for a kit that was
    changed after it was planned.
    """
    source = read(path)
    kit = kit_in(source)
    if kit.id != kit.digest:
        message = (
            "this kit was changed after it was planned; to use it as it is now, "
            f"kitgen kit seal {quote(str(path))} will set id: {kit.digest}"
        )
        raise InvalidInput([source.issue(("id",), message)])
    return kit


def read_kept(file: Path) -> Kept:
    """Read what the kit in a file asks, to ask it again; raises InvalidInput as `read_kit` does."""
    kit = read_kit(file)
    return Kept(str(file), kit.round.id, tuple(question.id for question in kit.questions))


def kits_beside(file: Path, kit: Kit) -> tuple[Kit, ...]:
    """Return the kits of the other rounds of a kit's loop, from the folder of its file.

    They are looked for by their usual names, and may have been changed by hand. Raises InvalidInput
    for their faults.
    """
    pattern = f"{escape(loop_stem(slot_of(kit)))}-*{KIT_ENDING}"
    found = [kit_in(read(path)) for path in sorted(file.parent.glob(pattern))]
    loop = kit.role.name, kit.form
    of_loop = [other for other in found if (other.role.name, other.form) == loop]
    return tuple(other for other in of_loop if other.round.id != kit.round.id)


def kit_in(source: Source) -> Kit:
    """Return the kit of a file, whatever its id; raises InvalidInput with every other fault."""
    if isinstance(source.value, Mapping) and source.value.keys() & _OF_ROLES:
        message = f"this is a role, not a kit: kitgen generate {quote(str(source.path))} makes kits"
        raise InvalidInput([source.issue((), message)])
    try:
        kit = validate(Kit, source)
    except InvalidInput as error:
        raise InvalidInput([*error.issues, *_of_another_version(source)]) from None
    issues = [*kit_faults(kit, source), *markdown_issues(kit, source)]
    if issues:
        raise InvalidInput(issues)
    return kit


def _of_another_version(source: Source) -> Iterator[Issue]:
    """Yield that another kitgen planned the kit: then its faults are hardly those of its author."""
    version = source.value.get("version") if isinstance(source.value, Mapping) else None
    if isinstance(version, str) and version not in {"", kitgen.__version__}:
        message = f"planned by kitgen {version}, and this is kitgen {kitgen.__version__}"
        yield source.issue(("version",), message)
