"""What each reader of a kit may see: an edition is a type with those fields and no others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from kitgen.errors import BadRequest
from kitgen.kit import Kit, KitCompetency, KitQuestion
from kitgen.question import FollowUp, KeyPoint, Reference, Signals
from kitgen.terms import Edition
from kitgen.vocabulary import Level


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who meets whom and when; what is None is printed as a blank to fill in."""

    candidate: str | None = None
    interviewer: str | None = None
    date: str | None = None

    def __post_init__(self) -> None:
        """Raise BadRequest for what cannot be printed on a line."""
        for name in ("candidate", "interviewer", "date"):
            if not (getattr(self, name) or "").isprintable():
                raise BadRequest(f"--{name} holds characters that cannot be printed")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands on the cover and at the edge of each page."""

    role: str
    round: str
    number: int
    of: int
    minutes: int
    kit_id: str


@dataclass(frozen=True, slots=True)
class CandidateQuestion:
    """All that a candidate may see of a question."""

    number: int
    minutes: int
    prompt: str
    handout: str | None


@dataclass(frozen=True, slots=True)
class CandidateView:
    """The candidate sheet."""

    heading: Heading
    occasion: Occasion
    welcome: str
    opening_minutes: int
    closing_minutes: int
    questions: tuple[CandidateQuestion, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A line of the agenda; clocks are minutes from the start of the interview."""

    start: int
    minutes: int
    number: int | None
    what: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuideQuestion:
    """A question as the interviewer holds it; start and end are minutes from the start."""

    number: int
    title: str
    category: str
    start: int
    end: int
    minutes: int
    competencies: tuple[str, ...]
    prompt: str
    handout: str | None
    answer: str
    needed: tuple[KeyPoint, ...]
    nice: tuple[KeyPoint, ...]
    follow_ups: tuple[FollowUp, ...]
    signals: Signals
    levels: tuple[tuple[Level, str], ...]
    references: tuple[Reference, ...]
    solution: str | None


@dataclass(frozen=True, slots=True)
class Rated:
    """A competency on the scorecard, and the numbers of the questions that inform it."""

    title: str
    definition: str
    weight: int
    questions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ScorecardView:
    """The scorecard: what to rate, on which scale, and how the ratings combine."""

    heading: Heading
    occasion: Occasion
    questions: tuple[tuple[int, str], ...]
    competencies: tuple[Rated, ...]
    levels: tuple[Level, ...]
    bar: Level
    verdicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InterviewerView:
    """The pack an interviewer holds."""

    heading: Heading
    occasion: Occasion
    agenda: tuple[Slot, ...]
    opening: str
    closing: str
    closing_start: int
    bar: int
    questions: tuple[GuideQuestion, ...]
    scorecard: ScorecardView


View = CandidateView | InterviewerView | ScorecardView


def candidate(kit: Kit, occasion: Occasion) -> CandidateView:
    """Copy the few fields that a candidate may see."""
    return CandidateView(
        heading=_heading(kit),
        occasion=occasion,
        welcome=kit.scripts.welcome,
        opening_minutes=kit.round.opening,
        closing_minutes=kit.round.minutes - _starts(kit)[-1],
        questions=tuple(
            CandidateQuestion(number, q.minutes, q.prompt, q.handout)
            for number, q in enumerate(kit.questions, 1)
        ),
    )


def interviewer(kit: Kit, occasion: Occasion) -> InterviewerView:
    """Lay the kit out along the clock."""
    starts = _starts(kit)
    return InterviewerView(
        heading=_heading(kit),
        occasion=occasion,
        agenda=_agenda(kit, starts),
        opening=kit.scripts.opening,
        closing=kit.scripts.closing,
        closing_start=starts[-1],
        bar=kit.scale.bar,
        questions=tuple(
            _guide(kit, number, question, start)
            for number, (question, start) in enumerate(
                zip(kit.questions, starts[:-1], strict=True), 1
            )
        ),
        scorecard=scorecard(kit, occasion),
    )


def scorecard(kit: Kit, occasion: Occasion) -> ScorecardView:
    """Pair every competency with the questions that inform it."""
    return ScorecardView(
        heading=_heading(kit),
        occasion=occasion,
        questions=tuple((n, q.title) for n, q in enumerate(kit.questions, 1)),
        competencies=tuple(_rated(kit, competency) for competency in kit.competencies),
        levels=kit.scale.levels,
        bar=next(level for level in kit.scale.levels if level.value == kit.scale.bar),
        verdicts=kit.scale.verdicts,
    )


VIEWS: Mapping[Edition, Callable[[Kit, Occasion], View]] = {
    "interviewer": interviewer,
    "candidate": candidate,
    "scorecard": scorecard,
}


def _heading(kit: Kit) -> Heading:
    round_ = kit.round
    return Heading(kit.role.title, round_.title, round_.number, round_.of, round_.minutes, kit.id)


def _starts(kit: Kit) -> tuple[int, ...]:
    """Return the minute at which each question starts, and then that of the closing."""
    return tuple(accumulate((q.minutes for q in kit.questions), initial=kit.round.opening))


def _agenda(kit: Kit, starts: tuple[int, ...]) -> tuple[Slot, ...]:
    titles = {competency.id: competency.title for competency in kit.competencies}
    asked = tuple(
        Slot(start, q.minutes, n, q.title, tuple(titles[c] for c in q.competencies))
        for n, (q, start) in enumerate(zip(kit.questions, starts[:-1], strict=True), 1)
    )
    last = Slot(
        starts[-1], kit.round.minutes - starts[-1], None, "The candidate's questions, close", ()
    )
    return (Slot(0, kit.round.opening, None, "Welcome and how this works", ()), *asked, last)


def _guide(kit: Kit, number: int, question: KitQuestion, start: int) -> GuideQuestion:
    titles = {competency.id: competency.title for competency in kit.competencies}
    return GuideQuestion(
        number=number,
        title=question.title,
        category=question.category,
        start=start,
        end=start + question.minutes,
        minutes=question.minutes,
        competencies=tuple(titles[c] for c in question.competencies),
        prompt=question.prompt,
        handout=question.handout,
        answer=question.answer,
        needed=tuple(p for p in question.key_points if p.needed),
        nice=tuple(p for p in question.key_points if not p.needed),
        follow_ups=question.follow_ups,
        signals=question.signals,
        levels=tuple((level, question.anchors[level.value]) for level in kit.scale.levels),
        references=question.references,
        solution=question.solution,
    )


def _rated(kit: Kit, competency: KitCompetency) -> Rated:
    numbers = (n for n, q in enumerate(kit.questions, 1) if competency.id in q.competencies)
    return Rated(competency.title, competency.definition, competency.weight, tuple(numbers))
