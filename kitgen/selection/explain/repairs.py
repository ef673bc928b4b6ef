"""The smallest changes that would each make an impossible problem possible; every one is tried."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from math import ceil

from kitgen.bank.numbers import thousandths
from kitgen.role.rows import Mean, Side
from kitgen.selection.constraints import Constraint
from kitgen.selection.explain.additions import additions
from kitgen.selection.explain.board import Board, Keys, Tally, possible
from kitgen.selection.explain.evidence import less_or_more_evidence
from kitgen.selection.explain.loosen import loosenings
from kitgen.selection.explain.mean import beyond
from kitgen.selection.explain.reach import nearest
from kitgen.selection.explain.repair import Ladder, Repair
from kitgen.selection.explain.wider import wider

# So many numbers are tried where one that works does not tell of the next.
_TRIES = 12
_MOST_SOLVES = 150  # for the changes of one conflict

Works = Callable[[Repair], bool]


def repairs(
    board: Board, conflict: Sequence[Constraint], tally: Tally, ignored: Keys
) -> Iterator[Repair]:
    """Yield the smallest change of each kind that makes the problem possible.

    The constraints of the ignored keys are switched off.
    """

    def works(repair: Repair) -> bool:
        return possible(repair.change(board.problem), tally, ignored) is True

    seen: set[str] = set()
    enough = tally.solves + _MOST_SOLVES
    for ladder, start in _ladders(board, conflict, tally, ignored):
        if tally.solves > enough:
            tally.untried = True
            return
        found = _first(ladder, start, works)
        if found and found.words not in seen:
            seen.add(found.words)
            yield found


def _ladders(
    board: Board, conflict: Sequence[Constraint], tally: Tally, ignored: Keys
) -> Iterator[tuple[Ladder, int]]:
    """Yield the ways to resolve a conflict, each with the step before which none can work."""
    for constraint in conflict:
        for ladder in loosenings(board.problem, constraint):
            yield ladder, _start(board, constraint, ladder, board.keys - ignored)
        for ladder in less_or_more_evidence(board.problem, constraint):
            yield ladder, 0
    for constraint in conflict:
        yield additions(board.problem, constraint, tally, ignored), 0
    for ladder in wider(board.problem, conflict):
        yield ladder, 0


def _start(board: Board, constraint: Constraint, ladder: Ladder, on: Keys) -> int:
    """Return the first number that can work, which one elastic solve finds.

    Or the first step after the numbers, where no number will do.
    """
    if ladder.grip is None:
        return 0
    side: Side = "lower" if ladder.grip[-1] == "lower" else "upper"
    if isinstance(constraint.row, Mean):
        return _first_mean(board, constraint, constraint.row, side, on)
    if side == "lower":
        # A loop that asks fewer questions demands less evidence.
        on = frozenset(key for key in on if key[0] != "evidence")
    least = nearest(board, ladder.grip, on)
    return ladder.numbers if least is None else least - 1


def _first_mean(board: Board, constraint: Constraint, row: Mean, side: Side, on: Keys) -> int:
    """Return after how many steps a mean can be met that goes down, or up."""
    off = beyond(board, constraint, on - {constraint.key}, side)
    return max(0, ceil(off / thousandths(row.step)) - 1)


def _first(ladder: Ladder, start: int, works: Works) -> Repair | None:
    """Return the first step from a start that works."""
    numbers = ladder.steps[start : ladder.numbers]
    rest = ladder.steps[max(start, ladder.numbers) :]
    found = _first_number(numbers, ladder.nested, works)
    return found or next(filter(works, rest), None)


def _first_number(steps: Sequence[Repair], nested: bool, works: Works) -> Repair | None:
    """Return the first step that works: found by halving where all after it work too."""
    if not nested:
        return next(filter(works, steps[:_TRIES]), None)
    if steps and works(steps[0]):
        return steps[0]
    number = bisect_left(steps, True, lo=min(1, len(steps)), key=works)
    return steps[number] if number < len(steps) else None
