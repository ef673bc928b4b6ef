"""A selection as a programme: variables for the cells of each form, rows, and what they cost."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kitgen.selection.cases import cells_of, without_uses
from kitgen.selection.constraints import Constraint, Inequality
from kitgen.selection.lot import draws
from kitgen.selection.measures import Measure
from kitgen.selection.problem import Cell, Cells, Pool, SelectionProblem
from kitgen.selection.programme import Programme
from kitgen.selection.targets import Target

_NO_LIMIT = float("inf")

Terms = Sequence[tuple[int, float]]  # variables, and what each adds to a row


@dataclass(slots=True)
class Formulation:
    """A programme without costs, and what its variables mean.

    `forms` give the variable of each cell, form by form. `points` are the prices of variables that
    count how far a target is missed, `lots` the draws of cells. `rows` are those of each
    constraint, in its order.
    """

    programme: Programme
    forms: tuple[Mapping[Cell, int], ...]
    points: dict[int, int] = field(default_factory=dict)
    lots: dict[int, float] = field(default_factory=dict)
    rows: list[range] = field(default_factory=list)

    def chosen(self, values: Sequence[float]) -> tuple[Cells, ...]:
        """Return the cells that the values of the variables choose, form by form."""
        return tuple(
            frozenset(cell for cell, column in cells.items() if values[column] > 0.5)
            for cells in self.forms
        )

    def cost(self, values: Sequence[float]) -> int:
        """Return the points of the values of the variables."""
        return sum(price * round(values[column]) for column, price in self.points.items())


def _no_slack(_: Programme, __: Constraint, ___: int) -> Terms:
    return ()


def constrained(
    problem: SelectionProblem,
    pools: Sequence[Pool],
    constraints: Iterable[Constraint],
    slack: Callable[[Programme, Constraint, int], Terms] = _no_slack,
) -> Formulation:
    """Return the constraints on every form as a programme.

    `slack` gives what else the rows of one inequality of a constraint, told by number, contain.
    """
    programme = Programme()
    forms = tuple(
        {cell: programme.variable() for cell in cells_of(pools)}
        for _ in range(problem.options.forms)
    )
    formulation = Formulation(programme, forms)
    for constraint in constraints:
        first = len(programme.lowers)
        for number, limit in enumerate(constraint.inequalities):
            more = slack(programme, constraint, number)
            for together in (forms,) if constraint.across else [(cells,) for cells in forms]:
                _bind(programme, together, limit, more)
        formulation.rows.append(range(first, len(programme.lowers)))
    return formulation


def draw(formulation: Formulation, problem: SelectionProblem, first: int = 0) -> None:
    """Give every question of every form what is drawn for it; `first` numbers the first form."""
    handicaps = problem.handicaps or {}
    for number, cells in enumerate(formulation.forms, first):
        drawn = draws(problem, without_uses(cells), handicaps, number)
        formulation.lots |= {cells[cell]: lot for cell, lot in drawn.items()}


def staying(formulation: Formulation, usual: Sequence[Cells]) -> list[int]:
    """Return the variables of the questions of the usual choice that may still be asked."""
    pairs = zip(usual, formulation.forms, strict=bool(usual))
    kept = ((cells, sorted(without_uses(of_form) & cells.keys())) for of_form, cells in pairs)
    return [cells[cell] for cells, both in kept for cell in both]


def aim(formulation: Formulation, targets: Iterable[Target]) -> None:
    """Let each form that misses a target cost points."""
    for cells in formulation.forms:
        for target in targets:
            _aim(formulation, cells, target)


def _bind(
    programme: Programme, forms: Sequence[Mapping[Cell, int]], limit: Inequality, more: Terms
) -> None:
    """Add an inequality on the sum over some forms."""
    terms = [term for cells in forms for term in _terms(cells, limit.coefficients)]
    programme.constrain([*terms, *more], limit.lower, limit.upper)


def _terms(cells: Mapping[Cell, int], values: Mapping[Cell, int]) -> list[tuple[int, float]]:
    return [(cells[cell], float(value)) for cell, value in values.items()]


def _aim(formulation: Formulation, cells: Mapping[Cell, int], target: Target) -> None:
    """Add one row, which may have many variables, for both limits."""
    terms = _terms(cells, target.coefficients)
    if target.lower is not None:
        terms.append((_step(formulation, target.price), target.step))
    if target.upper is not None:
        terms.append((_step(formulation, target.price), -target.step))
    formulation.programme.constrain(terms, target.lower, target.upper)


def _step(formulation: Formulation, price: int) -> int:
    """Add a variable that counts steps beyond a limit, at a price in points."""
    column = formulation.programme.variable(limit=_NO_LIMIT)
    formulation.points[column] = price
    return column


def level(formulation: Formulation, measures: Iterable[Measure]) -> None:
    """Let forms that differ by more than a measure allows cost points.

    `low` and `high` enclose the sums of all forms, so that `high - low` is what they differ by.
    """
    if len(formulation.forms) == 1:
        return
    programme = formulation.programme
    for measure in measures:
        low, high = (programme.variable(limit=_NO_LIMIT) for _ in range(2))
        for cells in formulation.forms:
            terms = _terms(cells, measure.coefficients)
            programme.constrain([*terms, (low, -1)], 0, None)
            programme.constrain([*terms, (high, -1)], None, 0)
        beyond = _step(formulation, measure.price)
        programme.constrain([(high, 1), (low, -1), (beyond, -1)], None, measure.like)
        if measure.in_all:
            _ask_in_all(formulation, measure, low, high)


def _ask_in_all(formulation: Formulation, measure: Measure, low: int, high: int) -> None:
    """Let it cost a step where one form has none of what another one has.

    most · (low + missing) ≥ high: with low = 0, `missing` is 1 unless high is 0 too.
    """
    most = sum(measure.coefficients.values())
    missing = _step(formulation, measure.price)
    formulation.programme.constrain([(low, most), (missing, most), (high, -1)], 0, None)
