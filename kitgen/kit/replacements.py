"""Which questions fit in a vacancy of a kit, the best first, and what each of them changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from kitgen.bank.draft import draft_words
from kitgen.bank.question import Question
from kitgen.kit.vacancy import Vacancy
from kitgen.role.eligibility import may_ask, unmet
from kitgen.selection import SelectionProblem
from kitgen.selection.cases import cells_of
from kitgen.selection.order import requirements
from kitgen.selection.problem import Pool
from kitgen.selection.targets import targets
from kitgen.selection.verify import misfits, parted_cases, unmet_needs, unmet_rows


@dataclass(frozen=True, slots=True)
class Replacement:
    """A question that could take the place, and what that does.

    `misfits` are reasons for which it cannot; `broken` are the role's wishes that are met now and
    would not be. `gained` and `lost` are competencies of the role. `points` is what the whole
    choice then costs, as selection counts.
    """

    question: Question
    misfits: tuple[str, ...]
    broken: tuple[str, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    points: int


def replacements(vacancy: Vacancy) -> list[Replacement]:
    """Return the questions that fit in the place, the best first.

    First those that break nothing that the role asks for; among them those of least points, and
    then those most like the question that leaves.
    """
    role, leaving = vacancy.problem.role, vacancy.leaving
    pool = may_ask(vacancy.problem.bank, role, vacancy.number)
    found = [judged(vacancy, question) for question in pool if question.id != leaving.id]

    def rank(one: Replacement) -> tuple[int, int, int, int, int, str]:
        other = one.question
        return (
            len(one.broken),
            one.points,
            len(one.gained) + len(one.lost),
            abs(other.minutes - leaving.minutes),
            abs(other.difficulty - leaving.difficulty),
            other.id,
        )

    return sorted((one for one in found if not one.misfits), key=rank)


def judged(vacancy: Vacancy, question: Question) -> Replacement:
    """Tell what becomes of the loop with a question in the place."""
    problem, before, after = vacancy.problem, vacancy.rounds, vacancy.filled(question)
    weighed = [competency.id for competency in vacancy.kit.role.competencies]
    old, new = vacancy.leaving.competencies, question.competencies
    return Replacement(
        question,
        tuple(_misfits(vacancy, question, after)),
        _added(_unmet(vacancy, before), _unmet(vacancy, after)),
        tuple(name for name in weighed if name in new and name not in old),
        tuple(name for name in weighed if name in old and name not in new),
        _points(problem, after),
    )


def _unmet(vacancy: Vacancy, rounds: tuple[Pool, ...]) -> Iterator[str]:
    yield from unmet_rows(vacancy.problem, rounds)
    yield from unmet_needs(vacancy.needs, rounds)


def _misfits(vacancy: Vacancy, question: Question, after: tuple[Pool, ...]) -> Iterator[str]:
    problem = vacancy.problem
    for round_, asked in zip(problem.role.rounds, vacancy.rounds, strict=True):
        if question.id in {other.id for other in asked}:
            yield f"round {round_.id} asks it already"
            return
    yield from _added(misfits(problem, vacancy.rounds), misfits(problem, after))
    now, then = vacancy.rounds[vacancy.number], after[vacancy.number]
    yield from _added(parted_cases(now), parted_cases(then))
    yield from _order_faults(vacancy, question, then)
    later = {other.id for other in after[vacancy.number][vacancy.place :]}
    needs = requirements(problem.role, vacancy.number, [question]).get(question.id, set())
    for name in sorted(needs & later):
        yield f"{name} must be asked before it"
    if question.is_draft:
        yield f"it is {draft_words(question)}"
    weighed = {competency.id for competency in vacancy.kit.role.competencies}
    if weighed.isdisjoint(question.competencies):
        yield "it gives evidence of no competency of the role in this kit"


def _order_faults(vacancy: Vacancy, question: Question, asked: Pool) -> Iterator[str]:
    """Yield the questions of its case on whose wrong side a question would be asked."""
    order = [other.id for other in vacancy.problem.bank.questions]
    for place, other in enumerate(asked):
        if question.case is None or other.case != question.case or other.id not in order:
            continue
        if place < vacancy.place and order.index(other.id) > order.index(question.id):
            yield f"its case asks it before {other.id}"
        if place > vacancy.place and order.index(other.id) < order.index(question.id):
            yield f"its case asks it after {other.id}"


def _added(before: Iterator[str], after: Iterator[str]) -> tuple[str, ...]:
    known = set(before)
    return tuple(words for words in after if words not in known)


def _points(problem: SelectionProblem, rounds: tuple[Pool, ...]) -> int:
    chosen = frozenset(cells_of(rounds))
    return sum(target.points(chosen) for target in targets(problem, rounds))


def reservations(vacancy: Vacancy, question: Question) -> list[str]:
    """Tell why selection would not have chosen a question for the place."""
    role = vacancy.problem.role
    conditions = unmet(question, role, [role.rounds[vacancy.number]])
    return [condition.words(question, role) for condition in conditions]
