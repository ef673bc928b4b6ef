"""What everybody may read of a case: the candidate sees no less and no more than interviewers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kitgen.bank.case import CaseContent, introduced
from kitgen.bank.question import QuestionContent
from kitgen.language import nearest


@dataclass(frozen=True, slots=True)
class CasePart:
    """The case that a question is about; its text is printed before the first such question.

    `text` is None for the others. `minutes` are for reading, and may be 0. `language` is that of a
    translation.
    """

    title: str
    text: str | None
    minutes: int
    language: str | None = None


def case_parts(
    questions: Sequence[QuestionContent],
    cases: Iterable[CaseContent],
    language: str | None = None,
) -> tuple[CasePart | None, ...]:
    """Return what each question shows of its case; None for one that is about no case.

    A case that has been translated is in the language asked for.
    """
    known = {case.id: case for case in cases}
    begun = introduced(questions, known.values())
    pairs = zip(questions, begun, strict=True)
    return tuple(
        _part(known.get(question.case or ""), first is not None, language)
        for question, first in pairs
    )


def _part(case: CaseContent | None, is_first: bool, language: str | None) -> CasePart | None:
    if case is None:
        return None
    tag, shown = nearest(language, case.translations) or (None, case)
    return CasePart(shown.title, shown.text if is_first else None, case.minutes, tag)
