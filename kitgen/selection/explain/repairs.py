"""The smallest changes that would each make an impossible problem possible; every one is tried."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from kitgen.bank.weights import in_shares, least_weight
from kitgen.role.role import Weight
from kitgen.role.rows import Count
from kitgen.selection.constraints import Constraint
from kitgen.selection.explain.additions import additions
from kitgen.selection.explain.edits import with_role
from kitgen.selection.explain.evidence import less_or_more_evidence
from kitgen.selection.explain.loosen import Ladder, Repair, loosenings
from kitgen.selection.explain.usual import unweighed
from kitgen.selection.problem import SelectionProblem


def repairs(
    problem: SelectionProblem,
    conflict: Sequence[Constraint],
    possible: Callable[[SelectionProblem], bool],
) -> Iterator[Repair]:
    """Yield the smallest change of each kind that makes the problem possible."""
    seen: set[str] = set()
    for ladder in _ladders(problem, conflict):
        found = _first(ladder, possible)
        if found and found.words not in seen:
            seen.add(found.words)
            yield found


def _first(ladder: Ladder, possible: Callable[[SelectionProblem], bool]) -> Repair | None:
    """Return the first step that works: found by halving where all after it work too."""
    steps = ladder.steps
    if not ladder.nested:
        return next((step for step in steps if possible(step.problem)), None)
    steps = tuple(steps)
    number = bisect_left(steps, True, key=lambda step: possible(step.problem))
    return steps[number] if number < len(steps) else None


def _ladders(problem: SelectionProblem, conflict: Sequence[Constraint]) -> Iterator[Ladder]:
    for constraint in conflict:
        yield from loosenings(problem, constraint)
        yield from less_or_more_evidence(problem, constraint)
    for constraint in conflict:
        more = (Repair(words, then) for words, then in additions(problem, constraint))
        yield Ladder(more, nested=False)
    for constraint in conflict:
        yield Ladder(_with_competencies(problem, constraint), nested=False)
    if any(constraint.sort in {"row", "evidence", "some"} for constraint in conflict):
        for repair in _neighbours(problem):
            yield Ladder((repair,))


def _with_competencies(problem: SelectionProblem, constraint: Constraint) -> Iterator[Repair]:
    """Yield competencies to weigh, so that the role may ask questions that the bank has."""
    if not isinstance(constraint.row, Count):
        return
    weights = [weight.weight for weight in problem.role.competencies]
    least = least_weight(weights)
    less = ", and as much less for another" if in_shares(weights) else ""
    for name in unweighed(problem, constraint, constraint.row):
        weight = Weight(id=name, weight=least)
        item = f"{{id: {name}, weight: {least}}}"
        words = f"weigh {name} too (in the role, under competencies: {item}{less})"
        competencies = (*problem.role.competencies, weight)
        yield Repair(words, with_role(problem, {"competencies": competencies}))


def _neighbours(problem: SelectionProblem) -> Iterator[Repair]:
    """Yield the levels next to the role's whose questions may be borrowed."""
    role, levels_of_bank = problem.role, problem.bank.seniority_ids
    level = levels_of_bank.index(role.seniority)
    for next_level in levels_of_bank[max(0, level - 1) : level + 2]:
        if next_level not in (role.seniority, *role.borrow):
            levels = (*role.borrow, next_level)
            words = f"--borrow {next_level} (in the role, borrow: [{', '.join(levels)}])"
            yield Repair(words, with_role(problem, {"borrow": levels}))
