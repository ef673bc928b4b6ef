"""What a constraint needs, and what the others of its conflict leave it."""

from bisect import bisect_left
from collections.abc import Sequence

from kitgen.role.rows import Count, Mean, Minutes
from kitgen.role.rows.mean import PER_LEVEL
from kitgen.selection.assembly import extreme
from kitgen.selection.constraints import Constraint, Inequality
from kitgen.selection.explain.conflict import Constraints
from kitgen.selection.explain.usual import elsewhere
from kitgen.selection.problem import Pool, SelectionProblem

# A mean on the scale from 1 to 5 is off by four levels at most, here in hundredths.
_FARTHEST = 400


def need(
    problem: SelectionProblem, pools: Sequence[Pool], conflict: Constraints, constraint: Constraint
) -> str:
    """Return ": need 5, have 3", or nothing where no two numbers tell it."""
    others = [other for other in conflict if other is not constraint]
    if any(other.sort == "overlap" for other in conflict):
        return ""
    if isinstance(constraint.row, Mean):
        return _mean_need(problem, pools, others, constraint)
    among_means = any(isinstance(other.row, Mean) for other in others)
    if among_means or not _has_amount(constraint):
        return ""
    return _amount_need(problem, pools, others, constraint)


def _has_amount(constraint: Constraint) -> bool:
    row = constraint.row
    return constraint.sort in {"minutes", "evidence"} or isinstance(row, Count | Minutes)


def _amount_need(
    problem: SelectionProblem,
    pools: Sequence[Pool],
    others: Sequence[Constraint],
    constraint: Constraint,
) -> str:
    row, (limit,) = constraint.row, constraint.inequalities
    numbers = _need_and_have(problem, pools, others, limit)
    if numbers is None:
        return ""
    # Minutes of opening and closing, which the row counts, are not in its inequality.
    talk = row.least - (limit.lower or 0) if isinstance(row, Minutes) else 0
    needed, had = (number + talk for number in numbers)
    text = f": need {needed}, have {had}"
    if isinstance(row, Count) and needed == limit.lower and len(limit.coefficients) < needed:
        text += elsewhere(problem, constraint, row)
    return text


def _need_and_have(
    problem: SelectionProblem,
    pools: Sequence[Pool],
    others: Sequence[Constraint],
    limit: Inequality,
) -> tuple[int, int] | None:
    """Return the limit and the nearest sum to it that the others allow, the larger first."""
    if limit.lower is not None:
        most = extreme(problem, pools, others, limit, highest=True)
        if most is not None and most < limit.lower:
            return limit.lower, most
    if limit.upper is not None:
        least = extreme(problem, pools, others, limit, highest=False)
        if least is not None and least > limit.upper:
            return least, limit.upper
    return None


def _mean_need(
    problem: SelectionProblem,
    pools: Sequence[Pool],
    others: Sequence[Constraint],
    constraint: Constraint,
) -> str:
    """Tell which mean difficulty a row needs, and how near the others come, in hundredths."""
    row = constraint.row
    if not isinstance(row, Mean):
        return ""
    step = PER_LEVEL // 100
    too_low, too_high = constraint.inequalities
    for limit, mean, towards in ((too_low, row.lowest, -1), (too_high, row.highest, 1)):

        def is_reached(off: int, limit: Inequality = limit, towards: int = towards) -> bool:
            """Tell whether a mean that is off by so many hundredths can be reached.

            The inequality is Σ (difficulty − mean): a lower mean adds to each coefficient.
            """
            moved = {cell: v - towards * off * step for cell, v in limit.coefficients.items()}
            highest = towards < 0
            total = extreme(problem, pools, others, Inequality(moved), highest=highest)
            return total is not None and towards * total <= 0

        off = bisect_left(range(_FARTHEST), True, key=is_reached)
        if off:
            side = "or more" if towards < 0 else "or less"
            needed = round(mean, 3)
            return f": need {needed:g} {side}, have {needed + towards * off / 100:g}"
    return ""
