"""What the bank shows of its subjects: which competencies the questions of a category show.

Nobody can add a question of teamwork that shows knowledge of statistics. So what the bank has
tells which questions it makes sense to ask for.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from kitgen.bank.question import Question
from kitgen.role.eligibility import COMPETENCY, ELIGIBILITY, Condition, unmet
from kitgen.role.role import Role, Round
from kitgen.role.rows import Count
from kitgen.selection.constraints import Constraint
from kitgen.selection.problem import SelectionProblem

Subject = tuple[str, tuple[str, ...]]  # a category, and the competencies of a question of it


def usual_subject(problem: SelectionProblem, constraint: Constraint, row: Count) -> Subject | None:
    """Return category and competencies of a question that serves a row and that there may be.

    None where no question of the row's categories shows what it would have to show.
    """
    asked = [name for round_ in _rounds(problem.role, constraint) for name in round_.categories]
    every = [category.id for category in problem.bank.categories]
    for category in row.category or asked or every:
        competencies = _competencies(problem, row, category)
        if competencies:
            return category, competencies
    return None


def _competencies(problem: SelectionProblem, row: Count, category: str) -> tuple[str, ...]:
    """Return what a question of a category would show: for the row, and so that the role asks it.

    One competency that is both, or one of each; none where the category shows none.
    """
    weighed = [weight.id for weight in problem.role.competencies]
    for_role = _usual(problem, category, weighed)
    if row.competency is None:
        return for_role[:1]
    for_row = _usual(problem, category, row.competency)
    both = [name for name in for_row if name in weighed or not weighed]
    if both or not for_row or not for_role:
        return tuple(both[:1])
    return (for_row[0], for_role[0])


def _usual(problem: SelectionProblem, category: str, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return those of some competencies that a category may show, the commonest there first.

    Without any wanted, all of them. What no question of the bank shows may be shown anywhere, and
    a category without questions may show anything.
    """
    in_category = _shown([q for q in problem.bank.questions if q.category == category])
    anywhere = _shown(problem.bank.questions)
    wanted = wanted or [competency.id for competency in problem.bank.competencies]
    if in_category:
        wanted = [name for name in wanted if name in in_category or name not in anywhere]
    return tuple(sorted(wanted, key=lambda name: -in_category[name]))


def _shown(questions: Sequence[Question]) -> Counter[str]:
    """Count how many questions show each competency."""
    return Counter(competency for question in questions for competency in question.competencies)


def _rounds(role: Role, constraint: Constraint) -> tuple[Round, ...]:
    """Return the round that a constraint is about, or all of them."""
    of_round = constraint.place[:1] == ("rounds",)
    return (role.rounds[int(constraint.place[1])],) if of_round else role.rounds


def elsewhere(problem: SelectionProblem, constraint: Constraint, row: Count) -> str:
    """Tell what the bank has for a row that only one condition keeps out, counted by condition."""
    counted: Counter[tuple[int, str]] = Counter()
    for question, condition in _kept_out(problem, constraint, row):
        place = ELIGIBILITY.index(condition)
        counted.update((place, label) for label in condition.labels(question))
    parts = [f"{number} {label}" for (_, label), number in sorted(counted.items())]
    return f" (not eligible: {', '.join(parts)})" if parts else ""


def unweighed(problem: SelectionProblem, constraint: Constraint, row: Count) -> list[str]:
    """Return competencies that would let the role ask more questions of a row, if it weighed them.

    Those that most such questions show come first.
    """
    kept_out = _kept_out(problem, constraint, row)
    questions = [question for question, condition in kept_out if condition is COMPETENCY]
    return [name for name, _ in sorted(_shown(questions).items(), key=lambda pair: -pair[1])]


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
