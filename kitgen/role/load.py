"""A role by name or path, as its file and the user's options have it."""

from collections.abc import Mapping
from pathlib import Path

from kitgen.bank.load import QuestionBank
from kitgen.errors import InvalidInput, Issue, YamlPath
from kitgen.files.layers import Merged
from kitgen.files.model import validate
from kitgen.proof import markdown_issues
from kitgen.role.faults import cross_faults
from kitgen.role.inherit import merged_role, role_file
from kitgen.role.options import RoleOptions, apply, check_names, role_from, with_rows
from kitgen.role.role import Role


def load_role(
    name: str | None, options: RoleOptions, bank: QuestionBank, own: Path | None = None
) -> Role:
    """Load a role by name, from the folder `own` or built in, or by path, and apply the options.

    Without a name the options must say seniority and sections. Raises UnknownName, BadRequest, and
    InvalidInput with every fault of the file, terms unknown to the bank included.
    """
    check_names(options, bank)
    if name is None:
        return with_rows(role_from(options, bank), options)
    merged, role = read_role(role_file(name, own))
    issues = tuple(cross_faults(merged, role, bank))
    if issues:
        raise InvalidInput(issues)
    return with_rows(apply(role, options, bank), options)


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
    return merged, role.model_copy(update={"origins": _origins(merged, role)})


def _reserved_keys(merged: Merged) -> list[Issue]:
    message = {
        "name": "the name is the name of the file; remove this key",
        "origins": "unknown key 'origins'",
    }
    return [
        merged.issue((key,), text, key=True) for key, text in message.items() if key in merged.value
    ]


def _origins(merged: Merged, role: Role) -> Mapping[YamlPath, str]:
    """Return file and line of every row and every round's minutes."""
    places: list[YamlPath] = [("blueprint", m) for m in range(len(role.blueprint))]
    for n, round_ in enumerate(role.rounds):
        places += [("rounds", n, "blueprint", m) for m in range(len(round_.blueprint))]
        places.append(("rounds", n, "minutes"))
    places += [("competencies", n) for n in range(len(role.competencies))]
    return {place: _short(origin) for place in places if (origin := merged.origin(place))}


def _short(origin: str) -> str:
    """Name the file of a built-in role without the folder that kitgen is in."""
    folder = str(role_file("senior-ml-engineer").parent)
    return origin.removeprefix(folder).lstrip("/\\") if origin.startswith(folder) else origin
