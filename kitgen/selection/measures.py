"""What forms must have alike to be called equivalent: coverage, kinds, minutes and difficulty."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kitgen.bank.question import Question
from kitgen.bank.weights import MAIN, evidence
from kitgen.literals import Kind, Likeness
from kitgen.selection.cases import minutes_in
from kitgen.selection.problem import Cell, Cells, Pool, SelectionProblem, Uneven
from kitgen.selection.targets import Target

# By how much forms may differ: minutes and levels of difficulty of a round, questions of a loop.
_LIKE_MINUTES, _LIKE_DIFFICULTY, _LIKE_QUESTIONS = 3, 1, 1
# Points for each minute or level beyond that, and for each question.
_A_LITTLE, _A_QUESTION = 1, 2
# Kinds that set a task: where one form sets one, all do. Others ask for words, on like subjects.
_TASKS: tuple[Kind, ...] = ("coding", "design")
_WORDS: Mapping[Likeness, str] = {
    "minutes": "minutes of round {} alike in all forms",
    "difficulty": "difficulty of round {} alike in all forms",
    "kind": "questions of kind {} alike in all forms",
    "competency": "evidence of {} alike in all forms",
    "main": "questions mainly of {} alike in all forms",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A sum over the questions of a form, by which forms differ by `like` at most.

    `subject` is a round, a kind or a competency. With `in_all`, what one form has, all have. Each
    step beyond costs `price` points.
    """

    sort: Likeness
    subject: str
    coefficients: Mapping[Cell, int]
    like: int
    price: int
    in_all: bool = False

    @property
    def words(self) -> str:
        """What is aimed at."""
        return _WORDS[self.sort].format(self.subject)

    def sums(self, forms: Sequence[Cells]) -> tuple[int, ...]:
        """Return the sum of each form."""
        return tuple(sum(self.coefficients.get(cell, 0) for cell in form) for form in forms)

    def near(self, before: Sequence[Cells]) -> Iterator[Target]:
        """Yield what a further form aims at, to be like the forms before it."""
        sums = self.sums(before)
        least, most = max(sums) - self.like, min(sums) + self.like
        yield Target(self.words, self.coefficients, least, most, 1, self.price)
        if self.in_all and any(sums):
            yield Target(self.words, self.coefficients, 1, None, 1, self.price)
        elif self.in_all:
            yield Target(self.words, self.coefficients, None, 0, 1, self.price)

    def points(self, forms: Sequence[Cells]) -> int:
        """Return what forms cost that differ by more."""
        sums = self.sums(forms)
        beyond = max(0, max(sums) - min(sums) - self.like)
        missing = self.in_all and min(sums) == 0 < max(sums)
        return self.price * (beyond + missing)


def uneven(measures: Sequence[Measure], forms: Sequence[Cells]) -> tuple[Uneven, ...]:
    """Return the measures by which forms are not alike."""
    return tuple(
        Uneven(measure.sort, measure.subject, measure.sums(forms))
        for measure in measures
        if measure.points(forms)
    )


def measures(problem: SelectionProblem, pools: Sequence[Pool]) -> tuple[Measure, ...]:
    """Return all measures of the forms of a problem."""
    return (*_of_rounds(problem, pools), *_of_kinds(pools), *_of_competencies(problem, pools))


def _of_rounds(problem: SelectionProblem, pools: Sequence[Pool]) -> Iterator[Measure]:
    for n, (round_, pool) in enumerate(zip(problem.role.rounds, pools, strict=True)):
        minutes = minutes_in(problem, n, pool)
        yield Measure("minutes", round_.id, minutes, _LIKE_MINUTES, _A_LITTLE)
        difficulty = {(n, q.id): q.difficulty for q in pool}
        yield Measure("difficulty", round_.id, difficulty, _LIKE_DIFFICULTY, _A_LITTLE)


def _of_kinds(pools: Sequence[Pool]) -> Iterator[Measure]:
    for kind in sorted({q.kind for pool in pools for q in pool}):
        counted = _counted(pools, lambda q, kind=kind: q.kind == kind)  # type: ignore[misc]
        yield Measure("kind", kind, counted, _LIKE_QUESTIONS, _A_QUESTION, kind in _TASKS)


def _of_competencies(problem: SelectionProblem, pools: Sequence[Pool]) -> Iterator[Measure]:
    """Yield for each competency how many questions show it, and how many mainly."""
    weighed = [weight.id for weight in problem.role.competencies]
    told = {q.id: evidence(q.competencies, weighed) for pool in pools for q in pool}
    for name in weighed:
        shown = _counted(pools, lambda q, name=name: told[q.id][name] > 0)  # type: ignore[misc]
        yield Measure("competency", name, shown, _LIKE_QUESTIONS, _A_QUESTION)
        main = _counted(pools, lambda q, name=name: told[q.id][name] == MAIN)  # type: ignore[misc]
        yield Measure("main", name, main, _LIKE_QUESTIONS, _A_QUESTION)


def _counted(pools: Sequence[Pool], counts: Callable[[Question], bool]) -> dict[Cell, int]:
    return {(n, q.id): 1 for n, pool in enumerate(pools) for q in pool if counts(q)}
