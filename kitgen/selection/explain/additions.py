"""Questions that the bank would need: how many, of which kind, of what length."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from statistics import median_low

from kitgen.bank.numbers import in_words
from kitgen.bank.quantity import DIFFICULTY, MINUTES
from kitgen.bank.question import Question
from kitgen.errors import counted
from kitgen.role.role import Role
from kitgen.role.rows import Count, Minutes, Row
from kitgen.selection.constraints import Constraint
from kitgen.selection.explain.board import Keys, Tally
from kitgen.selection.explain.copies import MOST, copies
from kitgen.selection.explain.edits import with_questions
from kitgen.selection.explain.fewest import fewest
from kitgen.selection.explain.repair import Ladder, Repair
from kitgen.selection.explain.usual import Subject, usual_subjects
from kitgen.selection.problem import SelectionProblem

_SHORTER = (20, 15, 10, 5)  # minutes to try where questions of the usual length do not fit
_USUAL_MINUTES = 10  # of a question in a category that has none yet
_FEW = 3  # categories are tried where several changes are made together
_COPY = 25  # that is more than to ask two questions fewer
_MORE = 3  # than the fewest are tried, where these change what the role demands


def additions(
    problem: SelectionProblem, constraint: Constraint, tally: Tally, ignored: Keys
) -> Ladder:
    """Return the fewest questions that serve a constraint and make the rest possible, and more.

    Of as few, those of a category that comes first, and of the usual length rather than shorter.
    """
    row = _wanted(constraint)
    samples = list(_samples(problem, constraint, row)) if row else []
    found = fewest(problem, samples, tally, ignored) if samples else None
    if row is None or found is None:
        return Ladder((), 0)
    sample, least = found
    numbers = range(least, min(least + _MORE, MOST) + 1)
    steps = tuple(Offer(row, sample).repair(problem, number) for number in numbers)
    return Ladder(steps, len(steps))


@dataclass(frozen=True, slots=True)
class Offer:
    """A question that would serve a row, and what it costs beside what missing a row does."""

    row: Count
    sample: Question
    price: int = _COPY

    def repair(self, problem: SelectionProblem, number: int) -> Repair:
        """Return so many of them as a change of the bank."""
        words = _words(problem, self.row, self.sample, number)
        return Repair(words, partial(_with, sample=self.sample, number=number))


def offers(problem: SelectionProblem, constraint: Constraint) -> Iterator[Offer]:
    """Yield a few questions that serve a constraint: of the usual length, and as short as any."""
    row = _wanted(constraint)
    if row is None:
        return
    for model in islice(_models(problem, constraint, row), _FEW):
        lengths = _lengths(problem, model)
        for place, minutes in enumerate(dict.fromkeys((lengths[0], lengths[-1]))):
            yield Offer(row, model.model_copy(update={"minutes": minutes}), _COPY + place)


def _samples(problem: SelectionProblem, constraint: Constraint, row: Count) -> Iterator[Question]:
    """Yield questions as the row wants them, of each category and length."""
    for model in _models(problem, constraint, row):
        for minutes in _lengths(problem, model):
            yield model.model_copy(update={"minutes": minutes})


def _models(problem: SelectionProblem, constraint: Constraint, row: Count) -> Iterator[Question]:
    """Yield a question of each category, as far as one can be as the row wants it."""
    for subject in usual_subjects(problem, constraint, row):
        model = _model(problem, subject, row)
        if row.matches(model):
            yield model


def _with(problem: SelectionProblem, sample: Question, number: int) -> SelectionProblem:
    first = len(problem.bank.questions)
    return with_questions(problem, copies(sample, range(first, first + number)))


def _wanted(constraint: Constraint) -> Count | None:
    """Return the row that more questions could help to meet."""
    if constraint.sort == "evidence":
        return Count(competency=constraint.subject, at_least=constraint.inequalities[0].lower)
    if constraint.sort == "some":
        return Count(at_least=1)
    row = constraint.row
    return row if isinstance(row, Count) and row.least and not row.across else None


def _model(problem: SelectionProblem, subject: Subject, row: Count) -> Question:
    """Return a question as the row wants it; what it leaves open is as plain as can be."""
    return problem.bank.questions[0].model_copy(
        update={
            "category": subject.category,
            "kind": subject.kind,
            "competencies": subject.competencies,
            "tags": _tags(row),
            "difficulty": (row.difficulty or (3,))[0],
            "attributes": _numbers(row),
            "seniority": _levels(problem.role, row),
            "enemies": (),
            "requires": (),
            "case": None,
            "status": "reviewed",
        }
    )


def _numbers(row: Count) -> dict[str, float]:
    """Return for each attribute that the row limits a number that it allows."""
    spans = (row.attributes or {}).items()
    return {name: span.limit for name, span in spans if name not in (MINUTES, DIFFICULTY)}


def _tags(row: Count) -> tuple[str, ...]:
    """Return a tag that the row asks for, and one that it asks for besides."""
    further = row.also.tag if row.also else None
    return tuple(dict.fromkeys(((row.tag or ())[:1]) + ((further or ())[:1])))


def _levels(role: Role, row: Count) -> tuple[str, ...]:
    """Return the role's level, and one of those that the row asks for besides."""
    if row.seniority is None or role.seniority in row.seniority:
        return (role.seniority,)
    return (role.seniority, row.seniority[0])


def _lengths(problem: SelectionProblem, model: Question) -> list[int]:
    """Return the usual length of such questions, and shorter ones."""
    known = [q.minutes for q in problem.bank.questions if q.category == model.category]
    usual = median_low(known) if known else _USUAL_MINUTES
    shorter = {minutes for minutes in (*_SHORTER, *known) if minutes < usual}
    return [usual, *sorted(shorter, reverse=True)]


def _words(problem: SelectionProblem, row: Count, question: Question, number: int) -> str:
    rows = [row, *(placed.row for placed in problem.role.rows())]
    exact = any(isinstance(other, Minutes) and other.least for other in rows)
    attributes = [
        *_attributes(problem, question, rows),
        f"{question.minutes} minutes{'' if exact else ' or less'}",
    ]
    count, levels = counted(number, "question"), " and ".join(question.seniority)
    return f"add {count} of {question.category} for {levels} ({', '.join(attributes)})"


def _attributes(
    problem: SelectionProblem, question: Question, rows: Iterable[Row]
) -> Iterator[str]:
    """Yield what a question must be for the rows and for the role's weights."""
    asked = {key for row in rows for key in _keys(row)}
    if problem.role.competencies:
        asked.add("competency")
    values = {
        "kind": question.kind,
        "competency": " and ".join(question.competencies),
        "tag": " ".join(question.tags),
        "difficulty": question.difficulty,
    }
    for name, value in values.items():
        if value and name in asked:
            yield f"{name} {value}"
    for attribute in problem.bank.attributes:
        number = question.attributes.get(attribute.id)
        if number is not None:
            yield f"{attribute.id} {in_words(number)}"
        elif attribute.id in asked:
            yield f"no {attribute.id} given"


def _keys(row: Row) -> set[str]:
    """Return the attributes of a question that a row looks at."""
    written = row.model_dump(exclude_none=True, exclude={"skip"})
    values = [written[key] for key in ("each", "mean", "sum") if key in written]
    return {*written, *values, *written.get("attributes", ())}
