"""A case with one thing changed in it."""

from collections.abc import Iterable
from dataclasses import replace

from kitgen.blueprint import Constraint
from kitgen.role import Role
from kitgen.selection.candidates import Case
from kitgen.source import Place


def row_at(role: Role, place: Place) -> Constraint:
    """Return the row at a place of the role."""
    rows = role.blueprint if place[0] == "blueprint" else role.rounds[int(place[1])].blueprint
    return rows[int(place[-1])]


def with_row(case: Case, place: Place, row: Constraint) -> Case:
    """Put another row at a place of the role."""
    if place[0] == "blueprint":
        rows = _put(case.role.blueprint, int(place[1]), row)
        return replace(case, role=case.role.model_copy(update={"blueprint": rows}))
    number = int(place[1])
    rows = _put(case.role.rounds[number].blueprint, int(place[3]), row)
    return with_round(case, number, {"blueprint": rows})


def with_round(case: Case, number: int, update: dict[str, object]) -> Case:
    """Change fields of one round."""
    rounds = list(case.role.rounds)
    rounds[number] = rounds[number].model_copy(update=update)
    return replace(case, role=case.role.model_copy(update={"rounds": tuple(rounds)}))


def with_minutes(case: Case, minutes: int) -> Case:
    """Make every round that long, as --minutes does."""
    rounds = tuple(r.model_copy(update={"minutes": minutes}) for r in case.role.rounds)
    return replace(case, role=case.role.model_copy(update={"rounds": rounds}))


def _put(rows: Iterable[Constraint], number: int, row: Constraint) -> tuple[Constraint, ...]:
    return tuple(row if n == number else other for n, other in enumerate(rows))
