"""The changes that kitgen proposes for an impossible case, tried one by one and together."""

from collections.abc import Iterable, Iterator
from itertools import islice, product

from kitgen.errors import InvalidInput
from kitgen.selection import SelectionProblem
from kitgen.selection.explain.repair import Repair
from kitgen.selection.explain.shortfall import Explanation, explain
from tests.oracle.case import Case
from tests.oracle.compare import solved
from tests.oracle.engine import Found, answer, problem_of

MOST = 36  # combinations of changes that are tried for one case


def failing(case: Case) -> list[str]:
    """What kitgen promises to help with an impossible case, and does not."""
    if solved(case)[1] is not None or isinstance(answer(case), Found):
        return []
    try:
        found = explain(problem_of(case))
    except InvalidInput:  # a fault of the file, which needs no explanation
        return []
    return [*_alone(found), *_together(found)]


def _alone(found: Explanation) -> Iterator[str]:
    """Yield the changes that do not resolve the only conflict that there is."""
    for change in found.repairs[0] if len(found.repairs) == 1 else ():
        if not _possible(_changed(found, (change,))):
            yield f"alone: {change.words}"


def _together(found: Explanation) -> Iterator[str]:
    """Yield the changes that are said to work together, and do not."""
    chosen = [found.joint] if found.joint else []
    if found.any_will_do:
        chosen += islice(product(*found.repairs), MOST)
    for changes in chosen:
        if not _possible(_changed(found, changes)):
            yield f"together: {'; '.join(change.words for change in changes)}"


def _changed(found: Explanation, changes: Iterable[Repair]) -> Case:
    problem = found.problem
    for change in changes:
        problem = change.change(problem)
    return case_of(problem)


def _possible(case: Case) -> bool:
    return solved(case)[1] is not None


def case_of(problem: SelectionProblem) -> Case:
    """A problem of kitgen as plain data again."""
    options = problem.options
    questions = tuple(
        {
            key: getattr(q, key)
            for key in (
                *("id", "category", "kind", "competencies", "tags", "difficulty", "minutes"),
                *("seniority", "status", "enemies", "requires", "attributes"),
            )
        }
        for q in problem.bank.questions
    )
    role = problem.role.model_dump(exclude_none=True)
    rested = tuple(sorted(options.rested))
    return Case(
        questions, role, options.seed, options.forms, options.overlap, rested, options.repeat
    )
