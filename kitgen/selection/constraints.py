"""What a selection must satisfy, each constraint in the user's words and as inequalities."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kitgen.errors import YamlPath
from kitgen.files.layers import FileLine
from kitgen.role.loaded import Flag
from kitgen.role.role import PlacedRow
from kitgen.role.rows import Bound, Minutes, Require, Row
from kitgen.selection.cases import reading
from kitgen.selection.problem import Cell, Pool, SelectionProblem
from kitgen.selection.scope import is_across, split, talk_minutes

Sort = Literal[
    "row", "minutes", "some", "evidence", "rest", "requires", "enemies", "once", "case", "overlap"
]
Origin = FileLine | Flag | Literal["the bank"]


@dataclass(frozen=True, slots=True)
class Inequality:
    """lower ≤ Σ coefficient × chosen ≤ upper, where chosen is 1 for a question asked, else 0."""

    coefficients: Mapping[Cell, int]
    lower: int | None = None
    upper: int | None = None


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint: in words, where it was written, and its inequalities, all to be met.

    `place` is the row's place in the role, `row` the row itself, or one of those that `each`
    means; `subject` names the questions, the competency or the round that it is about.
    """

    sort: Sort
    words: str
    origin: Origin | None
    inequalities: tuple[Inequality, ...]
    place: YamlPath = ()
    row: Row | None = None
    subject: tuple[str, ...] = ()

    @property
    def is_requirement(self) -> bool:
        """Whether a question requires others by it."""
        return self.sort == "requires" or isinstance(self.row, Require)

    @property
    def across(self) -> bool:
        """Whether it is about all forms together, and not about each of them."""
        return self.row is not None and is_across(self.row)

    @property
    def key(self) -> tuple[object, ...]:
        """What stays the same when its numbers change."""
        return self.sort, self.place, self.subject


def at(origin: Origin | None) -> str:
    """Return what to print before words that were written there."""
    return f"{origin}: " if origin else ""


def row_constraints(problem: SelectionProblem, pools: Sequence[Pool]) -> Iterator[Constraint]:
    """Yield a constraint for every row that is switched on; for `each`, one for every value."""
    for placed in problem.role.rows():
        origin = problem.origins.get(placed.place)
        talk = talk_minutes(problem.role, placed.rounds)
        for name, part in split(problem, placed):
            words = f"{placed.row.words} ({name})" if name else placed.row.words
            subject = (name,) if name else ()
            inequalities = tuple(_inequalities(problem, part, placed, talk, pools))
            yield Constraint("row", words, origin, inequalities, placed.place, part, subject)


def _inequalities(
    problem: SelectionProblem, row: Row, placed: PlacedRow, talk: int, pools: Sequence[Pool]
) -> Iterator[Inequality]:
    if isinstance(row, Require):
        yield from requirement(row, placed.rounds, pools)
        return
    read: dict[Cell, int] = {}
    if isinstance(row, Minutes) and not row.filtered:
        for n in placed.rounds:
            read |= reading(problem, n, pools[n])
    for bound in row.bounds(talk):
        limit = inequality(bound, placed.rounds, pools)
        yield replace(limit, coefficients={**limit.coefficients, **read})


def requirement(row: Require, rounds: Sequence[int], pools: Sequence[Pool]) -> Iterator[Inequality]:
    """Yield what a question requires in each single round that may ask it."""
    for bound in row.bounds(talk=0):
        for n in rounds:
            if any(question.id == row.question for question in pools[n]):
                yield inequality(bound, (n,), pools)


def inequality(bound: Bound, rounds: Sequence[int], pools: Sequence[Pool]) -> Inequality:
    """Return a bound on the questions of some rounds as an inequality."""
    coefficients: dict[Cell, int] = {}
    for n in rounds:
        for question in pools[n]:
            value = bound.value(question)
            if value:
                coefficients[n, question.id] = value
    return Inequality(coefficients, bound.lower, bound.upper)
