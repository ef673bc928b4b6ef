"""The best choice of one form, with one cost for points and lots, and of forms one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import floor

from kitgen.role.role import Round
from kitgen.selection.constraints import Constraint
from kitgen.selection.formulation import Formulation, aim, constrained, draw, staying
from kitgen.selection.lot import RANGE
from kitgen.selection.measures import measures
from kitgen.selection.problem import Cells, Pool, SelectionProblem
from kitgen.selection.solver import minimise
from kitgen.selection.targets import Target, targets

# What one unit of a lot costs. Lots go up to 2**20, and a question costs up to 100: two choices
# differ by 0.0001 or more, and costs stay small enough for the solver's tolerances (1e-6 of them).
_LOT = 100.0 / RANGE


@dataclass(frozen=True, slots=True)
class Best:
    """The cells of a form and what they cost; no choice costs less than `least_points`."""

    cells: Cells
    points: int
    least_points: int


def best_form(
    problem: SelectionProblem,
    pools: Sequence[Pool],
    asked: Sequence[Constraint],
    before: Sequence[Cells] = (),
) -> Best | None:
    """Return the best choice of a form that is like those before, and shares no question with them.

    None where the constraints conflict.
    """
    number = len(before)
    options = problem.options
    alone = replace(options, forms=1, usual=options.usual[number : number + 1])
    problem = replace(problem, options=alone)
    formulation = constrained(problem, pools, asked)
    _leave_out(formulation, before)
    draw(formulation, problem, number)
    aim(formulation, (*targets(problem, pools), *_alike(problem, pools, before)))
    if not _let_stay(problem, formulation):
        return None
    return _best(problem, pools, formulation)


def one_by_one(
    problem: SelectionProblem, pools: Sequence[Pool], asked: Sequence[Constraint]
) -> tuple[Best, ...] | None:
    """Return forms that share no question and cost least, where the bank has many questions.

    Each form costs at least what the first does, which is free in its choice. None where a later
    one costs more, so that another way may lead to less.
    """
    found: list[Best] = []
    for _ in range(problem.options.forms):
        best = best_form(problem, pools, asked, [form.cells for form in found])
        if best is None or best.points > (found or [best])[0].least_points:
            return None
        found.append(best)
    return tuple(found)


def _alike(
    problem: SelectionProblem, pools: Sequence[Pool], before: Sequence[Cells]
) -> Iterator[Target]:
    """Yield what makes a form like those before it."""
    if before:
        for measure in measures(problem, pools):
            yield from measure.near(before)


def _leave_out(formulation: Formulation, before: Sequence[Cells]) -> None:
    """Leave out the questions of the forms before, in whichever round."""
    used = {name for cells in before for _, name in cells}
    (cells,) = formulation.forms
    for cell, column in cells.items():
        if cell[1] in used:
            formulation.programme.limits[column] = 0.0


def _let_stay(problem: SelectionProblem, formulation: Formulation) -> bool:
    """Demand that as many questions of the usual choice stay as can; tell whether any choice is."""
    if not problem.options.usual:
        return True
    programme = formulation.programme
    columns = staying(formulation, problem.options.usual)
    for column in columns:
        programme.costs[column] = -1.0
    answer = minimise(programme)
    if answer is None:
        return False
    most = round(sum(answer.values[column] for column in columns))
    programme.constrain([(column, 1.0) for column in columns], most, None)
    return True


def _best(
    problem: SelectionProblem, pools: Sequence[Pool], formulation: Formulation
) -> Best | None:
    """Solve with one cost: a point costs more than the lots of all questions that fit."""
    programme = formulation.programme
    point = 100.0 * sum(map(_most, problem.role.rounds, pools)) + 1
    programme.costs = [0.0] * len(programme.costs)
    for column, price in formulation.points.items():
        programme.costs[column] = price * point
    for column, drawn in formulation.lots.items():
        programme.costs[column] = _LOT * drawn
    answer = minimise(programme)
    if answer is None:
        return None
    # Half of the unit by which all lots are less than a point makes up for rounding.
    least = floor((answer.least + 0.5) / point)
    (cells,) = formulation.chosen(answer.values)
    return Best(cells, formulation.cost(answer.values), least)


def _most(round_: Round, pool: Pool) -> int:
    """Return how many questions fit at most."""
    return min(len(pool), round_.budget // min((q.minutes for q in pool), default=1))
