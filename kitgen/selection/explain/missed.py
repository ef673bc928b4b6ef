"""By how much a choice misses a constraint, as steps of a way to loosen it."""

from collections.abc import Mapping

from kitgen.role.rows import Exclude, Mean
from kitgen.selection.constraints import Constraint, Inequality, inequality
from kitgen.selection.explain.board import Board
from kitgen.selection.explain.repair import Ladder
from kitgen.selection.explain.slacks import has_amount
from kitgen.selection.problem import Cell

Asked = Mapping[Cell, int]


def steps_needed(board: Board, constraint: Constraint, ladder: Ladder, asked: Asked) -> int:
    """Return how many steps of a ladder allow a choice that misses a constraint; 0 for a met one.

    All of them where steps are not numbers.
    """
    if ladder.about:
        return int(_is_against(constraint, ladder.about, asked))
    if isinstance(constraint.row, Mean):
        return 0 if ladder.grip else _wider(board, constraint, constraint.row, asked)
    below = max((_below(limit, asked) for limit in constraint.inequalities), default=0)
    above = max((_above(limit, asked) for limit in constraint.inequalities), default=0)
    if has_amount(constraint):
        lowers = ladder.grip is not None and ladder.grip[-1] == "lower"
        return max(0, below if lowers else above)
    return len(ladder.steps) if max(below, above) > 0 else 0


def _is_against(constraint: Constraint, name: str, asked: Asked) -> bool:
    """Tell whether a question is asked that is excluded, or not asked that is included."""
    cells = [cell for limit in constraint.inequalities for cell in limit.coefficients]
    is_asked = any(asked.get(cell) and cell[1] == name for cell in cells)
    return is_asked if isinstance(constraint.row, Exclude) else not is_asked


def _wider(board: Board, constraint: Constraint, row: Mean, asked: Asked) -> int:
    """Return by how many steps the tolerance of a mean must be wider."""
    rounds = board.rounds_of(constraint)
    (wider, *_) = row.loosenings()
    for number, step in enumerate((row, *(step.row for step in wider.steps))):
        bounds = step.bounds(talk=0) if step else ()
        limits = [inequality(bound, rounds, board.pools) for bound in bounds]
        if not any(_below(limit, asked) > 0 or _above(limit, asked) > 0 for limit in limits):
            return number
    return 0


def _sum(limit: Inequality, asked: Asked) -> int:
    return sum(value * asked.get(cell, 0) for cell, value in limit.coefficients.items())


def _below(limit: Inequality, asked: Asked) -> int:
    return 0 if limit.lower is None else limit.lower - _sum(limit, asked)


def _above(limit: Inequality, asked: Asked) -> int:
    return 0 if limit.upper is None else _sum(limit, asked) - limit.upper
