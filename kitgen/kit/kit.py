"""The frozen plan of one round: everything its packs show, readable without the bank."""

import hmac
import json
import operator
from collections.abc import Mapping
from hashlib import sha256
from itertools import accumulate
from typing import Annotated, Any

from pydantic import Field, model_validator

from kitgen.bank.case import CaseContent, introduced
from kitgen.bank.numbers import RoundMinutes, TalkMinutes
from kitgen.bank.question import (
    Id,
    SeniorityId,
)
from kitgen.bank.vocabulary import RatingLevel, Scale
from kitgen.bank.weights import CompetencyWeight
from kitgen.files.dump import dump
from kitgen.files.model import Language, Line, Model, Prose
from kitgen.files.names import FileStem
from kitgen.kit.question import KitQuestion
from kitgen.kit.uneven import KitUneven
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


class KitCase(CaseContent):
    """A case that questions of the kit are about."""


class KitFigure(Model):
    """A figure that texts of the kit show: a file of the bank."""

    file: Line = Field(
        description="As the texts name it; they are in alphabetical order.",
        examples=["figures/loss.svg"],
    )
    content: str = Field(description="SVG as it is, any other file in base64.")


class KitScripts(Model):
    """What is read aloud, and what the candidate sheet opens with, as the kit's own Markdown."""

    opening: Prose = Field(description="Read aloud before the first question.")
    closing: Prose = Field(description="Read aloud after the last question.")
    welcome: Prose = Field(description="Printed at the top of the candidate's sheet.")


# What a pack does not show, and so no part of a kit's id.
_NO_CONTENT = {"id", "version", "points", "least_points"}


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
        description="Which of several choices for one role it is.",
        examples=["A"],
    )
    draft: bool = Field(
        default=False,
        exclude_if=operator.not_,
        description="Whether it asks a question that is not finished: then each page says so.",
    )
    points: Annotated[int, Field(ge=0)] | None = Field(
        default=None,
        description="What the choice costs that is not as it should be, of all forms together; "
        "null after a change by hand.",
    )
    least_points: Annotated[int, Field(ge=0)] | None = Field(
        default=None,
        description="No choice costs less. With --exclude, none in which as many questions stay.",
    )
    uneven: tuple[KitUneven, ...] = Field(
        default=(),
        exclude_if=operator.not_,
        description="What the forms do not have alike.",
    )
    language: Language | None = Field(
        default=None,
        exclude_if=operator.not_,  # kits without one keep their id
        description="The language of the texts; without it, that of the theme's words.",
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
    cases: tuple[KitCase, ...] = Field(
        default=(),
        exclude_if=operator.not_,  # kits without one keep their id
        description="The texts that some of the questions are about.",
    )
    questions: tuple[KitQuestion, ...] = Field(
        min_length=1, description="In the order in which they are asked."
    )

    figures: tuple[KitFigure, ...] = Field(
        default=(),
        exclude_if=operator.not_,  # kits without one keep their id
        description="The figures that texts of the kit show.",
    )

    def levels_of(self, question: KitQuestion) -> tuple[tuple[RatingLevel, str | None], ...]:
        """Return the rating levels, each with the anchor that a question has for it."""
        return tuple((level, question.anchors.get(level.value)) for level in self.scale.levels)

    @model_validator(mode="before")
    @classmethod
    def _without_gap(cls, value: Any) -> Any:
        """Leave out a key of earlier kits, which no pack shows."""
        if isinstance(value, Mapping) and "gap" in value:
            return {key: part for key, part in value.items() if key != "gap"}
        return value

    @property
    def is_equivalent(self) -> bool:
        """Whether it is one of several forms that are known to be alike."""
        return self.form is not None and self.points is not None and not self.uneven

    @property
    def starts(self) -> tuple[int, ...]:
        """The minute at which each question starts, counted from the start of the interview.

        Before the first question about a case, the case is read.
        """
        ends = zip(self._clock, self._readings, strict=False)
        return tuple(end + reading for end, reading in ends)

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
        pairs = zip(self._readings, self.questions, strict=True)
        minutes = (reading + question.minutes for reading, question in pairs)
        return tuple(accumulate(minutes, initial=self.round.opening))

    @property
    def _readings(self) -> tuple[int, ...]:
        """The minutes of reading before each question."""
        cases = introduced(self.questions, self.cases)
        return tuple(case.minutes if case else 0 for case in cases)

    @property
    def sheet(self) -> str:
        """The number of its candidate sheets, which another kit has once in 10,000.

        It matches them to the interviewer's pack. It is keyed with the seed and too short to tell
        one guessed seed from another, as the id would.
        """
        code = hmac.digest(str(self.seed).encode(), self.id.encode(), "sha256")
        return f"{int.from_bytes(code) % 10_000:04}"

    @property
    def digest(self) -> str:
        """The id that the content has now."""
        # Only what the file has: a kit keeps its id when a later version knows another field.
        content = self.model_dump(mode="json", exclude=_NO_CONTENT, exclude_unset=True)
        text = json.dumps(content, sort_keys=True, ensure_ascii=False)
        code = sha256(text.encode()).hexdigest()[:8].upper()
        return f"{code[:4]}-{code[4:]}"


def write_kit(kit: Kit) -> bytes:
    """Return the kit as the YAML that `read_kit` reads."""
    return dump(kit.model_dump(mode="python", exclude_none=False)).encode()
