"""Why a problem is impossible: the smallest conflicts, need against have, and what would help."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kitgen.errors import Shortfall
from kitgen.role.rows import Minutes
from kitgen.selection.constraints import Constraint
from kitgen.selection.explain.board import Board, Tally
from kitgen.selection.explain.conflict import Constraints, conflicts
from kitgen.selection.explain.edits import with_options
from kitgen.selection.explain.joint import Repairs, any_will_do, together
from kitgen.selection.explain.need import MANY, need
from kitgen.selection.explain.repairs import repairs
from kitgen.selection.explain.words import named
from kitgen.selection.problem import SelectionProblem


@dataclass(frozen=True, slots=True)
class Explanation:
    """Conflicts without a common constraint, what each lacks, and repairs that each resolve it.

    With `any_will_do`, one repair of each, whichever, makes the problem possible; else the repairs
    of `joint` do it together, where any were found. It took so many `solves`, of which some may be
    `unsettled`: then conflicts may be too large, and repairs missing. Some may be `untried`.
    """

    problem: SelectionProblem
    conflicts: tuple[Constraints, ...]
    needs: tuple[tuple[str, ...], ...]
    repairs: tuple[Repairs, ...]
    any_will_do: bool
    joint: Repairs
    solves: int
    unsettled: int
    untried: bool


def shortfall(problem: SelectionProblem) -> Shortfall:
    """Return the error that explains an impossible problem."""
    return Shortfall("\n".join(_lines(explain(problem))))


def explain(problem: SelectionProblem) -> Explanation:
    """Find the conflicts of an impossible problem and the repairs that help."""
    tally = Tally()
    board = Board(with_options(problem, {"forms": 1, "overlap": None}), tally)
    if board.possible(board.keys):
        board = Board(problem, tally)
    found = [_sums_first(members) for members in conflicts(board.constraints, board.may_meet)]
    changes: list[Repairs] = []
    for conflict in found:
        ignored = frozenset(c.key for other in found if other is not conflict for c in other)
        changes.append(tuple(repairs(board, conflict, tally, ignored)))
    several = len(found) > 1
    free_choice = any_will_do(board.problem, changes, tally) if several else all(changes)
    blamed = [member for conflict in found for member in conflict]
    joint = () if free_choice else together(board.problem, blamed, tally)
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


def _sums_first(conflict: Constraints) -> Constraints:
    """Let a sum that many constraints limit come first: what it can reach matters most."""
    if len(conflict) <= MANY:
        return conflict
    return tuple(sorted(conflict, key=lambda member: not isinstance(member.row, Minutes)))


def satisfiable(problem: SelectionProblem, part: Sequence[Constraint]) -> bool:
    """Tell whether these constraints of a problem can be met together, and the laws."""
    board = Board(problem, Tally())
    return board.may_meet(part)


def _lines(found: Explanation) -> list[str]:
    several = len(found.conflicts) > 1
    lines: list[str] = []
    for conflict, needs, changes in zip(found.conflicts, found.needs, found.repairs, strict=True):
        many = len(conflict) > 1
        lines.append("these cannot be met together:" if many else "this cannot be met:")
        words = [named(found.problem.role, member) for member in conflict]
        lines += [f"  {word}{lack}" for word, lack in zip(words, needs, strict=True)]
        lines.append(_advice(changes, several))
        lines += [f"  - {change.words}" for change in changes]
    return [*lines, *_joint_lines(found), *_doubts(found)]


def _advice(changes: Repairs, several: bool) -> str:
    if not changes:
        return "no single change would do"
    if several:
        return "any one of these changes would resolve this conflict:"
    return "any one of these changes would do:"


def _joint_lines(found: Explanation) -> list[str]:
    several = len(found.conflicts) > 1
    if found.any_will_do:
        return ["one change from each list, whichever, would do"] if several else []
    if not found.joint:
        return ["changes that would do together were not found"] if several else []
    return ["these changes would do together:", *(f"  - {c.words}" for c in found.joint)]


def _doubts(found: Explanation) -> Iterator[str]:
    if found.unsettled:
        yield (
            "some of this is not certain, as it would take too long to find out: a row may be "
            "named that is not to blame, and a change that would help may be missing"
        )
    if found.untried:
        yield "other changes may do as well: there are too many to try them all"
