"""Why a problem is impossible: the smallest conflicts, need against have, and what would help."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from kitgen.errors import BadRequest, Shortfall
from kitgen.role.loaded import Flag
from kitgen.role.rows import Exclude, Include
from kitgen.selection.assembly import feasible
from kitgen.selection.constraints import Constraint, at
from kitgen.selection.explain.conflict import Constraints, conflicts
from kitgen.selection.explain.loosen import Repair
from kitgen.selection.explain.need import need
from kitgen.selection.explain.repairs import repairs
from kitgen.selection.pools import candidates
from kitgen.selection.problem import Pool, SelectionProblem
from kitgen.selection.rules import constraints


@dataclass(frozen=True, slots=True)
class Explanation:
    """Conflicts without a common constraint; for each, repairs of which any one resolves it."""

    problem: SelectionProblem
    conflicts: tuple[Constraints, ...]
    repairs: tuple[tuple[Repair, ...], ...]


def shortfall(problem: SelectionProblem) -> Shortfall:
    """Return the error that explains an impossible problem."""
    found = explain(problem)
    advice = (
        "any one of these changes would do:"
        if len(found.conflicts) == 1
        else "any one of these changes would resolve this conflict:"
    )
    parts = [
        _message(found.problem, conflict, changes, advice)
        for conflict, changes in zip(found.conflicts, found.repairs, strict=True)
    ]
    return Shortfall("\n".join(parts))


def explain(problem: SelectionProblem) -> Explanation:
    """Find the conflicts of an impossible problem and the repairs that help."""
    alone = replace(problem, options=replace(problem.options, forms=1, overlap=None))
    if not _possible(alone):
        problem = alone
    every = _all_constraints(problem, candidates(problem))
    found = conflicts(every, partial(satisfiable, problem))
    changes: list[tuple[Repair, ...]] = []
    for conflict in found:
        others = [c.key for other in found if other is not conflict for c in other]
        possible = partial(_possible, ignored=frozenset(others))
        changes.append(tuple(repairs(problem, conflict, possible)))
    return Explanation(problem, tuple(found), tuple(changes))


def _all_constraints(problem: SelectionProblem, pools: Sequence[Pool]) -> Constraints:
    options = problem.options
    if options.forms == 1 or options.overlap is None:
        return constraints(problem, pools)
    shared = "1 question" if options.overlap == 1 else f"{options.overlap} questions"
    words = f"two of {options.forms} forms share at most {shared}"
    overlap = Constraint("overlap", words, Flag(f"--overlap {options.overlap}"), ())
    return (overlap, *constraints(problem, pools))


def satisfiable(problem: SelectionProblem, part: Sequence[Constraint]) -> bool:
    """Tell whether these constraints of a problem can be met together."""
    limited = any(constraint.sort == "overlap" for constraint in part)
    if not limited and problem.options.forms > 1:
        problem = replace(problem, options=replace(problem.options, forms=1))
    overlap = problem.options.overlap if limited else None
    return feasible(problem, candidates(problem), part, overlap)


def _possible(
    problem: SelectionProblem, ignored: frozenset[tuple[object, ...]] = frozenset()
) -> bool:
    """Tell whether all constraints but those of the ignored keys can be met together."""
    try:
        pools = candidates(problem)
    except BadRequest:  # a change of the role that leaves a question to include without a round
        return False
    every = _all_constraints(problem, pools)
    return satisfiable(problem, tuple(c for c in every if c.key not in ignored))


def _message(
    problem: SelectionProblem, conflict: Constraints, changes: Sequence[Repair], advice: str
) -> str:
    pools = candidates(problem)
    head = "these cannot be met together:" if len(conflict) > 1 else "this cannot be met:"
    lines = [head]
    for constraint in conflict:
        lines.append(f"  {_named(constraint)}{need(problem, pools, conflict, constraint)}")
    lines.append(advice if changes else "no single change would do")
    lines += [f"  - {change.words}" for change in changes]
    return "\n".join(lines)


def _named(constraint: Constraint) -> str:
    """Return where a constraint was written and its words, unless its flag gives both."""
    named_by_flag = isinstance(constraint.row, Include | Exclude)
    if named_by_flag and isinstance(constraint.origin, Flag):
        return str(constraint.origin)
    return f"{at(constraint.origin)}{constraint.words}"
