"""The choice of all forms together: constraints must be met, targets cost points."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kitgen.errors import SolverLimit
from kitgen.selection.constraints import Constraint
from kitgen.selection.formulation import aim, constrained, draw, level
from kitgen.selection.handicaps import handicaps
from kitgen.selection.measures import measures
from kitgen.selection.problem import Cells, Pool, SelectionProblem
from kitgen.selection.single import best_form, one_by_one
from kitgen.selection.stages import in_stages
from kitgen.selection.targets import targets


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
    problem = replace(problem, handicaps=handicaps(problem, pools, asked))
    if problem.options.forms == 1:
        best = best_form(problem, pools, asked)
        return Assembly((best.cells,), best.points, best.least_points) if best else None
    return _roomy(problem, pools, asked) or _tight(problem, pools, asked)


def _roomy(
    problem: SelectionProblem, pools: Sequence[Pool], asked: Sequence[Constraint]
) -> Assembly | None:
    """Choose forms one by one, which large banks allow, but no row that is about all of them."""
    if problem.options.usual or any(constraint.across for constraint in asked):
        return None
    try:
        found = one_by_one(problem, pools, asked)
    except SolverLimit:
        return None
    if found is None:
        return None
    points = sum(form.points for form in found)
    return Assembly(tuple(form.cells for form in found), points, points)


def _tight(
    problem: SelectionProblem, pools: Sequence[Pool], asked: Sequence[Constraint]
) -> Assembly | None:
    formulation = constrained(problem, pools, asked)
    draw(formulation, problem)
    aim(formulation, targets(problem, pools))
    level(formulation, measures(problem, pools))
    found = in_stages(problem, pools, formulation)
    if found is None:
        return None
    return Assembly(
        found.forms, found.points, found.least_points, found.overlap, found.least_overlap
    )
