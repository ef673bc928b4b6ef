"""What the bank shows of its subjects: the kinds and competencies of a category's questions.

Nobody can add a question of teamwork that sets a coding task or shows knowledge of statistics. So
what the bank has tells which questions it makes sense to ask for.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kitgen.bank.question import Question
from kitgen.errors import listed
from kitgen.literals import KINDS
from kitgen.role.eligibility import COMPETENCY, ELIGIBILITY, Condition, unmet
from kitgen.role.role import Role, Round
from kitgen.role.rows import Count
from kitgen.selection.constraints import Constraint
from kitgen.selection.problem import SelectionProblem

_FEW = 3  # questions that are not eligible are named; more are counted


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about: category and kind, and the competencies that it shows."""

    category: str
    kind: str
    competencies: tuple[str, ...]


def usual_subjects(
    problem: SelectionProblem, constraint: Constraint, row: Count
) -> Iterator[Subject]:
    """Yield what questions are about that serve a row and that there may be, one for a category.

    None where no question of the row's categories is what it would have to be.
    """
    asked = [name for round_ in _rounds(problem.role, constraint) for name in round_.categories]
    every = [category.id for category in problem.bank.categories]
    for category in dict.fromkeys(row.category or asked or every):
        kinds = _usual(problem, category, _kinds, row.kind or KINDS)
        competencies = _competencies(problem, row, category)
        if kinds and competencies:
            yield Subject(category, kinds[0], competencies)


def _competencies(problem: SelectionProblem, row: Count, category: str) -> tuple[str, ...]:
    """Return what a question of a category would show: for the row, and so that the role asks it.

    One competency that is both, or one of each; none where the category shows none.
    """
    weighed = _weighed(problem)
    for_role = _usual(problem, category, _shown, weighed)
    if row.competency is None:
        return for_role[:1]
    for_row = _usual(problem, category, _shown, row.competency)
    both = [name for name in for_row if name in weighed]
    if both:
        return (both[0],)
    return (for_row[0], for_role[0]) if for_row and for_role else ()


def _weighed(problem: SelectionProblem) -> list[str]:
    """Return the competencies that the role hires for: those that it weighs, or else all."""
    weighed = [weight.id for weight in problem.role.competencies]
    return weighed or [competency.id for competency in problem.bank.competencies]


def _kinds(question: Question) -> Sequence[str]:
    return (question.kind,)


def _shown(question: Question) -> Sequence[str]:
    return question.competencies


def _usual(
    problem: SelectionProblem,
    category: str,
    values: Callable[[Question], Sequence[str]],
    wanted: Sequence[str],
) -> tuple[str, ...]:
    """Return those of some values that questions of a category may have, the commonest first.

    What no question of the bank has, may be new to any category, and a category without questions
    may have anything.
    """
    questions = problem.bank.questions
    in_category = _counted(values, [q for q in questions if q.category == category])
    anywhere = _counted(values, questions)
    if in_category:
        wanted = [name for name in wanted if name in in_category or name not in anywhere]
    return tuple(sorted(wanted, key=lambda name: -in_category[name]))


def _counted(
    values: Callable[[Question], Sequence[str]], questions: Sequence[Question]
) -> Counter[str]:
    """Count how many questions have each value."""
    return Counter(value for question in questions for value in values(question))


def _rounds(role: Role, constraint: Constraint) -> tuple[Round, ...]:
    """Return the round that a constraint is about, or all of them."""
    of_round = constraint.place[:1] == ("rounds",)
    return (role.rounds[int(constraint.place[1])],) if of_round else role.rounds


def elsewhere(problem: SelectionProblem, constraint: Constraint, row: Count) -> str:
    """Tell what the bank has for a row that only one condition keeps out, by condition.

    A few questions are named, more are counted.
    """
    kept_out = list(_kept_out(problem, constraint, row))
    names: dict[tuple[int, str], list[str]] = {}
    for question, condition in kept_out:
        for label in condition.labels(question):
            names.setdefault((ELIGIBILITY.index(condition), label), []).append(question.id)
    few = len(kept_out) <= _FEW
    parts = [f"{_some(of_label, few)} {label}" for (_, label), of_label in sorted(names.items())]
    return f" (not eligible: {', '.join(parts)})" if parts else ""


def _some(names: Sequence[str], few: bool) -> str:
    return listed([f"'{name}'" for name in sorted(names)]) if few else str(len(names))


def unweighed(problem: SelectionProblem, constraint: Constraint, row: Count) -> list[str]:
    """Return competencies that would let the role ask more questions of a row, if it weighed them.

    Those that most such questions show come first.
    """
    questions = _without_weight(problem, constraint, row)
    return [name for name, _ in _counted(_shown, questions).most_common()]


def unweighed_questions(
    problem: SelectionProblem, constraint: Constraint, row: Count
) -> tuple[str, ...]:
    """Return the questions of a row that show no competency of the role, by the alphabet."""
    return tuple(sorted(q.id for q in _without_weight(problem, constraint, row)))


def _without_weight(
    problem: SelectionProblem, constraint: Constraint, row: Count
) -> list[Question]:
    kept_out = _kept_out(problem, constraint, row)
    return [question for question, condition in kept_out if condition is COMPETENCY]


def _kept_out(
    problem: SelectionProblem, constraint: Constraint, row: Count
) -> Iterator[tuple[Question, Condition]]:
    """Yield the questions that a row asks for and that only one condition keeps out."""
    rounds = _rounds(problem.role, constraint)
    for question in problem.bank.questions:
        if row.matches(question):
            conditions = list(unmet(question, problem.role, rounds))
            if len(conditions) == 1:
                yield question, conditions[0]
