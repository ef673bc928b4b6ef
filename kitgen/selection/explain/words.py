"""Where a constraint was written and what it says, so that no two of a role look the same."""

from kitgen.role.loaded import Flag
from kitgen.role.role import Role
from kitgen.role.rows import Exclude, Include
from kitgen.selection.constraints import Constraint, at


def named(role: Role, constraint: Constraint) -> str:
    """Return where a constraint was written and its words, unless its flag gives both."""
    named_by_flag = isinstance(constraint.row, Include | Exclude)
    if named_by_flag and isinstance(constraint.origin, Flag):
        return str(constraint.origin)
    return f"{at(constraint.origin)}{constraint.words}{in_round(role, constraint)}"


def in_round(role: Role, constraint: Constraint) -> str:
    """Return the round of a row, where another round has a row of the same words."""
    if constraint.row is None or constraint.place[0] != "rounds":
        return ""
    number = int(constraint.place[1])
    row = role.rounds[number].blueprint[int(constraint.place[3])]
    others = (r for n, r in enumerate(role.rounds) if n != number)
    same = any(other.words == row.words for r in others for other in r.blueprint if not other.skip)
    return f", in round {role.rounds[number].id}" if same else ""
