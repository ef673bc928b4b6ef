"""The terms of a bank, in a file beside its questions: competencies, seniorities, scales, …"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from kitgen.bank.case import Case
from kitgen.bank.quantity import DIFFICULTY, MINUTES
from kitgen.bank.question import DEFAULT, Id
from kitgen.bank.term import Term
from kitgen.files.blanks import with_blanks
from kitgen.files.model import Language, Line, Model, Prose


class Category(Term):
    """A subject area; its id is the stem of a bank file."""

    id: Id = Field(
        description="The name of its file, without .yaml.", examples=["ml-system-design"]
    )


class Competency(Term):
    """What a question gives evidence of."""

    id: Id = Field(description="As questions and roles name it.", examples=["model-evaluation"])
    definition: Line | None = Field(
        default=None,
        description="What somebody who has it does, in a sentence; printed in the pack.",
        examples=["Takes problems to a measured end, and changes practice afterwards."],
    )


class Seniority(Term):
    """A level of experience that questions suit and roles hire for."""

    id: Id = Field(description="As questions and roles name it.", examples=["senior"])

    @field_validator("id")
    @classmethod
    def _is_free(cls, value: str) -> str:
        if value == DEFAULT:
            raise ValueError(f"'{DEFAULT}' names the anchors for all seniorities; use another id")
        return value


class NumericAttribute(Term):
    """A number that questions may have, for rows of blueprints that add it up or average it."""

    id: Id = Field(description="As questions and rows name it.", examples=["words"])
    title: Line = Field(
        default_factory=str,
        description="What the number is; without it, made from the id.",
        examples=["Words to read"],
    )

    @field_validator("id")
    @classmethod
    def _is_free(cls, value: str) -> str:
        if value in (MINUTES, DIFFICULTY):
            raise ValueError(f"every question has {value} already; use another id")
        return value


class RatingLevel(Model):
    """One step of a rating scale; one that is not anchored lies between its neighbours."""

    value: int = Field(description="The rating that is written down.", examples=[3])
    label: Line = Field(description="What the rating is called.", examples=["Good"])
    anchored: bool = Field(True, description="Whether questions must describe this level.")


class Verdict(Model):
    """What an interviewer may conclude."""

    label: Line = Field(description="As it is printed.", examples=["Strong yes"])
    from_bar: float | None = Field(
        None,
        allow_inf_nan=False,
        description="From which score it is given, counted from the bar; the lowest has none.",
        examples=[0.5],
    )


class Scale(Model):
    """Ordered rating levels; `bar` is the lowest level that meets the standard."""

    levels: tuple[RatingLevel, ...] = Field(
        min_length=2, description="The levels, the lowest first."
    )
    bar: int = Field(description="The value of the lowest level that meets the standard.")
    verdicts: tuple[Verdict, ...] = Field(
        min_length=2, description="What an interviewer may conclude, from no to yes."
    )
    anchors_from: Mapping[int, int] | None = Field(
        None,
        description="Where each anchored level takes its anchor from: a level of the scale that "
        "the questions' rubrics are written for. Without it, a role brings the anchors.",
        examples=[{1: 1, 2: 2, 4: 3, 5: 4}],
    )
    may_miss: int = Field(
        1, ge=0, description="How many needed points an answer at the bar may lack."
    )
    rule: Prose | None = Field(
        None,
        description="How a level follows from the notes; printed in the interviewer pack.",
    )

    @model_validator(mode="after")
    def _usable_levels(self) -> "Scale":
        values = [level.value for level in self.levels]
        if not _rises(values):
            raise ValueError("levels must rise from one to the next")
        if self.bar not in values:
            raise ValueError(f"bar {self.bar} is not one of the levels")
        if not self.levels[0].anchored or not self.levels[-1].anchored:
            raise ValueError("the lowest and the highest level must be anchored")
        return self

    @model_validator(mode="after")
    def _usable_anchors(self) -> "Scale":
        if self.anchors_from is None:
            return self
        anchored = sorted(self.anchored)
        if sorted(self.anchors_from) != anchored:
            named = ", ".join(map(str, anchored))
            raise ValueError(f"anchors_from must give each anchored level ({named}), and no other")
        if not _rises([self.anchors_from[level] for level in anchored]):
            raise ValueError("anchors_from must rise from one level to the next")
        return self

    @model_validator(mode="after")
    def _usable_verdicts(self) -> "Scale":
        first, *rest = (verdict.from_bar for verdict in self.verdicts)
        starts = [start for start in rest if start is not None]
        if first is not None or len(starts) < len(rest):
            raise ValueError("every verdict but the first needs from_bar")
        if not _rises(starts):
            raise ValueError("from_bar must rise from one verdict to the next")
        if 0 not in starts:
            raise ValueError("one verdict must begin at the bar (from_bar: 0.0)")
        return self

    @property
    def anchored(self) -> frozenset[int]:
        """The levels that questions must describe."""
        return frozenset(level.value for level in self.levels if level.anchored)

    def threshold(self, verdict: Verdict) -> float | None:
        """Return the score from which a verdict is given; None for the lowest."""
        return None if verdict.from_bar is None else self.bar + verdict.from_bar

    @property
    def below_bar(self) -> Verdict:
        """The best verdict that a score below the bar can bring."""
        return [v for v in self.verdicts if v.from_bar is None or v.from_bar < 0][-1]


def _rises(values: Sequence[float]) -> bool:
    return all(low < high for low, high in pairwise(values))


BLANKS = ("closing", "minutes", "opening", "questions", "role", "round", "same")
Script = Annotated[Prose, with_blanks(*BLANKS)]


class OwnScripts(Model):
    """The scripts that a vocabulary or a role words itself.

    They are read aloud at the start and the end, or open the candidate's sheet. Filled in when a
    kit is planned: {role}, {round}, {minutes}, {opening}, {closing}, {questions}, {same}.
    """

    opening: Script | None = Field(
        default=None, description="Read aloud before the first question."
    )
    closing: Script | None = Field(default=None, description="Read aloud after the last question.")
    welcome: Script | None = Field(
        default=None, description="Printed at the top of the candidate's sheet."
    )


class Scripts(Model):
    """All scripts of a bank."""

    opening: Script
    closing: Script
    welcome: Script


class Vocabulary(Model):
    """The content of `vocabulary.yaml`: the terms that questions and roles use, all optional."""

    language: Language | None = Field(
        None,
        description="The language of the questions, scripts and terms, which screen readers and "
        "hyphenation need, and of built-in scripts and scales; without it, that of the theme's "
        "words (British English).",
        examples=["de"],
    )
    categories: tuple[Category, ...] | None = Field(
        None,
        min_length=1,
        description="The subject areas, one file of questions each; without this list, each file "
        "of questions beside this one is a category.",
    )
    competencies: tuple[Competency, ...] | None = Field(
        None,
        min_length=1,
        description="What questions give evidence of; without this list, what they name.",
    )
    seniorities: tuple[Seniority, ...] | None = Field(
        None,
        min_length=1,
        description="The levels of experience, the lowest first; junior, mid, senior and staff "
        "without this list.",
        examples=[[{"id": "band-5"}, {"id": "band-6", "title": "Band 6, senior nurse"}]],
    )
    scales: Mapping[Id, Scale] = Field(
        default={},
        description="Rating scales by name, beside the built-in four-level, five-level and "
        "three-level.",
    )
    scale: Id | None = Field(
        None,
        description="The scale that the questions' rubrics are written for; four-level without it.",
        examples=["four-level"],
    )
    scripts: OwnScripts = Field(
        default=OwnScripts(), description="Scripts instead of the built-in ones."
    )
    cases: tuple[Case, ...] = Field(
        (),
        description="Texts that several questions are about, which name them as `case`.",
    )
    attributes: tuple[NumericAttribute, ...] = Field(
        (),
        description="Numbers that questions may have beside minutes and difficulty.",
        examples=[[{"id": "words", "title": "Words to read"}]],
    )
