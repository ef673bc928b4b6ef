"""Why a problem is impossible: the smallest conflicts, need against have, and what would help."""

from collections.abc import Iterator, Sequence
from itertools import chain

from kitgen.errors import Shortfall
from kitgen.role.rows import Minutes
from kitgen.selection.constraints import Constraint
from kitgen.selection.explain.board import Board, Tally
from kitgen.selection.explain.conflict import Constraints, conflicts
from kitgen.selection.explain.edits import of_one_form
from kitgen.selection.explain.explanation import Explanation
from kitgen.selection.explain.joint import any_will_do, together
from kitgen.selection.explain.message import message
from kitgen.selection.explain.need import MANY, need
from kitgen.selection.explain.repair import Repair
from kitgen.selection.explain.repairs import repairs
from kitgen.selection.problem import SelectionProblem


def shortfall(problem: SelectionProblem) -> Shortfall:
    """Return the error that explains an impossible problem."""
    return Shortfall("\n".join(message(explain(problem))))


def explain(problem: SelectionProblem) -> Explanation:
    """Find the conflicts of an impossible problem and the repairs that help."""
    tally = Tally()
    board = _impossible(problem, tally)
    found = [_sums_first(members) for members in conflicts(board.constraints, board.may_meet)]
    changes = [tuple(_repairs(board, found, conflict, tally)) for conflict in found]
    several = len(found) > 1
    free_choice = any_will_do(board.problem, changes, tally) if several else all(changes)
    joint = () if free_choice else together(board.problem, [*chain(*found)], tally)
    needs = tuple(tuple(need(board, c, member) for member in c) for c in found)
    return Explanation(
        board.problem,
        tuple(found),
        needs,
        tuple(changes),
        free_choice,
        joint,
        tally.solves,
        tally.unsettled,
        tally.untried,
    )


def _impossible(problem: SelectionProblem, tally: Tally) -> Board:
    """Return the board of a single form, if that is impossible already, or of all forms."""
    board = Board(of_one_form(problem), tally)
    return Board(problem, tally) if board.possible(board.keys) else board


def _repairs(
    board: Board, found: Sequence[Constraints], conflict: Constraints, tally: Tally
) -> Iterator[Repair]:
    """Yield changes that resolve a conflict while the members of the others are ignored."""
    others = [other for other in found if other is not conflict]
    yield from repairs(board, conflict, tally, frozenset(c.key for c in chain(*others)))


def _sums_first(conflict: Constraints) -> Constraints:
    """Let a sum that many constraints limit come first: what it can reach matters most."""
    if len(conflict) <= MANY:
        return conflict
    return tuple(sorted(conflict, key=lambda member: not isinstance(member.row, Minutes)))


def satisfiable(problem: SelectionProblem, part: Sequence[Constraint]) -> bool:
    """Tell whether these constraints of a problem can be met together, and the laws."""
    board = Board(problem, Tally())
    return board.may_meet(part)
