"""Changes that make a problem possible together, where no single change of a list would do.

The choice that misses the constraints by as little as can be tells what to change; whether that
makes the problem possible is then tried.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from kitgen.role.loaded import Flag
from kitgen.role.rows import Count, Minutes
from kitgen.selection.constraints import Constraint
from kitgen.selection.explain.additions import Offer, offers
from kitgen.selection.explain.board import Board, Tally, possible
from kitgen.selection.explain.closest import Closest, closest
from kitgen.selection.explain.copies import copies
from kitgen.selection.explain.edits import with_questions
from kitgen.selection.explain.explanation import Repairs
from kitgen.selection.explain.loosen import loosenings
from kitgen.selection.explain.missed import steps_needed
from kitgen.selection.explain.repair import Ladder, Repair
from kitgen.selection.problem import SelectionProblem

_MOST_WAYS = 36  # to take one change from each list, so that all are soon tried


def any_will_do(problem: SelectionProblem, lists: Sequence[Repairs], tally: Tally) -> bool:
    """Tell whether one change of each list, whichever, makes a problem possible: all are tried."""
    if prod(map(len, lists)) > _MOST_WAYS or not all(lists):
        return False
    return all(_works(problem, chosen, tally) for chosen in product(*lists))


def together(problem: SelectionProblem, blamed: Sequence[Constraint], tally: Tally) -> Repairs:
    """Return changes that together make a problem possible; none where none were found.

    New questions are those that would serve one of the constraints that are to blame.
    """
    offered = _offered(problem, blamed)
    samples = [copies(offer.sample, (n,))[0] for n, offer in enumerate(offered.values())]
    prices = {name: offer.price for name, offer in offered.items()}
    board = Board(with_questions(problem, samples), tally, offered.keys())
    ladders = [
        (constraint, ladder)
        for constraint in board.constraints
        for ladder in loosenings(problem, constraint)
    ]
    most = {ladder.grip: _most(c, ladder) for c, ladder in ladders if ladder.grip}
    found = closest(board, most, prices)
    if found is None:
        return ()
    loosened = {change.words: change for change in _changes(board, ladders, found)}
    changes = (*loosened.values(), *_additions(problem, offered, found))
    return changes if _works(problem, changes, tally) else ()


def _offered(problem: SelectionProblem, blamed: Sequence[Constraint]) -> dict[str, Offer]:
    """Return questions that might be added, by the ids that they are given; none twice."""
    every = [offer for constraint in blamed for offer in offers(problem, constraint)]
    different = {offer.repair(problem, 1).words: offer for offer in every}.values()
    return {copies(offer.sample, (n,))[0].id: offer for n, offer in enumerate(different)}


def _works(problem: SelectionProblem, changes: Repairs, tally: Tally) -> bool:
    for change in changes:
        problem = change.change(problem)
    return possible(problem, tally) is True


def _most(constraint: Constraint, ladder: Ladder) -> int:
    """Return how many steps may be taken: a round still asks all categories of its rows."""
    row = constraint.row
    lowers = ladder.grip is not None and ladder.grip[-1] == "lower"
    if lowers and isinstance(row, Count | Minutes) and row.is_section:
        return max(0, row.least - 1)
    return len(ladder.steps)


def _changes(
    board: Board, ladders: Sequence[tuple[Constraint, Ladder]], found: Closest
) -> Iterator[Repair]:
    """Yield what must change so that a choice is allowed, for all parts of `each` at once."""
    missed: dict[tuple[object, ...], tuple[Ladder, int]] = {}
    for constraint, ladder in ladders:
        number = steps_needed(board, constraint, ladder, found.asked)
        name = _name(constraint, ladder)
        if number > missed.get(name, (ladder, 0))[1]:
            missed[name] = ladder, number
    for ladder, number in missed.values():
        yield from ladder.steps[: min(number, len(ladder.steps))][-1:]


def _name(constraint: Constraint, ladder: Ladder) -> tuple[object, ...]:
    """Return what is one change: --minutes, which makes all rounds longer, is one for all."""
    if constraint.sort == "minutes" and isinstance(constraint.origin, Flag):
        return (constraint.origin,)
    return ladder.grip or (constraint.key, ladder.about)


def _additions(
    problem: SelectionProblem, offered: Mapping[str, Offer], found: Closest
) -> Iterator[Repair]:
    for name, number in found.copied.items():
        if number:
            yield offered[name].repair(problem, number)
