"""All constraints of a problem in one model, of which each solve switches off or loosens some."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from kitgen.errors import BadRequest, SolverLimit, counted
from kitgen.role.loaded import Flag
from kitgen.selection.constraints import Constraint
from kitgen.selection.explain.copies import constraints_with, let_be_copied
from kitgen.selection.explain.slacks import LAWS, Slacks
from kitgen.selection.forms import limit_overlap
from kitgen.selection.formulation import constrained
from kitgen.selection.model import Answer, Bounds, Effort, Model
from kitgen.selection.pools import candidates
from kitgen.selection.problem import SelectionProblem

_FREE = (float("-inf"), float("inf"))
# All costs are whole numbers: an answer less than one above the bound is the best.
WHOLE = Effort(absolute=0.999, nodes=300)

Keys = Set[tuple[object, ...]]
NONE: Keys = frozenset()
OVERLAP = ("overlap", (), ())  # the key of how many questions forms share


@dataclass(slots=True)
class Tally:
    """How many solves an explanation took, and how many of them ended without any answer.

    `untried` tells that changes were left untried, for there would have been too many.
    """

    solves: int = 0
    unsettled: int = 0
    untried: bool = False


class Board:
    """Solves a problem with some of its constraints switched off, or loosened.

    Constraints are named by their keys; the laws are in force whatever is switched off.
    """

    def __init__(
        self, problem: SelectionProblem, tally: Tally, copied: Set[str] = frozenset()
    ) -> None:
        """Build the model, in which many copies of some questions may be asked.

        Raises BadRequest where a question to include has no round.
        """
        pools = candidates(problem)
        every = (*_overlap(problem), *constraints_with(problem, pools, copied))
        self.problem, self.pools = problem, pools
        self.constraints = tuple(c for c in every if c.sort not in LAWS)
        self.keys: Keys = frozenset(c.key for c in self.constraints)
        # What binds forms together, so that one form alone does not tell whether all are possible.
        self._about_all: Keys = frozenset(
            c.key for c in self.constraints if c.across or c.key == OVERLAP
        )
        self._tally = tally
        self.slacks = Slacks()
        self.formulation = constrained(problem, pools, every, self.slacks.terms)
        self._rows: dict[tuple[object, ...], list[int]] = {}
        for constraint, rows in zip(every, self.formulation.rows, strict=True):
            self._rows.setdefault(constraint.key, []).extend(rows)
        for constraint in _overlap(problem):
            self._rows[constraint.key] = self._limit_overlap()
        self.copies = {name: self._columns_of(name) for name in sorted(copied)}
        self._model = Model(self.formulation.programme)

    def _limit_overlap(self) -> list[int]:
        programme, forms = self.formulation.programme, self.formulation.forms
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

    def rows_of(self, constraint: Constraint) -> Sequence[int]:
        """Return the rows of a constraint."""
        return self._rows[constraint.key]

    def rounds_of(self, constraint: Constraint) -> tuple[int, ...]:
        """Return the numbers of the rounds that a constraint is about."""
        if constraint.place[:1] == ("rounds",):
            return (int(constraint.place[1]),)
        return tuple(range(len(self.pools)))

    def _columns_of(self, name: str) -> list[int]:
        programme = self.formulation.programme
        forms = self.formulation.forms
        return [column for cells in forms for column in let_be_copied(programme, cells, name)]

    def answer(
        self,
        on: Keys,
        costs: Mapping[int, float],
        columns: Bounds | None = None,
        rows: Bounds | None = None,
    ) -> Answer | None:
        """Return the answer of least cost with the constraints of these keys, or other bounds.

        Costs are whole numbers. None where there is no answer, or none was found.
        """
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
        if not self._about_all & on:
            for rows in self.formulation.rows:
                off += [row for row in rows if (row - rows.start) % forms]
        return off


def _overlap(problem: SelectionProblem) -> tuple[Constraint, ...]:
    """Return that forms share few questions, where that is demanded; it has no inequalities."""
    options = problem.options
    if options.forms == 1 or options.overlap is None:
        return ()
    shared = counted(options.overlap, "question")
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
