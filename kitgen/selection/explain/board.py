"""All constraints of a problem in one model, of which each solve switches off or loosens some."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from math import ceil

from kitgen.errors import BadRequest, SolverLimit
from kitgen.role.loaded import Flag
from kitgen.selection.constraints import Constraint, Inequality
from kitgen.selection.explain.copies import let_be_copied, without_law
from kitgen.selection.explain.slacks import LAWS, Grip, Slacks
from kitgen.selection.forms import limit_overlap
from kitgen.selection.formulation import constrained
from kitgen.selection.model import Answer, Bounds, Effort, Model
from kitgen.selection.pools import candidates
from kitgen.selection.problem import Cell, SelectionProblem
from kitgen.selection.rules import constraints

_FREE = (float("-inf"), float("inf"))
_TINY = 1e-6
# All costs are whole numbers: an answer less than one above the bound is the best.
WHOLE = Effort(absolute=0.999, nodes=300)

Keys = Set[tuple[object, ...]]
NONE: Keys = frozenset()
NO_COPIES: Mapping[str, int] = {}
OVERLAP = ("overlap", (), ())  # the key of how many questions forms share


@dataclass(slots=True)
class Tally:
    """How many solves an explanation took, and how many of them ended without any answer.

    `untried` tells that changes were left untried, for there would have been too many.
    """

    solves: int = 0
    unsettled: int = 0
    untried: bool = False


@dataclass(frozen=True, slots=True)
class Closest:
    """How often each cell is asked in a choice that misses some constraints, and new questions.

    `copied` has how many there must be of each sample.
    """

    asked: Mapping[Cell, int]
    copied: Mapping[str, int]


class Board:
    """Solves a problem with some of its constraints switched off, or loosened.

    Constraints are named by their keys; the laws are in force whatever is switched off.
    """

    def __init__(
        self, problem: SelectionProblem, tally: Tally, copied: Mapping[str, int] = NO_COPIES
    ) -> None:
        """Build the model, in which many copies of some questions may be asked, at a price.

        Raises BadRequest where a question to include has no round.
        """
        pools = candidates(problem)
        asked = (*_overlap(problem), *constraints(problem, pools))
        every = [without_law(constraint, copied.keys()) for constraint in asked]
        self.problem, self.pools = problem, pools
        self.constraints = tuple(c for c in every if c.sort not in LAWS)
        self.keys: Keys = frozenset(c.key for c in self.constraints)
        self._tally = tally
        self._slacks = Slacks()
        self._formulation = constrained(problem, pools, every, self._slacks.terms)
        self._rows: dict[tuple[object, ...], list[int]] = {}
        for constraint, rows in zip(every, self._formulation.rows, strict=True):
            self._rows.setdefault(constraint.key, []).extend(rows)
        for constraint in _overlap(problem):
            self._rows[constraint.key] = self._limit_overlap()
        self._prices = copied
        self._copies = {name: self._columns_of(name) for name in sorted(copied)}
        self._model = Model(self._formulation.programme)

    def _limit_overlap(self) -> list[int]:
        programme, forms = self._formulation.programme, self._formulation.forms
        first = len(programme.lowers)
        limit_overlap(programme, forms, self.pools, self.problem.options.overlap or 0)
        return list(range(first, len(programme.lowers)))

    def possible(self, on: Keys) -> bool | None:
        """Tell whether the constraints of these keys can be met; None where that is not known."""
        try:
            return self._solved(on) is not None
        except SolverLimit:
            return None

    def may_meet(self, part: Iterable[Constraint]) -> bool:
        """Tell whether some constraints can be met together, or whether that is not known."""
        return self.possible(frozenset(constraint.key for constraint in part)) is not False

    def nearest(self, grip: Grip, on: Keys) -> int | None:
        """Return the least by which a bound must be loosened; None where no number will do.

        At least 1: without any change these constraints cannot be met, which is known already.
        """
        slack = self._slacks.every[grip]
        if slack.limit < 1:
            return None
        answer = self._answer(on, {slack.column: 1}, {slack.column: (1, slack.limit)})
        return None if answer is None else ceil(answer.least - _TINY)

    def extreme(self, limit: Inequality, on: Keys, *, highest: bool) -> int | None:
        """Return the highest, or lowest, sum of the terms of an inequality in one form.

        None where the constraints cannot be met, or where that is not known.
        """
        cells = self._formulation.forms[0]
        sign = -1 if highest else 1
        costs = {cells[cell]: sign * float(value) for cell, value in limit.coefficients.items()}
        answer = self._answer(on, costs)
        return None if answer is None or not _is_proved(answer) else sign * round(answer.cost)

    def most_of_all_forms(self, constraint: Constraint, on: Keys) -> int | None:
        """Return how much of what a row counts all forms can have, none more than it asks for.

        None where the others cannot be met, or where that is not known.
        """
        (limit,) = constraint.inequalities
        rows = dict.fromkeys(self._rows[constraint.key], (0.0, float(limit.lower or 0)))
        forms = self._formulation.forms
        costs = {cells[cell]: -1.0 for cells in forms for cell in limit.coefficients}
        answer = self._answer(on | {constraint.key}, costs, rows=rows)
        return None if answer is None or not _is_proved(answer) else -round(answer.cost)

    def rounds_of(self, constraint: Constraint) -> tuple[int, ...]:
        """Return the numbers of the rounds that a constraint is about."""
        if constraint.place[:1] == ("rounds",):
            return (int(constraint.place[1]),)
        return tuple(range(len(self.pools)))

    def closest(self, most: Mapping[Grip, int]) -> Closest | None:
        """Return the choice that misses the constraints by as little as can be.

        `most` limits by how much some may be missed.
        """
        slacks = self._slacks.every
        costs = {slack.column: float(slack.price) for slack in slacks.values()}
        for name, columns in self._copies.items():
            costs.update(dict.fromkeys(columns, float(self._prices[name])))
        limits = {s.column: (0.0, most.get(name, s.limit)) for name, s in slacks.items()}
        answer = self._answer(self.keys, costs, limits)
        if answer is None:
            return None
        values = answer.values
        copied = {name: round(sum(values[c] for c in of)) for name, of in self._copies.items()}
        first = self._formulation.forms[0]
        asked = {cell: round(values[column]) for cell, column in first.items()}
        return Closest(asked, copied)

    def _columns_of(self, name: str) -> list[int]:
        programme = self._formulation.programme
        forms = self._formulation.forms
        return [column for cells in forms for column in let_be_copied(programme, cells, name)]

    def _answer(
        self,
        on: Keys,
        costs: Mapping[int, float],
        columns: Bounds | None = None,
        rows: Bounds | None = None,
    ) -> Answer | None:
        """Return the answer of least cost; None where there is none, or none was found."""
        try:
            return self._solved(on, costs, columns, rows)
        except SolverLimit:
            return None

    def _solved(
        self,
        on: Keys,
        costs: Mapping[int, float] | None = None,
        columns: Bounds | None = None,
        rows: Bounds | None = None,
    ) -> Answer | None:
        """Solve with the constraints of these keys, some with other bounds. Raises SolverLimit."""
        self._tally.solves += 1
        switched = dict.fromkeys(self._off(on), _FREE)
        try:
            return self._model.minimise(costs, columns, {**switched, **(rows or {})}, WHOLE)
        except SolverLimit:
            self._tally.unsettled += 1
            raise

    def _off(self, on: Keys) -> list[int]:
        """Return the rows to switch off; of forms that may share all questions, one is enough."""
        off = [row for key in self.keys - on for row in self._rows[key]]
        forms = self.problem.options.forms
        if OVERLAP not in on:
            for rows in self._formulation.rows:
                off += [row for row in rows if (row - rows.start) % forms]
        return off


def _is_proved(answer: Answer) -> bool:
    return answer.cost - answer.least < 1


def _overlap(problem: SelectionProblem) -> tuple[Constraint, ...]:
    """Return that forms share few questions, where that is demanded; it has no inequalities."""
    options = problem.options
    if options.forms == 1 or options.overlap is None:
        return ()
    shared = "1 question" if options.overlap == 1 else f"{options.overlap} questions"
    words = f"two of {options.forms} forms share at most {shared}"
    return (Constraint("overlap", words, Flag(f"--overlap {options.overlap}"), ()),)


def possible(problem: SelectionProblem, tally: Tally, ignored: Keys = NONE) -> bool | None:
    """Tell whether all constraints but those of the ignored keys can be met together.

    None where that is not known.
    """
    try:
        board = Board(problem, tally)
    except BadRequest:  # a change of the role that leaves a question to include without a round
        return False
    return board.possible(board.keys - ignored)
