"""How far a sum can go, and by how little a bound must be loosened, while the rest is kept."""

from math import ceil

from kitgen.selection.constraints import Constraint, Inequality
from kitgen.selection.explain.board import Board, Keys
from kitgen.selection.explain.slacks import Grip
from kitgen.selection.model import Answer

_TINY = 1e-6


def nearest(board: Board, grip: Grip, on: Keys) -> int | None:
    """Return the least by which a bound must be loosened; None where no number will do.

    At least 1: without any change these constraints cannot be met, which is known already.
    """
    slack = board.slacks.every[grip]
    if slack.limit < 1:
        return None
    answer = board.answer(on, {slack.column: 1}, {slack.column: (1, slack.limit)})
    return None if answer is None else ceil(answer.least - _TINY)


def extreme(board: Board, limit: Inequality, on: Keys, *, highest: bool) -> int | None:
    """Return the highest, or lowest, sum of the terms of an inequality in one form.

    None where the constraints cannot be met, or where that is not known.
    """
    cells = board.formulation.forms[0]
    sign = -1 if highest else 1
    costs = {cells[cell]: sign * float(value) for cell, value in limit.coefficients.items()}
    answer = board.answer(on, costs)
    return sign * round(answer.cost) if answer and _is_proved(answer) else None


def most_of_all_forms(board: Board, constraint: Constraint, on: Keys) -> int | None:
    """Return how much of what a row counts all forms can have, none more than it asks for.

    None where the others cannot be met, or where that is not known.
    """
    (limit,) = constraint.inequalities
    rows = dict.fromkeys(board.rows_of(constraint), (0.0, float(limit.lower or 0)))
    forms = board.formulation.forms
    costs = {cells[cell]: -1.0 for cells in forms for cell in limit.coefficients}
    answer = board.answer(on | {constraint.key}, costs, rows=rows)
    return -round(answer.cost) if answer and _is_proved(answer) else None


def _is_proved(answer: Answer) -> bool:
    """Tell whether an answer is the best: its cost is a whole number, as that of any other is."""
    return answer.cost - answer.least < 1
