"""The candidate sheet: its types have no field for an answer, so none can be shown."""

from dataclasses import dataclass

from kitgen.bank.references import QuestionSource
from kitgen.editions.case import CasePart, case_parts
from kitgen.editions.occasion import Heading, Occasion, heading
from kitgen.kit.kit import Kit
from kitgen.kit.question import KitQuestion
from kitgen.role.coding import CodingRules


@dataclass(frozen=True, slots=True)
class CandidateQuestion:
    """All that a candidate may see of a question; `credit` is its source, if that must be named."""

    number: int
    minutes: int
    prompt: str
    handout: str | None
    case: CasePart | None
    credit: QuestionSource | None


@dataclass(frozen=True, slots=True)
class CandidateView:
    """The candidate sheet."""

    heading: Heading
    occasion: Occasion
    welcome: str
    coding: CodingRules | None
    opening_minutes: int
    closing_minutes: int
    questions: tuple[CandidateQuestion, ...]


def candidate_view(kit: Kit, occasion: Occasion) -> CandidateView:
    """Copy the few fields that a candidate may see."""
    cases = case_parts(kit.questions, kit.cases)
    return CandidateView(
        heading=heading(kit),
        occasion=occasion,
        welcome=kit.scripts.welcome,
        coding=kit.coding,
        opening_minutes=kit.round.opening,
        closing_minutes=kit.closing_minutes,
        questions=tuple(
            CandidateQuestion(number, q.minutes, q.prompt, q.handout, case, _credit(q))
            for number, (q, case) in enumerate(zip(kit.questions, cases, strict=True), 1)
        ),
    )


def _credit(question: KitQuestion) -> QuestionSource | None:
    """Return the source of a question whose licence asks to name its authors."""
    source = question.source
    return source if source and source.attribution else None
