"""The smallest set of demands that cannot be met together: none of its members can be spared.

QuickXplain (U. Junker, QUICKXPLAIN: Preferred Explanations and Relaxations for Over-Constrained
Problems, AAAI 2004), with the solver as the judge of what can be met.
"""

from collections.abc import Callable, Sequence

from kitgen.selection.demands import Demand

Demands = tuple[Demand, ...]


def conflict(demands: Sequence[Demand], feasible: Callable[[Demands], bool]) -> Demands:
    """Return demands that conflict, all of them needed for it; none when they do not conflict.

    Of several such sets, one of demands that stand early in `demands`.
    """
    if feasible(tuple(demands)):
        return ()
    return _narrow((), False, tuple(demands), feasible)


def conflicts(demands: Sequence[Demand], feasible: Callable[[Demands], bool]) -> list[Demands]:
    """Return conflicts that have no demand in common, until what is left can be met."""
    found: list[Demands] = []
    left = tuple(demands)
    while hit := conflict(left, feasible):
        found.append(hit)
        left = tuple(demand for demand in left if demand not in hit)
    return found


def _narrow(
    given: Demands, grown: bool, demands: Demands, feasible: Callable[[Demands], bool]
) -> Demands:
    """Return the part of `demands` that conflicts with `given`; `grown` since it was last asked."""
    if grown and not feasible(given):
        return ()
    if len(demands) == 1:
        return demands
    half = len(demands) // 2
    early, late = demands[:half], demands[half:]
    of_late = _narrow((*given, *early), True, late, feasible)
    of_early = _narrow((*given, *of_late), bool(of_late), early, feasible)
    return (*of_early, *of_late)
