"""What a role means beyond single rows: what `each` is about, and the minutes of talk."""

from collections.abc import Iterable, Iterator
from typing import Any

from kitgen.role.apply import RoleBank
from kitgen.role.eligibility import may_ask
from kitgen.role.role import PlacedRow, Role
from kitgen.role.rows import Count, Row
from kitgen.selection.problem import SelectionProblem


def split(problem: SelectionProblem, placed: PlacedRow) -> Iterator[tuple[str, Row]]:
    """Yield the rows that a row with `each` means, with what each is about, or the row itself."""
    row = placed.row
    if not isinstance(row, Count) or row.each is None:
        yield "", row
        return
    for name in _each(problem, row, placed.rounds):
        yield str(name), row.of_one(name)


def _each(problem: SelectionProblem, row: Count, rounds: Iterable[int]) -> Iterable[Any]:
    """Return the values that the row lists, or else all of the role or of its rounds."""
    if row.listed is not None:
        return row.listed
    if row.each == "competency":
        return _competencies(problem.role, problem.bank)
    if row.each == "question":
        may_be_asked = (may_ask(problem.bank, problem.role, n) for n in rounds)
        return sorted({question.id for pool in may_be_asked for question in pool})
    return dict.fromkeys(name for n in rounds for name in _categories(problem, n))


def _competencies(role: Role, bank: RoleBank) -> Iterable[str]:
    """Return the competencies of the role: all of the bank where it names none."""
    weighed = [weight.id for weight in role.competencies]
    return weighed or [competency.id for competency in bank.competencies]


def _categories(problem: SelectionProblem, number: int) -> Iterable[str]:
    """Return the categories of a round: all of the bank where it names none."""
    named = problem.role.rounds[number].categories
    return named or [category.id for category in problem.bank.categories]


def is_across(row: Row) -> bool:
    """Tell whether a row is about all forms together."""
    return isinstance(row, Count) and row.across is not None


def talk_minutes(role: Role, rounds: Iterable[int]) -> int:
    """Return the minutes of opening and closing of these rounds."""
    return sum(role.rounds[n].opening + role.rounds[n].closing for n in rounds)
