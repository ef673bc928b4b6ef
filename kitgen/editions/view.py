"""What each reader of a kit may see, as types: what has no field here cannot be shown."""

from dataclasses import dataclass

from kitgen.bank.question import FollowUp, KeyPoint, Reference, Signals
from kitgen.bank.vocabulary import RatingLevel
from kitgen.errors import BadRequest


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
    form: str | None = None


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
class AgendaItem:
    """A line of the agenda; clocks are minutes from the start of the interview."""

    start: int
    minutes: int
    number: int | None
    what: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InterviewerQuestion:
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
    levels: tuple[tuple[RatingLevel, str], ...]
    references: tuple[Reference, ...]
    solution: str | None


@dataclass(frozen=True, slots=True)
class CompetencyRow:
    """A competency on the scorecard, and the numbers of the questions that inform it."""

    title: str
    definition: str
    weight: int
    must_pass: bool
    questions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ScorecardView:
    """The scorecard: what to rate, on which scale, and how the ratings combine.

    Questions come with number, title and weight, verdicts with the score from which they hold.
    """

    heading: Heading
    occasion: Occasion
    questions: tuple[tuple[int, str, int], ...]
    competencies: tuple[CompetencyRow, ...]
    levels: tuple[RatingLevel, ...]
    bar: RatingLevel
    verdicts: tuple[tuple[str, float | None], ...]
    verdict_below_bar: str


@dataclass(frozen=True, slots=True)
class InterviewerView:
    """The pack an interviewer holds."""

    heading: Heading
    occasion: Occasion
    agenda: tuple[AgendaItem, ...]
    opening: str
    closing: str
    closing_start: int
    bar: int
    questions: tuple[InterviewerQuestion, ...]
    scorecard: ScorecardView


View = CandidateView | InterviewerView | ScorecardView
