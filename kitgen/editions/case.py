"""What everybody may read of a case: the candidate sees no less and no more than interviewers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kitgen.bank.case import CaseContent, introduced
from kitgen.bank.question import QuestionContent


@dataclass(frozen=True, slots=True)
class CasePart:
    """The case that a question is about; its text is printed before the first such question.

    `text` is None for the others. `minutes` are for reading, and may be 0.
    """

    title: str
    text: str | None
    minutes: int


def case_parts(
    questions: Sequence[QuestionContent], cases: Iterable[CaseContent]
) -> tuple[CasePart | None, ...]:
    """Return what each question shows of its case; None for one that is about no case."""
    known = {case.id: case for case in cases}
    begun = introduced(questions, known.values())
    pairs = zip(questions, begun, strict=True)
    return tuple(_part(known.get(question.case or ""), first) for question, first in pairs)


def _part(case: CaseContent | None, first: CaseContent | None) -> CasePart | None:
    if case is None:
        return None
    return CasePart(case.title, first.text if first else None, case.minutes)
