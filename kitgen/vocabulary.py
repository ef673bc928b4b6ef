"""The bank's own terms, in files beside the questions: categories, competencies, scale, scripts."""

from itertools import pairwise
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

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


def _script(text: str) -> str:
    try:
        blanks = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise ValueError(f"{error}; write {{{{ and }}}} for braces") from None
    for blank in sorted(blanks - BLANKS):
        known = ", ".join(f"{{{name}}}" for name in sorted(BLANKS))
        raise ValueError(f"nothing is known to fill in {{{blank}}} (known: {known})")
    return text


BLANKS = frozenset({"role", "round", "minutes", "opening", "closing", "questions"})
Script = Annotated[Text, AfterValidator(_script)]


class Scripts(Model):
    """What is read aloud at the start and the end, and what the candidate sheet opens with.

    Each of the BLANKS in braces is filled in when a kit is planned.
    """

    opening: Script
    closing: Script
    welcome: Script


class Vocabulary(Model):
    """All of these together, the content of `vocabulary.yaml`."""

    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    competencies: Annotated[tuple[Competency, ...], Field(min_length=1)]
    scale: Scale
    scripts: Scripts
