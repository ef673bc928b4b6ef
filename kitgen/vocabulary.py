"""The bank's own terms, in files beside the questions: categories, competencies, scale, scripts."""

from itertools import pairwise
from typing import Annotated

from pydantic import Field, model_validator

from kitgen.question import Id
from kitgen.source import Line, Model, Text


class Category(Model):
    """A subject area; its id is the stem of a bank file."""

    id: Id
    title: Line


class Competency(Model):
    """What a question gives evidence of."""

    id: Id
    title: Line
    definition: Line


class Level(Model):
    """One step of a rating scale."""

    value: int
    label: Line


class Scale(Model):
    """Ordered rating levels; `bar` is the lowest level that meets the standard."""

    levels: Annotated[tuple[Level, ...], Field(min_length=2)]
    bar: int
    verdicts: Annotated[tuple[Line, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _ordered(self) -> "Scale":
        values = [level.value for level in self.levels]
        if any(low >= high for low, high in pairwise(values)):
            raise ValueError("levels must rise from one to the next")
        if self.bar not in values:
            raise ValueError(f"bar {self.bar} is not one of the levels")
        return self


class Scripts(Model):
    """What is read aloud at the start and the end, and what the candidate sheet opens with."""

    opening: Text
    closing: Text
    welcome: Text


class Vocabulary(Model):
    """All of these together, the content of `vocabulary.yaml`."""

    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    competencies: Annotated[tuple[Competency, ...], Field(min_length=1)]
    scale: Scale
    scripts: Scripts
