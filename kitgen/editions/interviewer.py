"""The pack that an interviewer has: agenda, scripts, questions with their guides, scorecard."""

from dataclasses import dataclass

from kitgen.bank.vocabulary import RatingLevel
from kitgen.editions.case import CasePart, case_parts
from kitgen.editions.occasion import Heading, Occasion, heading
from kitgen.editions.room import NoteRoom, note_room
from kitgen.editions.scorecard import ScorecardView, scorecard_view
from kitgen.kit.figures import figures_of
from kitgen.kit.kit import Kit
from kitgen.kit.question import KitQuestion
from kitgen.pictures.figure import Figure
from kitgen.role.coding import CodingRules

_Slot = tuple[int, KitQuestion, int]  # a question with its number and its start


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A line of the agenda; clocks are minutes from the start of the interview.

    The opening and the closing have no number and no title, the reading of a case has no number.
    """

    start: int
    minutes: int
    number: int | None
    title: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """A question of the kit, with its time, its evidence and its scale.

    Start and end are minutes from the start of the interview, `evidence` the titles of its
    competencies, `levels` the rating levels, each with its anchor. `points` and `must_ask`
    count the key points and the follow-ups that are needed. `case` is what it is about, `room` that
    for notes.
    """

    number: int
    start: int
    end: int
    question: KitQuestion
    case: CasePart | None
    evidence: tuple[str, ...]
    levels: tuple[tuple[RatingLevel, str | None], ...]
    points: int
    must_ask: int
    room: NoteRoom


@dataclass(frozen=True, slots=True)
class InterviewerView:
    """The interviewer's pack; `sheet` is the number of the candidate sheets that go with it."""

    heading: Heading
    sheet: str
    occasion: Occasion
    agenda: tuple[AgendaItem, ...]
    opening: str
    coding: CodingRules | None
    closing: str
    closing_start: int
    bar: int
    rule: str | None
    guides: tuple[Guide, ...]
    scorecard: ScorecardView
    figures: tuple[Figure, ...]


def interviewer_view(kit: Kit, occasion: Occasion) -> InterviewerView:
    """Lay the kit out along the clock."""
    return InterviewerView(
        heading=heading(kit),
        sheet=kit.sheet,
        occasion=occasion,
        agenda=_agenda(kit),
        opening=kit.scripts.opening,
        coding=kit.coding,
        closing=kit.scripts.closing,
        closing_start=kit.closing_start,
        bar=kit.scale.bar,
        rule=kit.scale.rule,
        guides=tuple(
            _guide(kit, slot, case)
            for slot, case in zip(_on_the_clock(kit), _cases(kit), strict=True)
        ),
        scorecard=scorecard_view(kit, occasion),
        figures=figures_of(kit, kit),
    )


def _cases(kit: Kit) -> tuple[CasePart | None, ...]:
    return case_parts(kit.questions, kit.cases)


def _on_the_clock(kit: Kit) -> tuple[_Slot, ...]:
    """Return each question with its number, before it, and its start, after it."""
    numbers = range(1, len(kit.questions) + 1)
    return tuple(zip(numbers, kit.questions, kit.starts, strict=True))


def _agenda(kit: Kit) -> tuple[AgendaItem, ...]:
    first = AgendaItem(0, kit.round.opening, None, None, ())
    asked: list[AgendaItem] = []
    for slot, case in zip(_on_the_clock(kit), _cases(kit), strict=True):
        number, question, start = slot
        if case and case.text and case.minutes:
            asked.append(AgendaItem(start - case.minutes, case.minutes, None, case.title, ()))
        evidence = _evidence(kit, question)
        asked.append(AgendaItem(start, question.minutes, number, question.title, evidence))
    last = AgendaItem(kit.closing_start, kit.closing_minutes, None, None, ())
    return (first, *asked, last)


def _evidence(kit: Kit, question: KitQuestion) -> tuple[str, ...]:
    titles = {competency.id: competency.title for competency in kit.competencies}
    return tuple(titles[competency] for competency in question.competencies)


def _guide(kit: Kit, slot: _Slot, case: CasePart | None) -> Guide:
    number, question, start = slot
    return Guide(
        number=number,
        start=start,
        end=start + question.minutes,
        question=question,
        case=case,
        evidence=_evidence(kit, question),
        levels=kit.levels_of(question),
        points=sum(point.needed for point in question.key_points),
        must_ask=sum(follow_up.needed for follow_up in question.follow_ups),
        room=note_room(question.kind, question.minutes, question.has_checks),
    )
