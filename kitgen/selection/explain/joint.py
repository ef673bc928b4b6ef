"""Changes that make a problem possible together, where no single change of a list would do.

The choice that misses the constraints by as little as can be tells what to change; whether that
makes the problem possible is then tried.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from kitgen.role.rows import Exclude, Mean
from kitgen.selection.constraints import Constraint, Inequality, inequality
from kitgen.selection.explain.board import Board, Tally, possible
from kitgen.selection.explain.loosen import loosenings
from kitgen.selection.explain.repair import Ladder, Repair
from kitgen.selection.explain.slacks import has_amount
from kitgen.selection.problem import Cells, SelectionProblem

_MOST_WAYS = 36  # to take one change from each list, so that all are soon tried

Repairs = tuple[Repair, ...]


def any_will_do(problem: SelectionProblem, lists: Sequence[Repairs], tally: Tally) -> bool:
    """Tell whether one change of each list, whichever, makes a problem possible: all are tried."""
    if prod(map(len, lists)) > _MOST_WAYS or not all(lists):
        return False
    return all(_works(problem, chosen, tally) for chosen in product(*lists))


def together(board: Board, tally: Tally) -> Repairs:
    """Return changes that together make the problem possible; none where none were found."""
    chosen = board.closest()
    if chosen is None:
        return ()
    found = {repair.words: repair for repair in _changes(board, chosen[0])}
    changes = tuple(found.values())
    return changes if _works(board.problem, changes, tally) else ()


def _works(problem: SelectionProblem, changes: Repairs, tally: Tally) -> bool:
    for change in changes:
        problem = change.change(problem)
    return possible(problem, tally) is True


def _changes(board: Board, chosen: Cells) -> Iterator[Repair]:
    """Yield what must change so that a choice is allowed, for all parts of `each` at once."""
    missed: dict[tuple[object, ...], tuple[Ladder, int]] = {}
    for constraint in board.constraints:
        for ladder in loosenings(board.problem, constraint):
            number = _steps(board, constraint, ladder, chosen)
            name = ladder.grip or (constraint.key, ladder.about)
            if number > missed.get(name, (ladder, 0))[1]:
                missed[name] = ladder, number
    for ladder, number in missed.values():
        yield ladder.steps[min(number, len(ladder.steps)) - 1]


def _steps(board: Board, constraint: Constraint, ladder: Ladder, chosen: Cells) -> int:
    """Return how many steps of a ladder allow a choice that misses a constraint; 0 for a met one.

    All of them where steps are not numbers.
    """
    if ladder.about:
        return int(_is_against(constraint, ladder.about, chosen))
    if isinstance(constraint.row, Mean):
        return 0 if ladder.grip else _tenths(board, constraint, constraint.row, chosen)
    below = max((_below(limit, chosen) for limit in constraint.inequalities), default=0)
    above = max((_above(limit, chosen) for limit in constraint.inequalities), default=0)
    if has_amount(constraint):
        lowers = ladder.grip is not None and ladder.grip[-1] == "lower"
        return max(0, below if lowers else above)
    return len(ladder.steps) if max(below, above) > 0 else 0


def _is_against(constraint: Constraint, name: str, chosen: Cells) -> bool:
    """Tell whether a question is asked that is excluded, or not asked that is included."""
    cells = [cell for limit in constraint.inequalities for cell in limit.coefficients]
    asked = any(cell in chosen and cell[1] == name for cell in cells)
    return asked if isinstance(constraint.row, Exclude) else not asked


def _tenths(board: Board, constraint: Constraint, row: Mean, chosen: Cells) -> int:
    """Return by how many tenths the tolerance of a mean must be wider."""
    rounds = board.rounds_of(constraint)
    (wider, *_) = row.loosenings()
    for number, step in enumerate((row, *(step.row for step in wider.steps))):
        bounds = step.bounds(talk=0) if step else ()
        limits = [inequality(bound, rounds, board.pools) for bound in bounds]
        if not any(_below(limit, chosen) > 0 or _above(limit, chosen) > 0 for limit in limits):
            return number
    return 0


def _sum(limit: Inequality, chosen: Cells) -> int:
    return sum(limit.coefficients.get(cell, 0) for cell in chosen)


def _below(limit: Inequality, chosen: Cells) -> int:
    return 0 if limit.lower is None else limit.lower - _sum(limit, chosen)


def _above(limit: Inequality, chosen: Cells) -> int:
    return 0 if limit.upper is None else _sum(limit, chosen) - limit.upper
