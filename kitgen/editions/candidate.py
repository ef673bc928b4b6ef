"""The candidate sheet: its types have no field for an answer, so none can be shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kitgen.bank.references import QuestionSource
from kitgen.editions.case import CasePart, case_parts
from kitgen.editions.occasion import Heading, Occasion, heading
from kitgen.editions.room import AnswerRoom, answer_room
from kitgen.kit.figures import figures_in
from kitgen.kit.kit import Kit
from kitgen.kit.question import KitQuestion
from kitgen.kit.scripts import welcome_in
from kitgen.language import nearest
from kitgen.pictures.figure import Figure
from kitgen.role.coding import CodingRules


@dataclass(frozen=True, slots=True)
class CandidateQuestion:
    """All that a candidate may see of a question; `credit` is its source, if that must be named.

    `room` tells what to write the answer on, which anybody can tell from the prompt. The languages
    are those of translations.
    """

    number: int
    minutes: int
    room: AnswerRoom
    prompt: str
    handout: str | None
    case: CasePart | None
    credit: QuestionSource | None
    language: str | None
    handout_language: str | None


@dataclass(frozen=True, slots=True)
class CandidateView:
    """The candidate sheet; its heading has the number of the sheet in place of the kit's id.

    The language of the welcome is that of a translation.
    """

    heading: Heading
    occasion: Occasion
    welcome: str
    welcome_language: str | None
    coding: CodingRules | None
    opening_minutes: int
    closing_minutes: int
    questions: tuple[CandidateQuestion, ...]
    figures: tuple[Figure, ...]


def candidate_view(kit: Kit, occasion: Occasion) -> CandidateView:
    """Copy the few fields that a candidate may see, in the candidate's language."""
    language = occasion.language
    cases = case_parts(kit.questions, kit.cases, language)
    questions = tuple(
        _question(number, question, case, language)
        for number, (question, case) in enumerate(zip(kit.questions, cases, strict=True), 1)
    )
    welcome = welcome_in(kit, language) if language else None
    return CandidateView(
        heading=replace(heading(kit), kit_id=kit.sheet),
        occasion=occasion,
        welcome=welcome or kit.scripts.welcome,
        welcome_language=language if welcome else None,
        coding=kit.coding,
        opening_minutes=kit.round.opening,
        closing_minutes=kit.closing_minutes,
        questions=questions,
        figures=figures_in(kit, _texts(questions)),
    )


def _texts(questions: Iterable[CandidateQuestion]) -> Iterator[str | None]:
    for question in questions:
        yield from (question.prompt, question.handout)
        yield question.case.text if question.case else None


def _question(
    number: int, question: KitQuestion, case: CasePart | None, language: str | None
) -> CandidateQuestion:
    tag, shown = nearest(language, question.translations) or (None, question)
    return CandidateQuestion(
        number=number,
        minutes=question.minutes,
        room=answer_room(question.kind, question.handout is not None),
        prompt=shown.prompt,
        handout=shown.handout or question.handout,
        case=case,
        credit=_credit(question),
        language=tag,
        handout_language=tag if shown.handout else None,
    )


def _credit(question: KitQuestion) -> QuestionSource | None:
    """Return the source of a question whose licence asks to name its authors."""
    source = question.source
    return source if source and source.attribution else None
