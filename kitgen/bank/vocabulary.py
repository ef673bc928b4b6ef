"""The bank's own terms, in files beside the questions: categories, competencies, scale, scripts."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Annotated

from pydantic import Field, model_validator

from kitgen.bank.question import Id
from kitgen.files.blanks import with_blanks
from kitgen.files.model import Line, Model, Prose


class Category(Model):
    """A subject area; its id is the stem of a bank file."""

    id: Id = Field(
        description="The name of its file, without .yaml.", examples=["ml-system-design"]
    )
    title: Line = Field(description="As it is printed.", examples=["ML system design"])


class Competency(Model):
    """What a question gives evidence of."""

    id: Id = Field(description="As questions and roles name it.", examples=["model-evaluation"])
    title: Line = Field(description="As it is printed.", examples=["Model evaluation"])
    definition: Line = Field(
        description="What somebody who has it does, in a sentence; printed in the pack.",
        examples=["Takes problems to a measured end, and changes practice afterwards."],
    )


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
        anchored = [level.value for level in self.levels if level.anchored]
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


class Scripts(Model):
    """What is read aloud at the start and the end, and what the candidate sheet opens with.

    Filled in when a kit is planned: {role}, {round}, {minutes}, {opening}, {closing}, {questions},
    {same}.
    """

    opening: Script = Field(description="Read aloud before the first question.")
    closing: Script = Field(description="Read aloud after the last question.")
    welcome: Script = Field(description="Printed at the top of the candidate's sheet.")


class Vocabulary(Model):
    """The content of `vocabulary.yaml`: the terms that questions and roles use."""

    categories: tuple[Category, ...] = Field(
        min_length=1, description="The subject areas, one file of questions each."
    )
    competencies: tuple[Competency, ...] = Field(
        min_length=1, description="What questions give evidence of."
    )
    scales: Mapping[Id, Scale] = Field(description="The rating scales to choose from, by name.")
    scale: Id = Field(description="The scale that the questions' rubrics are written for.")
    scripts: Scripts

    @model_validator(mode="after")
    def _known_scale(self) -> "Vocabulary":
        if self.scale not in self.scales:
            raise ValueError(f"scale '{self.scale}' is not one of {', '.join(self.scales)}")
        return self

    @model_validator(mode="after")
    def _known_anchors(self) -> "Vocabulary":
        known = [level.value for level in self.scales[self.scale].levels if level.anchored]
        for name, scale in self.scales.items():
            for level in (scale.anchors_from or {}).values():
                if level not in known:
                    raise ValueError(
                        f"scale '{name}': anchors_from names level {level}, and '{self.scale}' "
                        f"has anchors at {', '.join(map(str, known))}"
                    )
        return self
