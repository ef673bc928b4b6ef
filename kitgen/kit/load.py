"""A kit from its file, checked as a planned one is: it may have been changed by hand."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from shlex import quote

import kitgen
from kitgen.errors import InvalidInput, Issue
from kitgen.files.model import validate
from kitgen.files.source import Source, read
from kitgen.kit.faults import kit_faults
from kitgen.kit.kit import Kit
from kitgen.proof import markdown_issues


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


def kit_in(source: Source) -> Kit:
    """Return the kit of a file, whatever its id; raises InvalidInput with every other fault."""
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
