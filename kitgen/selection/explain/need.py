"""What a constraint needs, and what the others of its conflict leave it."""

from collections.abc import Sequence

from kitgen.bank.numbers import THOUSAND, in_words
from kitgen.role.rows import Count, Mean, Minutes, Sum
from kitgen.selection.constraints import Constraint, Inequality
from kitgen.selection.explain.board import Board, Keys
from kitgen.selection.explain.conflict import Constraints
from kitgen.selection.explain.mean import beyond, kept_with
from kitgen.selection.explain.reach import extreme, most_of_all_forms
from kitgen.selection.explain.slacks import has_amount
from kitgen.selection.explain.usual import elsewhere

MANY = 8  # members of a conflict are more than a reader compares


def need(board: Board, conflict: Constraints, constraint: Constraint) -> str:
    """Return ": need 5, have 3", or nothing where no two numbers tell it.

    Where many rows limit a sum of minutes, what the sum can reach tells it best.
    """
    if _tells_less_than_a_sum(conflict, constraint):
        return ""
    others = [other for other in conflict if other is not constraint]
    if any(other.sort == "overlap" for other in conflict):
        return _need_of_forms(board, others, constraint)
    return _need_of_one(board, others, constraint)


def _need_of_one(board: Board, others: Sequence[Constraint], constraint: Constraint) -> str:
    if isinstance(constraint.row, Mean):
        return _mean_need(board, others, constraint)
    if isinstance(constraint.row, Sum):
        return _sum_need(board, _keys(others), constraint)
    if _is_counted(constraint) and not any(isinstance(other.row, Mean) for other in others):
        return _amount_need(board, _keys(others), constraint)
    return ""


def _tells_less_than_a_sum(conflict: Constraints, constraint: Constraint) -> bool:
    sums = [other for other in conflict if isinstance(other.row, Minutes)]
    return len(conflict) > MANY and bool(sums) and constraint not in sums


def _is_counted(constraint: Constraint) -> bool:
    if constraint.across:
        return False
    return has_amount(constraint) or constraint.sort == "evidence"


def _keys(constraints: Sequence[Constraint]) -> Keys:
    return frozenset(constraint.key for constraint in constraints)


def _amount_need(board: Board, others: Keys, constraint: Constraint) -> str:
    row, (limit,) = constraint.row, constraint.inequalities
    numbers = _need_and_have(board, others, limit)
    if numbers is None:
        return ""
    # Minutes of opening and closing, which the row counts, are not in its inequality.
    talk = row.least - (limit.lower or 0) if isinstance(row, Minutes) else 0
    needed, had = (number + talk for number in numbers)
    text = f": need {needed}, have {had}"
    if isinstance(row, Count) and needed == limit.lower and len(limit.coefficients) < needed:
        text += elsewhere(board.problem, constraint, row)
    return text


def _sum_need(board: Board, others: Keys, constraint: Constraint) -> str:
    """Tell what the sum of an attribute needs to be, and what it can be."""
    for limit in constraint.inequalities:
        numbers = _need_and_have(board, others, limit)
        if numbers is not None:
            needed, had = (in_words(number / THOUSAND) for number in numbers)
            return f": need {needed}, have {had}"
    return ""


def _need_and_have(board: Board, others: Keys, limit: Inequality) -> tuple[int, int] | None:
    """Return the limit and the nearest sum to it that the others allow, the larger first."""
    if limit.lower is not None:
        most = extreme(board, limit, others, highest=True)
        if most is not None and most < limit.lower:
            return limit.lower, most
    if limit.upper is not None:
        least = extreme(board, limit, others, highest=False)
        if least is not None and least > limit.upper:
            return least, limit.upper
    return None


def _need_of_forms(board: Board, others: Sequence[Constraint], constraint: Constraint) -> str:
    """Tell how many questions all forms need for a row, each counted once for each form."""
    if not isinstance(constraint.row, Count) or not constraint.row.least:
        return ""
    (limit,) = constraint.inequalities
    forms = board.problem.options.forms
    had = most_of_all_forms(board, constraint, _keys(others))
    needed = (limit.lower or 0) * forms
    if had is None or had >= needed:
        return ""
    return f": need {needed} in {forms} forms, have {had}"


def _mean_need(board: Board, others: Sequence[Constraint], constraint: Constraint) -> str:
    """Tell which mean a row needs, and how near the others come."""
    row = constraint.row
    if not isinstance(row, Mean):
        return ""
    on = kept_with(board, _keys(others), constraint)
    low, high = (beyond(board, constraint, on, side) for side in ("lower", "upper"))
    if low:
        return _of_mean(row.lowest, -low, "or more")
    if high:
        return _of_mean(row.highest, high, "or less")
    return ""


def _of_mean(needed: float, off: int, side: str) -> str:
    had = needed + off / THOUSAND
    return f": need {in_words(needed)} {side}, have {in_words(had)}"
