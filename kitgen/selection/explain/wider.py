"""How the role may ask more questions that the bank has: other competencies, levels, by name."""

from collections.abc import Iterator, Sequence
from functools import partial

from kitgen.bank.weights import in_shares, least_weight
from kitgen.role.role import Weight
from kitgen.role.rows import Count, Include
from kitgen.selection.constraints import Constraint
from kitgen.selection.explain.edits import with_role
from kitgen.selection.explain.repair import Ladder, Repair, single
from kitgen.selection.explain.usual import unweighed, unweighed_questions
from kitgen.selection.problem import SelectionProblem

_FEW = 3  # questions are included by name; more would be a list to type


def wider(problem: SelectionProblem, conflict: Sequence[Constraint]) -> Iterator[Ladder]:
    """Yield the ways to ask more questions of the bank."""
    for constraint in conflict:
        if isinstance(constraint.row, Count):
            yield _competencies(problem, constraint, constraint.row)
            yield _included(problem, constraint, constraint.row)
    if any(constraint.sort in {"row", "evidence", "some"} for constraint in conflict):
        yield from _neighbours(problem)


def _competencies(problem: SelectionProblem, constraint: Constraint, row: Count) -> Ladder:
    """Return competencies to weigh: those that most of the questions for a row show, first."""
    weights = [weight.weight for weight in problem.role.competencies]
    least = least_weight(weights)
    less = ", and as much less for another" if in_shares(weights) else ""
    steps: list[Repair] = []
    for name in unweighed(problem, constraint, row):
        item = f"{{id: {name}, weight: {least}}}"
        words = f"weigh {name} too (in the role, under competencies: {item}{less})"
        steps.append(Repair(words, partial(_weighing, weight=Weight(id=name, weight=least))))
    return Ladder(steps, len(steps), nested=False)


def _weighing(problem: SelectionProblem, weight: Weight) -> SelectionProblem:
    return with_role(problem, {"competencies": (*problem.role.competencies, weight)})


def _included(problem: SelectionProblem, constraint: Constraint, row: Count) -> Ladder:
    """Return questions to include, one and more, that show no competency of the role."""
    names = unweighed_questions(problem, constraint, row)
    steps: list[Repair] = []
    for number in range(1, min(len(names), _FEW) + 1):
        flags = " ".join(f"--include {name}" for name in names[:number])
        include = Include(include=tuple(names[:number]))
        words = f"{flags}, although no competency of the role is shown"
        steps.append(Repair(words, partial(_including, row=include)))
    return Ladder(steps, len(steps), nested=False)


def _including(problem: SelectionProblem, row: Include) -> SelectionProblem:
    return with_role(problem, {"blueprint": (*problem.role.blueprint, row)})


def _neighbours(problem: SelectionProblem) -> Iterator[Ladder]:
    """Yield the levels next to the role's whose questions may be borrowed."""
    role, levels_of_bank = problem.role, problem.bank.seniority_ids
    level = levels_of_bank.index(role.seniority)
    for next_level in levels_of_bank[max(0, level - 1) : level + 2]:
        if next_level not in (role.seniority, *role.borrow):
            levels = (*role.borrow, next_level)
            words = f"--borrow {next_level} (in the role, borrow: [{', '.join(levels)}])"
            yield single(words, partial(_borrowing, level=next_level))


def _borrowing(problem: SelectionProblem, level: str) -> SelectionProblem:
    return with_role(problem, {"borrow": (*problem.role.borrow, level)})
