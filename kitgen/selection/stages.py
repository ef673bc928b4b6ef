"""Several forms of a tight bank, in stages of one aim each: overlap, points, lots.

Forms that share few questions and are alike are too much for one solve. So the best answer so far
is improved by solves in which only one form, one round or two forms may change, the rest fixed: a
search in large neighbourhoods (D. Pisinger and S. Ropke, Large Neighborhood Search, in: Handbook
of Metaheuristics, 2010). A number of solves bounds it, so that it is the same on every machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from kitgen.selection.forms import share_at_most
from kitgen.selection.formulation import Formulation, staying
from kitgen.selection.model import Effort
from kitgen.selection.problem import Cells, Pool, SelectionProblem
from kitgen.selection.search import Columns, Search

_WHOLE = 0.999  # costs in whole numbers that differ by less are equal
_POSSIBLE = Effort(absolute=_WHOLE)
_FIRST = Effort(absolute=_WHOLE, nodes=300)
_STEP = Effort(absolute=_WHOLE, nodes=50)
_PROOF = Effort(absolute=_WHOLE, nodes=20)
_LOTS = Effort(nodes=50)
_MOST_STEPS = 40  # solves in which more than one form changes
_FEW_FORMS = 3  # of which one solve can tell how few points there can be
_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Staged:
    """The cells of each form, what they cost and share, and the least that any choice does."""

    forms: tuple[Cells, ...]
    points: int
    least_points: int
    overlap: int
    least_overlap: int


def in_stages(
    problem: SelectionProblem, pools: Sequence[Pool], formulation: Formulation
) -> Staged | None:
    """Choose forms that share as few questions as can be, then for few points, then by lot.

    None where the constraints conflict. Raises SolverLimit where no choice was found.
    """
    programme = formulation.programme
    most = programme.variable(limit=max(map(len, formulation.forms)))
    share_at_most(programme, formulation.forms, pools, most)
    stay = staying(formulation, problem.options.usual)
    stay_row = _row(formulation, dict.fromkeys(stay, 1))
    points_row = _row(formulation, formulation.points)
    search = Search(formulation)
    least_overlap = _share_least(search, most, problem.options.overlap)
    if least_overlap is None:
        return None
    if stay:
        _let_stay(search, stay, stay_row)
    least_points = _save_points(search)
    _draw(search, points_row)
    overlap = int(search.columns[most][1])
    return Staged(search.forms, search.points, least_points, overlap, least_overlap)


def _row(formulation: Formulation, values: Mapping[int, float]) -> int:
    """Add a row without bounds, which a later stage sets, and return its number."""
    formulation.programme.constrain(values.items(), None, None)
    return len(formulation.programme.lowers) - 1


def _share_least(search: Search, most: int, allowed: int | None) -> int | None:
    """Find forms of which two share no more than allowed, or as few questions as can be.

    Return how many some two of any choice share at least; None where there is no choice.
    """
    if allowed is not None:
        search.columns[most] = (0, allowed)
        return None if search.improve({}, _POSSIBLE) is None else 0
    answer = search.improve({most: 1.0}, _FIRST)
    if answer is None:
        return None
    search.columns[most] = (0, round(answer.values[most]))
    return _whole(answer.least)


def _let_stay(search: Search, stay: Sequence[int], row: int) -> None:
    """Let as many questions of the usual choice stay as can."""
    search.improve(dict.fromkeys(stay, -1.0), _FIRST)
    count = round(sum(search.values[column] for column in stay))
    search.rows[row] = (count, float("inf"))


def _save_points(search: Search) -> int:
    """Look for fewer points, and return how many any choice costs at least.

    In single forms first, then in rounds, then in pairs of forms; what is found there begins anew.
    """
    points = search.formulation.points
    search.improve(points, _STEP, ())  # the variables that count points were free before
    least = _whole(search.least(points))
    tiers = search.single_forms(), search.single_rounds(), search.pairs()
    left, tier = _MOST_STEPS, 0
    while tier < len(tiers) and left > 0 and search.points > least:
        before = search.points
        solved = _sweep(search, tiers[tier], least, left)
        left -= solved if tier else 0
        tier = 0 if search.points < before else tier + 1
    if search.points > least and len(search.formulation.forms) <= _FEW_FORMS:
        answer = search.improve(points, _PROOF)
        least = _whole(answer.least) if answer else least
    return least


def _sweep(search: Search, parts: Sequence[Columns], least: int, most: int) -> int:
    """Let one part after another change, and return how many solves, `most` at most, that took."""
    solved = 0
    for free in parts:
        if solved < most and search.points > least and not search.is_settled(free):
            search.improve(search.formulation.points, _STEP, free)
            search.settle(free)
            solved += 1
    return solved


def _draw(search: Search, row: int) -> None:
    """Give each form in turn the best lot that leaves the others and the points as they are."""
    search.rows[row] = (0, search.points)
    for free in search.single_forms():
        search.improve(search.formulation.lots, _LOTS, free)


def _whole(bound: float) -> int:
    """Return the least whole number that a bound allows."""
    return max(0, ceil(bound - _TINY))
