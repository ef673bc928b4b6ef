"""One question of the bank, with all that an interviewer needs to ask and to rate it."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from kitgen.source import Line, Model, Text
from kitgen.terms import Kind, Seniority, Status

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Anchors = Mapping[int, Line]


class KeyPoint(Model):
    """What a complete answer contains; a needed point is required to meet the bar."""

    needed: bool
    point: Line


class FollowUp(Model):
    """A scripted probe, and what to listen for in the reply."""

    ask: Line
    listen_for: Line


class Signals(Model):
    """Evidence to note while listening."""

    strong: Annotated[tuple[Line, ...], Field(min_length=1)]
    weak: Annotated[tuple[Line, ...], Field(min_length=1)]


class Rubric(Model):
    """What an answer looks like at each level of the scale, for this question.

    The anchors of a seniority replace those of `default` level by level.
    """

    default: Anchors
    junior: Anchors | None = None
    mid: Anchors | None = None
    senior: Anchors | None = None
    staff: Anchors | None = None

    def anchors(self, seniority: Seniority) -> dict[int, str]:
        """Return the anchors in force for `seniority`, by level."""
        return dict(self.default) | dict(getattr(self, seniority) or {})


class Reference(Model):
    """A published source of a fact or figure."""

    title: Line
    doi: Annotated[str, Field(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    url: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None


class Question(Model):
    """A question; `category` is the stem of the file it stands in, `minutes` include follow-ups."""

    id: Id
    title: Annotated[Line, Field(max_length=48)]
    category: str
    kind: Kind
    seniority: Annotated[tuple[Seniority, ...], Field(min_length=1)]
    competencies: Annotated[tuple[Id, ...], Field(min_length=1)]
    difficulty: Annotated[int, Field(ge=1, le=5)]
    minutes: Annotated[int, Field(ge=1, le=120)]
    prompt: Text
    handout: Text | None = None
    answer: Text
    key_points: Annotated[tuple[KeyPoint, ...], Field(min_length=1)]
    follow_ups: Annotated[tuple[FollowUp, ...], Field(min_length=1)]
    signals: Signals
    rubric: Rubric
    enemies: tuple[Id, ...] = ()
    covers: tuple[Line, ...] = ()
    references: tuple[Reference, ...] = ()
    solution: Line | None = None
    status: Status = "draft"
