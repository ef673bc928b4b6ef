"""The frozen plan of one round: everything its packs show, readable without the bank."""

import json
import operator
from hashlib import sha256
from itertools import accumulate
from typing import Annotated

from pydantic import Field

from kitgen.bank.numbers import RoundMinutes, ScoreWeight, TalkMinutes
from kitgen.bank.question import (
    Anchors,
    FollowUp,
    Id,
    KeyPoint,
    QuestionContent,
    SeniorityId,
)
from kitgen.bank.some import Some
from kitgen.bank.vocabulary import RatingLevel, Scale
from kitgen.bank.weights import CompetencyWeight, evidence
from kitgen.files.dump import dump
from kitgen.files.model import Code, Line, Listed, Model, Prose
from kitgen.files.names import FileStem
from kitgen.role.coding import CodingRules


class KitRound(Model):
    """The round a kit is for: its place in the loop, and its minutes."""

    id: Id = Field(description="Names the round in file names.", examples=["ml-system-design"])
    title: Line = Field(description="As it is printed.", examples=["ML system design"])
    number: int = Field(ge=1, description="Its place in the loop.")
    of: int = Field(ge=1, description="How many rounds the loop has.")
    minutes: RoundMinutes = Field(description="Length, opening and closing included.")
    opening: TalkMinutes = Field(description="Minutes before the first question.")
    closing: TalkMinutes = Field(description="Minutes after the last question, at least.")


class KitCompetency(Model):
    """A competency that this kit's questions give evidence of, with its weight in the score.

    One that must pass keeps the verdict below the bar when its own rating is.
    """

    id: Id = Field(description="As the questions name it.", examples=["model-evaluation"])
    title: Line = Field(description="As it is printed.", examples=["Model evaluation"])
    definition: Line | None = Field(
        default=None, description="What somebody who has it does, in a sentence."
    )
    weight: CompetencyWeight = Field(
        description="How much it counts beside the others, or which share of the score it is."
    )
    must_pass: bool = Field(description="Whether the verdict stays below the bar without it.")


class KitRole(Model):
    """The role a kit was planned for, with all that it hires for."""

    name: FileStem = Field(
        description="The name of its file, without .yaml.", examples=["senior-ml-engineer"]
    )
    title: Line = Field(description="As it is printed.", examples=["Senior ML Engineer"])
    seniority: SeniorityId = Field(description="Whose questions and anchors are used.")
    competencies: tuple[KitCompetency, ...] = Field(
        description="All competencies of the role, whichever round gives evidence of them."
    )


class KitScripts(Model):
    """What is read aloud, and what the candidate sheet opens with, as the kit's own Markdown."""

    opening: Prose = Field(description="Read aloud before the first question.")
    closing: Prose = Field(description="Read aloud after the last question.")
    welcome: Prose = Field(description="Printed at the top of the candidate's sheet.")


class KitKeyPoint(KeyPoint):
    """A key point, needed or not for the role's seniority."""

    needed: bool = Field(description="Whether it is counted for the rating.")


class KitFollowUp(FollowUp):
    """A follow-up; one that is needed must be asked."""

    needed: bool = Field(
        default=False, description="Whether it must be asked and its reply is counted."
    )


class KitQuestion(QuestionContent):
    """A question as it will be asked, with the changes that the role makes."""

    key_points: Annotated[tuple[KitKeyPoint, ...], Some] = Field(
        description="What a complete answer contains."
    )
    follow_ups: Annotated[tuple[KitFollowUp, ...], Some] = Field(
        description="Scripted probes, those that must be asked first."
    )

    category: Line = Field(description="The category's title.", examples=["ML theory"])
    competencies: Annotated[Listed[Id], Some] = Field(
        description="Those of this kit that it gives evidence of, the main one first.",
    )
    weight: ScoreWeight = Field(
        description="Multiplies how often its rating counts in its competencies."
    )
    anchors: Anchors = Field(description="In force for the role's seniority, by level.")
    solution: Code | None = Field(description="The text of the reference solution.")
    has_checks: bool = Field(
        default=False,
        description="Whether `kitgen tests` writes a file that checks a candidate's code.",
    )

    def counts_in(self, competency: str) -> int:
        """Return how often its rating counts in the mean of a competency, 0 for no evidence."""
        return self.weight * evidence(self.competencies, self.competencies)[competency]


class Kit(Model):
    """A kit; its id is a digest of all that the packs show, so that one id is one content."""

    id: str = Field(
        pattern=r"^[0-9A-F]{4}-[0-9A-F]{4}$",
        description="Digest of the content; changes with it.",
        examples=["0FE5-1C22"],
    )
    version: Line = Field(description="The kitgen that planned it.", examples=["0.1.0"])
    seed: int = Field(description="The seed of the choice.", examples=[7])
    form: Annotated[str, Field(pattern="^[A-Z]$")] | None = Field(
        default=None,
        description="Which of several equivalent choices it is.",
        examples=["A"],
    )
    draft: bool = Field(
        default=False,
        exclude_if=operator.not_,
        description="Whether it asks a question that is not finished: then each page says so.",
    )
    gap: float = Field(
        default=0.0,
        ge=0,
        allow_inf_nan=False,
        description="How far the choice may be from the best one, as a share; 0 is proved best. "
        "With --exclude, from the best of those in which most other questions stay.",
    )
    role: KitRole
    round: KitRound
    competencies: tuple[KitCompetency, ...] = Field(
        description="What the questions give evidence of, with weights."
    )
    scale: Scale
    scripts: KitScripts
    coding: CodingRules | None = Field(
        default=None,
        description="What is allowed in coding questions; null where the kit asks none.",
    )
    questions: tuple[KitQuestion, ...] = Field(
        min_length=1, description="In the order in which they are asked."
    )

    def levels_of(self, question: KitQuestion) -> tuple[tuple[RatingLevel, str | None], ...]:
        """Return the rating levels, each with the anchor that a question has for it."""
        return tuple((level, question.anchors.get(level.value)) for level in self.scale.levels)

    @property
    def starts(self) -> tuple[int, ...]:
        """The minute at which each question starts, counted from the start of the interview."""
        *starts, _ = self._clock
        return tuple(starts)

    @property
    def closing_start(self) -> int:
        """The minute at which the last question ends."""
        return self._clock[-1]

    @property
    def closing_minutes(self) -> int:
        """Minutes after the last question; what no question takes is the candidate's."""
        return self.round.minutes - self.closing_start

    @property
    def _clock(self) -> tuple[int, ...]:
        minutes = (question.minutes for question in self.questions)
        return tuple(accumulate(minutes, initial=self.round.opening))

    @property
    def digest(self) -> str:
        """The id that the content has now."""
        # Only what the file has: a kit keeps its id when a later version knows another field.
        content = self.model_dump(mode="json", exclude={"id", "version", "gap"}, exclude_unset=True)
        text = json.dumps(content, sort_keys=True, ensure_ascii=False)
        code = sha256(text.encode()).hexdigest()[:8].upper()
        return f"{code[:4]}-{code[4:]}"


def write_kit(kit: Kit) -> bytes:
    """Return the kit as the YAML that `read_kit` reads."""
    return dump(kit.model_dump(mode="python", exclude_none=False)).encode()
