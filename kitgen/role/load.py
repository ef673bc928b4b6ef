"""A role by name or path, as its file and the user's options have it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kitgen.bank.load import QuestionBank
from kitgen.errors import InvalidInput, Issue, YamlPath
from kitgen.files.layers import FileLine, Merged
from kitgen.files.model import validate
from kitgen.proof import markdown_issues
from kitgen.role.faults import cross_faults
from kitgen.role.inherit import built_in_folder, merged_role, role_file
from kitgen.role.loaded import LoadedRole, Origins
from kitgen.role.options import RoleOptions, apply, check_names, role_from, with_rows
from kitgen.role.role import Role
from kitgen.words import Words, built_in_words


def load_role(
    name: str | None,
    options: RoleOptions,
    bank: QuestionBank,
    own: Path | None = None,
    words: Words | None = None,
) -> LoadedRole:
    """Load a role by name, from the folder `own` or built in, or by path, and apply the options.

    Without a name the options must contain seniority and sections; `words` have the title of the
    role then. Raises UnknownName, BadRequest, and InvalidInput with every fault of the file, terms
    unknown to the bank included.
    """
    check_names(options, bank)
    if name is None:
        return with_rows(role_from(options, bank, words or built_in_words()), options, bank)
    merged, role = read_role(role_file(name, own))
    issues = tuple(cross_faults(merged, role, bank))
    if issues:
        raise InvalidInput(issues)
    loaded = LoadedRole(role, _origins(merged, role))
    return with_rows(apply(loaded, options, bank), options, bank)


def read_role(path: Path) -> tuple[Merged, Role]:
    """Read a role file over those it extends, whatever the bank knows.

    Raises InvalidInput with all its faults, those of its Markdown included.
    """
    merged = merged_role(path)
    faults = list(_reserved_keys(merged))
    if faults:
        raise InvalidInput(faults)
    role = validate(Role, merged, name=path.stem)
    issues = tuple(markdown_issues(role, merged))
    if issues:
        raise InvalidInput(issues)
    return merged, role


def _reserved_keys(merged: Merged) -> Iterator[Issue]:
    if "name" in merged.value:
        message = "the name is the name of the file; remove this key"
        yield merged.issue(("name",), message, key=True)


def _origins(merged: Merged, role: Role) -> Origins:
    """Return file and line of every row, every round's minutes and every weight."""
    found = ((place, merged.origin(place)) for place in _places(role))
    return {place: _without_folder(origin) for place, origin in found if origin}


def _places(role: Role) -> Iterator[YamlPath]:
    for placed in role.written_rows():
        yield placed.place
    for n in range(len(role.rounds)):
        yield ("rounds", n, "minutes")
    for n in range(len(role.competencies)):
        yield ("competencies", n)


def _without_folder(origin: FileLine) -> FileLine:
    """Name the file of a built-in role without the folder that kitgen is installed in."""
    path = Path(origin.file)
    built_in = path.is_relative_to(built_in_folder())
    return replace(origin, file=path.name) if built_in else origin
