"""What a first role can ask of a bank: questions of each category that may meet in one loop."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kitgen.bank.enemies import are_enemies
from kitgen.bank.load import QuestionBank
from kitgen.bank.question import Question
from kitgen.errors import BadRequest

_MOST = 3  # questions of a round


@dataclass(frozen=True, slots=True)
class Fitting:
    """A seniority, questions for it by category, and the competencies that they show.

    A category without such questions has none. `is_by_weight` tells whether each competency gets
    the share of the questions that equal weights ask for.
    """

    seniority: str
    by_category: Mapping[str, Sequence[Question]]
    competencies: tuple[str, ...]
    is_by_weight: bool


def fitting(bank: QuestionBank) -> Fitting:
    """Return what a first role can ask; raises BadRequest for a bank without categories."""
    if not bank.categories:
        raise BadRequest(
            "the bank has no category yet, so a role has nothing to ask",
            "write a question first: kitgen questions new ID --category NAME",
        )
    finished = [question for question in bank.questions if _may_be_asked(question)]
    levels = Counter(level for question in finished for level in question.seniority)
    seniority = max(bank.seniority_ids, key=lambda level: levels[level])
    chosen = _chosen(finished, seniority)
    shown = Counter(name for question in chosen for name in question.competencies)
    share = len(chosen) // max(1, len(shown))
    return Fitting(
        seniority,
        _by_category(bank, chosen),
        _weighed(bank, shown),
        min(shown.values(), default=0) >= share,
    )


def _chosen(finished: Sequence[Question], seniority: str) -> list[Question]:
    chosen: list[Question] = []
    for question in finished:
        if seniority in question.seniority and _joins(question, chosen):
            chosen.append(question)
    return chosen


def _weighed(bank: QuestionBank, shown: Collection[str]) -> tuple[str, ...]:
    """Return the competencies that some questions show, or all where they show none."""
    known = tuple(competency.id for competency in bank.competencies)
    return tuple(name for name in known if name in shown) or known


def _may_be_asked(question: Question) -> bool:
    is_alone = not question.requires and question.case is None
    return question.status == "reviewed" and not question.is_draft and is_alone


def _joins(question: Question, chosen: Sequence[Question]) -> bool:
    of_category = [other for other in chosen if other.category == question.category]
    enemies = [other for other in chosen if are_enemies(question, other)]
    return len(of_category) < _MOST and not enemies


def _by_category(
    bank: QuestionBank, chosen: Sequence[Question]
) -> Mapping[str, Sequence[Question]]:
    found = {
        category.id: [question for question in chosen if question.category == category.id]
        for category in bank.categories
    }
    filled = {name: questions for name, questions in found.items() if questions}
    return filled or found
