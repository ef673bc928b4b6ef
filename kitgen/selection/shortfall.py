"""Why a case is impossible: the smallest conflicts, need against have, and what would help."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from kitgen.errors import Shortfall
from kitgen.selection.additions import elsewhere
from kitgen.selection.assembly import feasible, reach
from kitgen.selection.candidates import Case, Pool, candidates
from kitgen.selection.changes import Change, changes
from kitgen.selection.conflict import Demands, conflicts
from kitgen.selection.demands import Bound, Demand, demands
from kitgen.selection.rows import tolerance


@dataclass(frozen=True, slots=True)
class Explanation:
    """Conflicts that have no demand in common; for each, changes of which any one resolves it."""

    case: Case
    conflicts: tuple[Demands, ...]
    changes: tuple[tuple[Change, ...], ...]


def shortfall(case: Case) -> Shortfall:
    """Return the error that explains an impossible case."""
    found = explain(case)
    advice = (
        "any one of these changes would do:"
        if len(found.conflicts) == 1
        else "any one of these changes would resolve this conflict:"
    )
    parts = [
        _told(found.case, hit, ways, advice)
        for hit, ways in zip(found.conflicts, found.changes, strict=True)
    ]
    return Shortfall("\n".join(parts))


def explain(case: Case) -> Explanation:
    """Find the conflicts of an impossible case and the changes that help."""
    alone = replace(case, choice=replace(case.choice, forms=1, overlap=None))
    case = case if _possible(alone, frozenset()) else alone
    hits = conflicts(_all_demands(case, candidates(case)), partial(together, case))
    ways = []
    for hit in hits:
        others = frozenset(d.key for other in hits if other is not hit for d in other)
        ways.append(tuple(changes(case, hit, lambda c, others=others: _possible(c, others))))  # type: ignore[misc]
    return Explanation(case, tuple(hits), tuple(ways))


def _all_demands(case: Case, pools: Sequence[Pool]) -> Demands:
    choice = case.choice
    if choice.forms == 1 or choice.overlap is None:
        return demands(case, pools)
    shared = "1 question" if choice.overlap == 1 else f"{choice.overlap} questions"
    words = f"two of {choice.forms} forms share at most {shared}"
    return (Demand("overlap", words, f"--overlap {choice.overlap}", ()), *demands(case, pools))


def together(case: Case, part: Sequence[Demand]) -> bool:
    """Tell whether these demands of a case can be met together."""
    limited = any(demand.sort == "overlap" for demand in part)
    if not limited and case.choice.forms > 1:
        case = replace(case, choice=replace(case.choice, forms=1))
    return feasible(case, candidates(case), part, case.choice.overlap if limited else None)


def _possible(case: Case, ignored: frozenset[tuple[object, ...]]) -> bool:
    every = _all_demands(case, candidates(case))
    return together(case, tuple(d for d in every if d.key not in ignored))


def _told(case: Case, hit: Demands, ways: Sequence[Change], advice: str) -> str:
    pools = candidates(case)
    lines = [f"  {_said(demand)}{_need(case, pools, hit, demand)}" for demand in hit]
    head = "these cannot be met together:" if len(hit) > 1 else "this cannot be met:"
    tail = [f"  - {change.words}" for change in ways]
    return "\n".join((head, *lines, *([advice, *tail] if tail else ["no single change would do"])))


def _said(demand: Demand) -> str:
    """Return where a demand was said, and its words where the place does not say them itself."""
    if demand.row and (demand.row.include or demand.row.exclude) and demand.origin[:2] == "--":
        return demand.origin
    return f"{demand.origin}: {demand.words}" if demand.origin else demand.words


def _need(case: Case, pools: Sequence[Pool], hit: Demands, demand: Demand) -> str:
    """Say what a demand needs and what the others of its conflict leave it."""
    row = demand.row
    others = [other for other in hit if other is not demand]
    if any(other.sort == "overlap" for other in hit):
        return ""
    if row and row.mean:
        return _mean_need(case, pools, others, demand)
    by_name = row and (row.include or row.exclude or row.question)
    by_mean = any(other.row and other.row.mean for other in others)
    if demand.sort not in {"row", "minutes", "evidence"} or by_name or by_mean:
        return ""
    (bound,) = demand.bounds
    need, have = _need_and_have(case, pools, others, bound)
    if need is None or have is None:
        return ""
    talk = row.least - (bound.lower or 0) if row and row.sum else 0
    lacks = row and not row.sum and len(bound.terms) < need == bound.lower
    return f": need {need + talk}, have {have + talk}{elsewhere(case, demand) if lacks else ''}"


def _mean_need(case: Case, pools: Sequence[Pool], others: Sequence[Demand], demand: Demand) -> str:
    """Say which mean difficulty a row needs, and how near the others come, in hundredths."""
    row = demand.row
    for bound, sign in zip(demand.bounds, (-1, 1), strict=True):

        def reached(step: int, bound: Bound = bound, sign: int = sign) -> bool:
            moved = Bound({cell: value - sign * step for cell, value in bound.terms.items()})
            total = reach(case, pools, others, moved, highest=sign < 0)
            return total is not None and sign * total <= 0

        step = bisect_left(range(400), True, key=reached)
        if row and row.about and step:
            limit = round(row.about + sign * tolerance(row), 2)
            which = "or more" if sign < 0 else "or less"
            return f": need {limit:g} {which}, have {limit + sign * step / 100:g}"
    return ""


def _need_and_have(
    case: Case, pools: Sequence[Pool], others: Sequence[Demand], bound: Bound
) -> tuple[int | None, int | None]:
    if bound.lower is not None:
        most = reach(case, pools, others, bound, highest=True)
        if most is not None and most < bound.lower:
            return bound.lower, most
    if bound.upper is not None:
        least = reach(case, pools, others, bound, highest=False)
        if least is not None and least > bound.upper:
            return least, bound.upper
    return None, None
