"""How far a mean is from what its row allows."""

from bisect import bisect_left

from kitgen.bank.numbers import THOUSAND, thousandths
from kitgen.bank.quantity import DIFFICULTY
from kitgen.role.rows import Bound, Count, Mean, Side
from kitgen.role.rows.mean import EASIEST, HARDEST
from kitgen.selection.constraints import Constraint, inequality
from kitgen.selection.explain.board import Board, Keys
from kitgen.selection.explain.reach import extreme


def beyond(board: Board, constraint: Constraint, on: Keys, side: Side) -> int:
    """Return by how many thousandths every mean that other constraints allow is beyond a limit.

    0 where the limit can be met; the farthest that a mean can be off where the others cannot.
    """
    row = constraint.row
    if not isinstance(row, Mean):
        return 0

    def is_met(off: int) -> bool:
        wider = row.model_copy(update={"within": row.tolerance + off / THOUSAND})
        bounds = [bound for bound in wider.bounds(talk=0) if _side(bound) == side]
        return all(_can_be_met(board, constraint, bound, on) for bound in bounds)

    return bisect_left(range(_farthest(board, constraint, row)), True, key=is_met)


def _farthest(board: Board, constraint: Constraint, row: Mean) -> int:
    """Return by how many thousandths a mean can be off at most."""
    if row.mean == DIFFICULTY:
        return (HARDEST - EASIEST) * THOUSAND
    about, farthest = thousandths(row.about), 0
    for n in board.rounds_of(constraint):
        for question in board.pools[n]:
            number = row.number(question)
            if number is not None:
                farthest = max(farthest, abs(thousandths(number) - about))
    return farthest


def _side(bound: Bound) -> Side:
    return "upper" if bound.lower is None else "lower"


def _can_be_met(board: Board, constraint: Constraint, bound: Bound, on: Keys) -> bool:
    limit = inequality(bound, board.rounds_of(constraint), board.pools)
    highest = limit.lower is not None
    total = extreme(board, limit, on, highest=highest)
    if total is None:
        return False
    return total >= (limit.lower or 0) if highest else total <= (limit.upper or 0)


def kept_with(board: Board, others: Keys, constraint: Constraint) -> Keys:
    """Return the constraints that are kept when a mean is measured: how many questions there are.

    A few easy questions more would make any round easy, but its rows do not ask for them.
    """
    rounds = set(board.rounds_of(constraint))
    numbers = {
        other.key
        for other in board.constraints
        if _is_number(other) and rounds.issuperset(board.rounds_of(other))
    }
    every = others | numbers
    return every if board.possible(every) else others


def _is_number(constraint: Constraint) -> bool:
    return constraint.sort == "minutes" or isinstance(constraint.row, Count)
