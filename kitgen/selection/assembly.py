"""The choice of all forms together: constraints must be met, targets cost points."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from kitgen.errors import SolverLimit
from kitgen.role.role import Round
from kitgen.selection.constraints import Constraint
from kitgen.selection.forms import limit_overlap
from kitgen.selection.formulation import Formulation, aim, constrained, draw, level, staying
from kitgen.selection.measures import measures
from kitgen.selection.model import PROOF, Effort
from kitgen.selection.problem import Cells, Pool, SelectionProblem
from kitgen.selection.solver import minimise
from kitgen.selection.stages import in_stages
from kitgen.selection.targets import targets

# What one unit of a lot costs. Lots go up to 2**20, and a question costs up to 100: two choices
# differ by 0.0001 or more, and costs stay small enough for the solver's tolerances (1e-6 of them).
_LOT = 100.0 / (1 << 20)
# Several forms of a large bank are chosen at once, to within this share of the best, or not at all.
_ROOMY = Effort(relative=0.004, nodes=20)


@dataclass(frozen=True, slots=True)
class Assembly:
    """The cells chosen for each form, and what was proved of them.

    The targets cost `points`, those of any choice `least_points` or more. Two forms share at most
    `overlap` questions, and some two of any choice at least `least_overlap`.
    """

    forms: tuple[Cells, ...]
    points: int
    least_points: int
    overlap: int = 0
    least_overlap: int = 0


def assemble(
    problem: SelectionProblem, pools: Sequence[Pool], asked: Sequence[Constraint]
) -> Assembly | None:
    """Return the best choice that is found; None where the constraints conflict."""
    if problem.options.forms == 1:
        return _at_once(problem, pools, asked, PROOF)
    return _roomy(problem, pools, asked) or _tight(problem, pools, asked)


def _roomy(
    problem: SelectionProblem, pools: Sequence[Pool], asked: Sequence[Constraint]
) -> Assembly | None:
    """Return a choice of forms that share no question and cost least, where one is soon found."""
    try:
        found = _at_once(problem, pools, asked, _ROOMY)
    except SolverLimit:
        return None
    return found if found and found.points == found.least_points else None


def _at_once(
    problem: SelectionProblem, pools: Sequence[Pool], asked: Sequence[Constraint], effort: Effort
) -> Assembly | None:
    """Choose with one cost for points and lots: a point costs more than all lots together."""
    formulation = formulated(problem, pools, asked)
    programme = formulation.programme
    limit_overlap(programme, formulation.forms, pools, 0)
    if not _let_stay(problem, formulation):
        return None
    # One point costs more than the lots of all questions that could be asked, at 100 each.
    point = 100.0 * sum(map(_most, problem.role.rounds, pools)) * problem.options.forms + 1
    programme.costs = [0.0] * len(programme.costs)
    for column, price in formulation.points.items():
        programme.costs[column] = price * point
    for column, drawn in formulation.lots.items():
        programme.costs[column] = _LOT * drawn
    answer = minimise(programme, effort)
    if answer is None:
        return None
    cost = programme.cost(answer.values)
    # Half of the unit by which all lots are less than a point makes up for rounding.
    points, least = floor((cost + 0.5) / point), floor((answer.least + 0.5) / point)
    return Assembly(formulation.chosen(answer.values), points, least)


def formulated(
    problem: SelectionProblem, pools: Sequence[Pool], asked: Sequence[Constraint]
) -> Formulation:
    """Return a problem as a programme, with its targets, the likeness of forms, and lots."""
    formulation = constrained(problem, pools, asked)
    draw(formulation, problem)
    aim(formulation, targets(problem, pools))
    level(formulation, measures(problem, pools))
    return formulation


def _let_stay(problem: SelectionProblem, formulation: Formulation) -> bool:
    """Demand that as many questions of the usual choice stay as can; tell whether any choice is."""
    if not problem.options.usual:
        return True
    programme = formulation.programme
    columns = staying(formulation, problem.options.usual)
    programme.costs = [0.0] * len(programme.costs)
    for column in columns:
        programme.costs[column] = -1.0
    answer = minimise(programme)
    if answer is None:
        return False
    most = round(sum(answer.values[column] for column in columns))
    programme.constrain([(column, 1.0) for column in columns], most, None)
    return True


def _tight(
    problem: SelectionProblem, pools: Sequence[Pool], asked: Sequence[Constraint]
) -> Assembly | None:
    found = in_stages(problem, pools, formulated(problem, pools, asked))
    if found is None:
        return None
    return Assembly(
        found.forms, found.points, found.least_points, found.overlap, found.least_overlap
    )


def _most(round_: Round, pool: Pool) -> int:
    """Return how many questions fit at most."""
    return min(len(pool), round_.budget // min((q.minutes for q in pool), default=1))
