"""Marks of questions of the bank that could go: enemies, and questions that others require."""

from collections.abc import Iterable, Iterator
from functools import partial

from kitgen.selection.constraints import Constraint
from kitgen.selection.explain.edits import with_questions
from kitgen.selection.explain.repair import Ladder, single
from kitgen.selection.problem import SelectionProblem

Mark = tuple[str, str]  # a question, and the one that it names


def without_enemies(problem: SelectionProblem, constraint: Constraint) -> Iterator[Ladder]:
    """Yield that two questions are no enemies."""
    one, other = constraint.subject
    yield _without(problem, "enemies", ((one, other), (other, one)))


def without_required(problem: SelectionProblem, constraint: Constraint) -> Iterator[Ladder]:
    """Yield that a question does not require another one."""
    one, other = constraint.subject
    yield _without(problem, "requires", ((one, other),))


def _without(problem: SelectionProblem, key: str, marks: Iterable[Mark]) -> Ladder:
    written = [mark for mark in marks if mark[1] in getattr(problem.bank.question(mark[0]), key)]
    taken = [f"'{mark}' out of the {key} of '{name}'" for name, mark in written]
    words = f"take {' and '.join(taken)} in the bank"
    return single(words, partial(_unmarked, key=key, marks=written))


def _unmarked(problem: SelectionProblem, key: str, marks: Iterable[Mark]) -> SelectionProblem:
    for name, mark in marks:
        question = problem.bank.question(name)
        left = tuple(other for other in getattr(question, key) if other != mark)
        problem = with_questions(problem, [question.model_copy(update={key: left})])
    return problem
