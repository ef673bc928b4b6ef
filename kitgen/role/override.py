"""What a role words or weighs otherwise than the bank's questions do."""

from typing import Annotated

from pydantic import Field

from kitgen.bank.hint import Hint
from kitgen.bank.numbers import ScoreWeight
from kitgen.bank.question import Anchors, FollowUp, KeyPoint
from kitgen.bank.translation import Translations
from kitgen.files.model import Model, Phrase, Prose


class QuestionOverride(Model):
    """What a role changes in a question; anchors level by level, the rest whole."""

    prompt: Prose | None = Field(default=None, description="Instead of the question's own.")
    handout: Prose | None = Field(default=None, description="Instead of the question's own.")
    translations: Translations | None = Field(
        default=None,
        description="Instead of the question's own, which do not stay where the role words the "
        "prompt or the handout otherwise.",
    )
    minutes: Annotated[int, Field(ge=1, le=120)] | None = Field(
        default=None, description="Instead of the question's own; follow-ups included."
    )
    weight: ScoreWeight | None = Field(
        default=None,
        description="How much the question counts in its competencies; otherwise 1.",
        examples=[2],
    )
    hints: Annotated[tuple[Hint, ...], Field(max_length=2)] | None = Field(
        default=None, description="Instead of the question's own."
    )
    figures: Phrase | None = Field(default=None, description="Instead of the question's own.")
    key_points: Annotated[tuple[KeyPoint, ...], Field(min_length=1)] | None = Field(
        default=None, description="Instead of the question's own."
    )
    follow_ups: Annotated[tuple[FollowUp, ...], Field(min_length=1)] | None = Field(
        default=None, description="Instead of the question's own."
    )
    more_follow_ups: tuple[FollowUp, ...] = Field(
        default=(), description="Asked after the question's own."
    )
    anchors: Anchors = Field(
        default_factory=dict,
        description="By level, instead of the question's own at that level.",
    )
