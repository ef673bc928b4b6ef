"""The smallest set of constraints that cannot be met together: none of its members can be spared.

QuickXplain (U. Junker, QUICKXPLAIN: Preferred Explanations and Relaxations for Over-Constrained
Problems, AAAI 2004), with the solver as the judge of what can be met.
"""

from collections.abc import Callable, Sequence

from kitgen.selection.constraints import Constraint

Constraints = tuple[Constraint, ...]


def conflict(
    constraints: Sequence[Constraint], feasible: Callable[[Constraints], bool]
) -> Constraints:
    """Return constraints that conflict, all of them needed for it; none when they do not conflict.

    Of several such sets, one of constraints that come early in `constraints`.
    """
    if feasible(tuple(constraints)):
        return ()
    return _narrow((), False, tuple(constraints), feasible)


def conflicts(
    constraints: Sequence[Constraint], feasible: Callable[[Constraints], bool]
) -> list[Constraints]:
    """Return conflicts that have no constraint in common, until what is left can be met."""
    found: list[Constraints] = []
    left = tuple(constraints)
    while members := conflict(left, feasible):
        found.append(members)
        left = tuple(constraint for constraint in left if constraint not in members)
    return found


def _narrow(
    given: Constraints,
    grown: bool,
    constraints: Constraints,
    feasible: Callable[[Constraints], bool],
) -> Constraints:
    """Return the part of `constraints` that conflicts with `given`, halving them again and again.

    `grown` tells that `given` grew since it was last judged: only then it may conflict by itself,
    and none of `constraints` is needed.
    """
    if grown and not feasible(given):
        return ()
    if len(constraints) == 1:
        return constraints
    half = len(constraints) // 2
    early, late = constraints[:half], constraints[half:]
    of_late = _narrow((*given, *early), True, late, feasible)
    of_early = _narrow((*given, *of_late), bool(of_late), early, feasible)
    return (*of_early, *of_late)
