"""Why a problem is impossible: the smallest conflicts, need against have, and what would help."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from kitgen.errors import Shortfall
from kitgen.selection.assembly import extreme, feasible
from kitgen.selection.constraints import Constraint, Inequality, constraints
from kitgen.selection.explain.additions import elsewhere
from kitgen.selection.explain.conflict import Constraints, conflicts
from kitgen.selection.explain.repairs import Repair, changes
from kitgen.selection.pools import candidates
from kitgen.selection.problem import Pool, SelectionProblem
from kitgen.selection.scope import tolerance


@dataclass(frozen=True, slots=True)
class Explanation:
    """Conflicts without a common constraint; for each, changes of which any one resolves it."""

    problem: SelectionProblem
    conflicts: tuple[Constraints, ...]
    changes: tuple[tuple[Repair, ...], ...]


def shortfall(problem: SelectionProblem) -> Shortfall:
    """Return the error that explains an impossible problem."""
    found = explain(problem)
    advice = (
        "any one of these changes would do:"
        if len(found.conflicts) == 1
        else "any one of these changes would resolve this conflict:"
    )
    parts = [
        _told(found.problem, hit, ways, advice)
        for hit, ways in zip(found.conflicts, found.changes, strict=True)
    ]
    return Shortfall("\n".join(parts))


def explain(problem: SelectionProblem) -> Explanation:
    """Find the conflicts of an impossible problem and the changes that help."""
    alone = replace(problem, options=replace(problem.options, forms=1, overlap=None))
    problem = problem if _possible(alone, frozenset()) else alone
    hits = conflicts(_all_constraints(problem, candidates(problem)), partial(satisfiable, problem))
    ways = []
    for hit in hits:
        others = frozenset(d.key for other in hits if other is not hit for d in other)
        ways.append(tuple(changes(problem, hit, lambda c, others=others: _possible(c, others))))  # type: ignore[misc]
    return Explanation(problem, tuple(hits), tuple(ways))


def _all_constraints(problem: SelectionProblem, pools: Sequence[Pool]) -> Constraints:
    options = problem.options
    if options.forms == 1 or options.overlap is None:
        return constraints(problem, pools)
    shared = "1 question" if options.overlap == 1 else f"{options.overlap} questions"
    words = f"two of {options.forms} forms share at most {shared}"
    return (
        Constraint("overlap", words, f"--overlap {options.overlap}", ()),
        *constraints(problem, pools),
    )


def satisfiable(problem: SelectionProblem, part: Sequence[Constraint]) -> bool:
    """Tell whether these constraints of a problem can be met together."""
    limited = any(constraint.sort == "overlap" for constraint in part)
    if not limited and problem.options.forms > 1:
        problem = replace(problem, options=replace(problem.options, forms=1))
    return feasible(
        problem, candidates(problem), part, problem.options.overlap if limited else None
    )


def _possible(problem: SelectionProblem, ignored: frozenset[tuple[object, ...]]) -> bool:
    every = _all_constraints(problem, candidates(problem))
    return satisfiable(problem, tuple(d for d in every if d.key not in ignored))


def _told(problem: SelectionProblem, hit: Constraints, ways: Sequence[Repair], advice: str) -> str:
    pools = candidates(problem)
    lines = [f"  {_said(constraint)}{_need(problem, pools, hit, constraint)}" for constraint in hit]
    head = "these cannot be met together:" if len(hit) > 1 else "this cannot be met:"
    tail = [f"  - {change.words}" for change in ways]
    return "\n".join((head, *lines, *([advice, *tail] if tail else ["no single change would do"])))


def _said(constraint: Constraint) -> str:
    """Return where a constraint was written, and its words where the place does not give them."""
    if (
        constraint.row
        and (constraint.row.include or constraint.row.exclude)
        and constraint.origin[:2] == "--"
    ):
        return constraint.origin
    return f"{constraint.origin}: {constraint.words}" if constraint.origin else constraint.words


def _need(
    problem: SelectionProblem, pools: Sequence[Pool], hit: Constraints, constraint: Constraint
) -> str:
    """Say what a constraint needs and what the others of its conflict leave it."""
    row = constraint.row
    others = [other for other in hit if other is not constraint]
    if any(other.sort == "overlap" for other in hit):
        return ""
    if row and row.mean:
        return _mean_need(problem, pools, others, constraint)
    by_name = row and (row.include or row.exclude or row.question)
    by_mean = any(other.row and other.row.mean for other in others)
    if constraint.sort not in {"row", "minutes", "evidence"} or by_name or by_mean:
        return ""
    (bound,) = constraint.inequalities
    need, have = _need_and_have(problem, pools, others, bound)
    if need is None or have is None:
        return ""
    talk = row.least - (bound.lower or 0) if row and row.sum else 0
    lacks = row and not row.sum and len(bound.coefficients) < need == bound.lower
    return (
        f": need {need + talk}, have {have + talk}{elsewhere(problem, constraint) if lacks else ''}"
    )


def _mean_need(
    problem: SelectionProblem,
    pools: Sequence[Pool],
    others: Sequence[Constraint],
    constraint: Constraint,
) -> str:
    """Say which mean difficulty a row needs, and how near the others come, in hundredths."""
    row = constraint.row
    for bound, sign in zip(constraint.inequalities, (-1, 1), strict=True):

        def reached(step: int, bound: Inequality = bound, sign: int = sign) -> bool:
            moved = Inequality(
                {cell: value - sign * step for cell, value in bound.coefficients.items()}
            )
            total = extreme(problem, pools, others, moved, highest=sign < 0)
            return total is not None and sign * total <= 0

        step = bisect_left(range(400), True, key=reached)
        if row and row.about and step:
            limit = round(row.about + sign * tolerance(row), 2)
            which = "or more" if sign < 0 else "or less"
            return f": need {limit:g} {which}, have {limit + sign * step / 100:g}"
    return ""


def _need_and_have(
    problem: SelectionProblem,
    pools: Sequence[Pool],
    others: Sequence[Constraint],
    bound: Inequality,
) -> tuple[int | None, int | None]:
    if bound.lower is not None:
        most = extreme(problem, pools, others, bound, highest=True)
        if most is not None and most < bound.lower:
            return bound.lower, most
    if bound.upper is not None:
        least = extreme(problem, pools, others, bound, highest=False)
        if least is not None and least > bound.upper:
            return least, bound.upper
    return None, None
