"""A problem with one thing changed in it."""

from collections.abc import Iterable
from dataclasses import replace

from kitgen.errors import YamlPath
from kitgen.role.role import Role
from kitgen.role.rows import Row
from kitgen.selection.problem import SelectionProblem


def row_at(role: Role, place: YamlPath) -> Row:
    """Return the row at a place of the role."""
    rows = role.blueprint if place[0] == "blueprint" else role.rounds[int(place[1])].blueprint
    return rows[int(place[-1])]


def with_row(problem: SelectionProblem, place: YamlPath, row: Row) -> SelectionProblem:
    """Put another row at a place of the role."""
    if place[0] == "blueprint":
        rows = _put(problem.role.blueprint, int(place[1]), row)
        return replace(problem, role=problem.role.model_copy(update={"blueprint": rows}))
    number = int(place[1])
    rows = _put(problem.role.rounds[number].blueprint, int(place[3]), row)
    return with_round(problem, number, {"blueprint": rows})


def with_round(
    problem: SelectionProblem, number: int, update: dict[str, object]
) -> SelectionProblem:
    """Repair fields of one round."""
    rounds = list(problem.role.rounds)
    rounds[number] = rounds[number].model_copy(update=update)
    return replace(problem, role=problem.role.model_copy(update={"rounds": tuple(rounds)}))


def with_minutes(problem: SelectionProblem, minutes: int) -> SelectionProblem:
    """Make every round that long, as --minutes does."""
    rounds = tuple(r.model_copy(update={"minutes": minutes}) for r in problem.role.rounds)
    return replace(problem, role=problem.role.model_copy(update={"rounds": rounds}))


def _put(rows: Iterable[Row], number: int, row: Row) -> tuple[Row, ...]:
    return tuple(row if n == number else other for n, other in enumerate(rows))
