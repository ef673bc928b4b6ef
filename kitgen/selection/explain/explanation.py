"""What is known of an impossible problem."""

from dataclasses import dataclass

from kitgen.selection.explain.conflict import Constraints
from kitgen.selection.explain.repair import Repair
from kitgen.selection.problem import SelectionProblem

Repairs = tuple[Repair, ...]


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
