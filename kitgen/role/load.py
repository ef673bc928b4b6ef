"""A role by name or path, as its file and the user's options have it; all roles of a bank."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kitgen.bank.load import QuestionBank
from kitgen.bank.vocabulary import Seniority
from kitgen.errors import BadRequest, InvalidInput, Issue, UnknownName, YamlPath
from kitgen.files.layers import FileLine, Merged
from kitgen.files.model import validate
from kitgen.files.source import read
from kitgen.proof import markdown_issues
from kitgen.role.faults import cross_faults, minutes_faults
from kitgen.role.inherit import (
    built_in_folder,
    is_path,
    merged_role,
    role_file,
    role_names,
)
from kitgen.role.loaded import LoadedRole, Origins
from kitgen.role.options import RoleOptions, apply, check_names, role_from, with_rows
from kitgen.role.role import Role
from kitgen.words import Words, built_in_words

_SHOWN = 3  # of the terms that a built-in role needs and a bank lacks


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
        seniority = _seniority_of_round(options, bank, own)
        role = role_from(seniority, options, bank, words or built_in_words())
        return with_rows(role, options, bank)
    if not is_path(name) and name not in role_names(own):
        raise UnknownName("role", name, usable_roles(bank, own))
    loaded = _load(role_file(name, own), bank, as_written=options == RoleOptions())
    return with_rows(apply(loaded, options, bank), options, bank)


@dataclass(frozen=True, slots=True)
class AllRoles:
    """The roles that a bank can have, the built-in ones that do not fit it, and faults of own."""

    roles: tuple[Role, ...]
    left_out: tuple[str, ...]
    faults: tuple[InvalidInput, ...]


def load_all_roles(bank: QuestionBank, own: Path | None = None) -> AllRoles:
    """Load the roles in the folder `own` and the built-in ones, by the alphabet."""
    roles: list[Role] = []
    left_out: list[str] = []
    faults: list[InvalidInput] = []
    for name in role_names(own):
        file = role_file(name, own)
        try:
            roles.append(_load(file, bank).role)
        except InvalidInput as error:
            if _is_built_in(file):
                left_out.append(name)
            else:
                faults.append(error)
    return AllRoles(tuple(roles), tuple(left_out), tuple(faults))


def usable_roles(bank: QuestionBank, own: Path | None = None) -> tuple[str, ...]:
    """Return the names of all roles but the built-in ones that do not fit the bank."""
    left_out = load_all_roles(bank, own).left_out
    return tuple(name for name in role_names(own) if name not in left_out)


def _seniority_of_round(options: RoleOptions, bank: QuestionBank, own: Path | None) -> Seniority:
    """Return the seniority of a round without a role; raises BadRequest where options lack it."""
    if options.seniority is None or not options.sections:
        names = ", ".join(usable_roles(bank, own))
        raise BadRequest(
            "name a role, or give both --seniority and --category",
            f"roles: {names}" if names else "write a role with: kitgen roles new NAME",
        )
    return bank.seniority(options.seniority)


def _load(file: Path, bank: QuestionBank, *, as_written: bool = True) -> LoadedRole:
    """Load a role; one that is not used as it is written may be too short for its questions."""
    merged, role = read_role(file)
    issues = list(cross_faults(merged, role, bank))
    if as_written:
        issues += minutes_faults(merged, role, bank)
    if issues:
        raise InvalidInput(_seen_from(file, issues))
    return LoadedRole(role, _origins(merged, role))


def _seen_from(file: Path, issues: Sequence[Issue]) -> list[Issue]:
    """Make one fault of the role in `file` of those in built-in roles that it extends.

    Nobody can correct a built-in role: it fits the bank, or must not be extended.
    """
    own = [issue for issue in issues if not _is_built_in(Path(issue.file))]
    if _is_built_in(file) or len(own) == len(issues):
        return list(issues)
    lacks = list(dict.fromkeys(issue.message for issue in issues if issue not in own))
    more = f" and {len(lacks) - _SHOWN} more" if len(lacks) > _SHOWN else ""
    message = (
        "this built-in role does not fit the bank, so begin a role without 'extends' "
        f"({'; '.join(lacks[:_SHOWN])}{more})"
    )
    return [*own, read(file).issue(("extends",), message)]


def _is_built_in(file: Path) -> bool:
    return file.is_relative_to(built_in_folder())


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
    """Return file and line of every row, every round's minutes and every competency."""
    found = ((place, merged.origin(place)) for place in _places(role))
    return {place: _without_folder(origin) for place, origin in found if origin}


def _places(role: Role) -> Iterator[YamlPath]:
    for placed in role.written_rows():
        yield placed.place
    for n in range(len(role.rounds)):
        yield ("rounds", n, "minutes")
    for n in range(len(role.competencies)):
        yield ("competencies", n)
    for n in range(len(role.must_pass)):
        yield ("must_pass", n)


def _without_folder(origin: FileLine) -> FileLine:
    """Name the file of a built-in role without the folder that kitgen is installed in."""
    path = Path(origin.file)
    return replace(origin, file=path.name) if _is_built_in(path) else origin
