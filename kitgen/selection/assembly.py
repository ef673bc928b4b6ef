"""All forms of a selection as one programme: constraints must be met, targets cost points."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor

from kitgen.role.role import Round
from kitgen.selection.cases import cells_of, is_use, without_uses
from kitgen.selection.constraints import Constraint, Inequality
from kitgen.selection.forms import level_forms, limit_overlap, share_at_most
from kitgen.selection.lot import lot
from kitgen.selection.problem import Cell, Cells, Pool, SelectionProblem
from kitgen.selection.programme import Programme
from kitgen.selection.solver import minimise
from kitgen.selection.targets import Target

# What one unit of a lot costs. Lots go up to 2**20, and a question costs up to 100: two choices
# differ by 0.0001 or more, and costs stay small enough for the solver's tolerances (1e-6 of them).
_LOT = 100.0 / (1 << 20)
# Several forms are solved to within this share of the best: a proof would take minutes.
_GAP = 0.004


@dataclass(frozen=True, slots=True)
class Assembly:
    """The cells chosen for each form, and how far from the best choice they may be.

    `gap` is that as a share of the cost. The targets cost `points`, those of any choice
    `least_points` or more. Two forms share at most `overlap` questions.
    """

    forms: tuple[Cells, ...]
    gap: float
    points: int
    least_points: int
    overlap: int


def feasible(
    problem: SelectionProblem,
    pools: Sequence[Pool],
    constraints: Iterable[Constraint],
    overlap: int | None = None,
) -> bool:
    """Tell whether the constraints can be met together, whatever the targets are."""
    programme, forms = _constrained(problem, pools, constraints)
    limit_overlap(programme, forms, pools, overlap)
    return minimise(programme) is not None


def extreme(
    problem: SelectionProblem,
    pools: Sequence[Pool],
    constraints: Iterable[Constraint],
    limit: Inequality,
    *,
    highest: bool,
) -> int | None:
    """Return the highest, or lowest, sum of an inequality's terms while the constraints are met."""
    programme, forms = _constrained(problem, pools, constraints)
    sign = -1 if highest else 1
    for cell, value in limit.coefficients.items():
        programme.costs[forms[0][cell]] = sign * float(value)
    answer = minimise(programme)
    if answer is None:
        return None
    return round(sum(v * answer.values[forms[0][cell]] for cell, v in limit.coefficients.items()))


def assemble(
    problem: SelectionProblem,
    pools: Sequence[Pool],
    constraints: Iterable[Constraint],
    targets: Sequence[Target],
    overlap: int,
) -> Assembly | None:
    """Return the best choice, unique for a seed; None where the constraints conflict."""
    programme, forms = _constrained(problem, pools, constraints)
    # One point costs more than the lots of all questions that could be asked, at 100 each.
    point = 100.0 * sum(map(_most, problem.role.rounds, pools)) * len(forms) + 1
    for number, cells in enumerate(forms):
        for (n, name), column in cells.items():
            if is_use((n, name)):
                continue
            drawn = lot(name, problem.role.rounds[n].id, problem.options.seed, number)
            programme.costs[column] = _LOT * drawn
        for target in targets:
            _aim(programme, cells, target, point)
    limit_overlap(programme, forms, pools, overlap)
    level_forms(programme, forms, pools, point)
    if problem.options.usual:
        staying = _staying(problem, forms)
        programme.constrain(staying, _most_staying(problem, pools, constraints, overlap), None)
    answer = minimise(programme, 0.0 if len(forms) == 1 else _GAP)
    if answer is None:
        return None
    chosen = tuple(_chosen(cells, answer.values) for cells in forms)
    cost = programme.cost(answer.values)
    points, least = _points(cost, point), _points(cost * (1 - answer.gap), point)
    return Assembly(chosen, answer.gap, points, least, overlap)


def _chosen(cells: Mapping[Cell, int], values: Sequence[float]) -> Cells:
    return frozenset(cell for cell, column in cells.items() if values[column] > 0.5)


def _points(cost: float, point: float) -> int:
    """Return the points in a cost, without its lots, which are together a unit less than a point.

    Half of that unit makes up for rounding.
    """
    return floor((cost + 0.5) / point)


def _most_staying(
    problem: SelectionProblem,
    pools: Sequence[Pool],
    constraints: Iterable[Constraint],
    overlap: int | None,
) -> int:
    """Return how many questions of the usual choice can stay, or of many forms surely can."""
    programme, forms = _constrained(problem, pools, constraints)
    limit_overlap(programme, forms, pools, overlap)
    staying = _staying(problem, forms)
    for column, _ in staying:
        programme.costs[column] = -1.0
    answer = minimise(programme)
    return 0 if answer is None else round(sum(answer.values[column] for column, _ in staying))


def _staying(
    problem: SelectionProblem, forms: Sequence[Mapping[Cell, int]]
) -> list[tuple[int, float]]:
    """Return the variables of the questions of the usual choice that may still be asked."""
    pairs = zip(problem.options.usual, forms, strict=True)
    kept = ((cells, sorted(without_uses(usual) & cells.keys())) for usual, cells in pairs)
    return [(cells[cell], 1.0) for cells, both in kept for cell in both]


def least_overlap(
    problem: SelectionProblem, pools: Sequence[Pool], constraints: Sequence[Constraint]
) -> int | None:
    """Return how many questions two of the forms must share at least; None where none exist."""
    if problem.options.forms == 1 or feasible(problem, pools, constraints, 0):
        return 0
    programme, forms = _constrained(problem, pools, constraints)
    most = programme.variable(1.0, limit=max(map(len, forms)))
    share_at_most(programme, forms, pools, most)
    answer = minimise(programme)
    return None if answer is None else round(answer.values[most])


def _constrained(
    problem: SelectionProblem, pools: Sequence[Pool], constraints: Iterable[Constraint]
) -> tuple[Programme, list[dict[Cell, int]]]:
    programme = Programme()
    forms = [
        {cell: programme.variable() for cell in cells_of(pools)}
        for _ in range(problem.options.forms)
    ]
    for constraint in constraints:
        for limit in constraint.inequalities:
            for cells in forms:
                _bind(programme, cells, limit)
    return programme, forms


def _bind(programme: Programme, cells: Mapping[Cell, int], limit: Inequality) -> None:
    terms = ((cells[cell], value) for cell, value in limit.coefficients.items())
    programme.constrain(terms, limit.lower, limit.upper)


def _aim(programme: Programme, cells: Mapping[Cell, int], target: Target, point: float) -> None:
    steps = programme.variable(target.price * point, limit=float("inf"))
    terms = [(cells[cell], float(value)) for cell, value in target.coefficients.items()]
    if target.lower is not None and target.upper is not None:
        over = programme.variable(target.price * point, limit=float("inf"))
        programme.constrain(
            [*terms, (steps, target.step), (over, -target.step)], target.lower, target.upper
        )
    elif target.lower is not None:
        programme.constrain([*terms, (steps, target.step)], target.lower, None)
    elif target.upper is not None:
        programme.constrain([*terms, (steps, -target.step)], None, target.upper)


def _most(round_: Round, pool: Pool) -> int:
    """Return how many questions fit at most."""
    return min(len(pool), round_.budget // min((q.minutes for q in pool), default=1))
