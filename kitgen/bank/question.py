"""One question of the bank, with all that an interviewer needs to ask and to rate it."""

import operator
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from kitgen.bank.hint import Hint
from kitgen.bank.numbers import AttributeNumber
from kitgen.bank.references import QuestionSource, Reference
from kitgen.bank.some import ONE_OR_MORE, Some
from kitgen.bank.translation import Translations
from kitgen.files.model import Line, Listed, Model, OneLine, Phrase, Prose
from kitgen.literals import Kind, Status

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST_TITLE = 48  # characters, for which a table of contents has room
Id = Annotated[str, Field(pattern=ID_PATTERN)]
# One of the seniorities that the vocabulary lists. The pattern is for editors: a name that is not
# on the list is a fault in any case, which then comes with the list and the nearest name.
SeniorityId = Annotated[Line, Field(json_schema_extra={"pattern": ID_PATTERN})]
Anchors = Mapping[int, Phrase]


def _flag_or_text(value: object) -> object:
    if isinstance(value, bool | str):
        return value
    raise ValueError("must be true, false or a seniority")


# True, false, or the lowest seniority for which it is true.
Needed = Annotated[bool | SeniorityId, BeforeValidator(_flag_or_text)]
# The key of a rubric whose anchors are for every seniority.
DEFAULT = "default"


def _with_default(rubric: Mapping[str, Anchors]) -> Mapping[str, Anchors]:
    if DEFAULT not in rubric:
        raise ValueError(f"missing key '{DEFAULT}'")
    return rubric


Rubric = Annotated[
    Mapping[SeniorityId, Anchors],
    AfterValidator(_with_default),
    Field(
        description="What an answer looks like at each level of the scale, for this question. "
        "`default` has an anchor for every level, as `3: text`; the anchors of a seniority "
        "replace it level by level.",
        json_schema_extra={"required": [DEFAULT]},
    ),
]


class KeyPoint(Model):
    """What a complete answer contains; needed points are counted for the rating."""

    needed: Needed = Field(
        description="Whether it is counted: true, false, or the lowest seniority for which it is."
    )
    point: Phrase = Field(
        description="What the answer says or shows.",
        examples=["Says that more data will not help, and why"],
    )


class FollowUp(Model):
    """A scripted probe, and what to listen for in the reply."""

    ask: Phrase = Field(description="Read aloud, word for word.")
    listen_for: Phrase = Field(description="What a good reply contains, the essential first.")
    needed: Needed = Field(
        default=False,
        description="Whether it must be asked and its reply is counted: true, false, or the "
        "lowest seniority for which it is.",
    )
    gives_away: bool = Field(
        default=False,
        description="Whether it names a needed point, which is counted only before it is asked.",
    )


class Signals(Model):
    """Evidence to note while listening."""

    strong: tuple[Phrase, ...] = Field(min_length=1, description="What speaks for an answer.")
    weak: tuple[Phrase, ...] = Field(min_length=1, description="What speaks against it.")


class QuestionContent(Model):
    """What a question contains, in the bank and in a kit."""

    id: Id = Field(description="Unique in the bank.", examples=["bias-variance-tradeoff"])
    title: OneLine = Field(
        max_length=LONGEST_TITLE,
        description="Printed in all packs but the candidate's sheet; it gives no answer away.",
        examples=["Bias and variance"],
    )
    category: str
    unwritten: tuple[str, ...] = Field(
        default=(),
        exclude_if=operator.not_,
        description="Keys that a draft leaves out; they have neutral values.",
    )
    kind: Kind = Field(description="The sort of task it sets.")
    competencies: Annotated[Listed[Id], Some] = Field(
        json_schema_extra=ONE_OR_MORE,
        description="What it gives evidence of, the main one first; ids of the vocabulary.",
        examples=[["model-evaluation", "communication"]],
    )
    difficulty: int = Field(
        ge=1, le=5, description="1 (warm-up) to 5 (hard), for a candidate of that seniority."
    )
    minutes: int = Field(
        ge=1, le=120, description="For asking, answering and follow-ups together.", examples=[8]
    )
    prompt: Prose = Field(description="Markdown, read aloud and shown to the candidate.")
    handout: Prose | None = Field(
        default=None, description="Markdown the candidate gets on paper: code, a table, figures."
    )
    hints: tuple[Hint, ...] = Field(
        default=(), max_length=2, description="Scripted help, in the order in which it is given."
    )
    figures: Phrase | None = Field(
        default=None,
        description="The numbers and words to hear, in the order of the answer.",
        examples=["excess 44, 41 and 36, 11; follow-up 82"],
    )
    answer: Prose = Field(
        description="Markdown: what is right, with the reasoning; maths between dollar signs."
    )
    key_points: Annotated[tuple[KeyPoint, ...], Some] = Field(
        json_schema_extra=ONE_OR_MORE, description="What a complete answer contains."
    )
    follow_ups: Annotated[tuple[FollowUp, ...], Some] = Field(
        json_schema_extra=ONE_OR_MORE,
        description="Scripted probes, each with what to listen for.",
    )
    signals: Signals
    references: tuple[Reference, ...] = Field(
        default=(), description="Published sources of its facts and figures."
    )
    source: QuestionSource | None = Field(
        default=None,
        exclude_if=operator.not_,  # kits of questions without one keep their id
        description="The work that it was taken from.",
    )
    case: Id | None = Field(
        default=None,
        exclude_if=operator.not_,
        description="The case that it is about, by its id; questions of a case are asked one "
        "after another, in the order of the file.",
        examples=["leaving-customers"],
    )
    translations: Translations = Field(
        default={},
        exclude_if=operator.not_,
        description="What the candidate reads, in other languages, by their tags (BCP 47).",
    )


class Question(QuestionContent):
    """A question with all that is needed to ask and rate it; its category is its file's name."""

    seniority: Listed[SeniorityId] = Field(
        min_length=1,
        description="The levels it suits, of those that the vocabulary lists.",
        examples=[["mid", "senior"]],
    )
    tags: Listed[Id] = Field(
        default=(),
        description="Topic words that cut across the categories.",
        examples=[["llm", "cost"]],
    )
    attributes: Mapping[Id, AttributeNumber] = Field(
        default={},
        description="Numbers for rows of blueprints, with up to three decimals; their names are "
        "ids of the vocabulary.",
        examples=[{"words": 120}],
    )
    rubric: Rubric
    enemies: Listed[Id] = Field(
        default=(),
        description="Ids of the questions it must not meet in one loop: near-duplicates, and "
        "those whose answer it gives away.",
    )
    requires: Listed[Id] = Field(
        default=(),
        description="Ids of the questions that are asked before it, in the same round, whenever "
        "it is asked.",
    )
    covers: Listed[Line] = Field(
        default=(),
        description="Where the topic comes from, in your own notation.",
        examples=[["handbook/metrics"]],
    )
    solution: Line | None = Field(
        default=None,
        description="A reference solution: the path of its file, from the bank's folder.",
        examples=["solutions/kmeans_from_scratch.py"],
    )
    checks: Line | None = Field(
        default=None,
        description="Tests of candidates' code for `kitgen tests`: the path of their file, from "
        "the bank's folder.",
        examples=["checks/kmeans_from_scratch.py"],
    )
    status: Status = Field(
        default="draft",
        description="Only reviewed questions are chosen for a kit. A draft needs id, title and "
        "prompt only.",
    )
    unfilled: tuple[str, ...] = Field(
        default=(), exclude=True, description="Keys with a text of a skeleton that is to replace."
    )
    admitted: bool = Field(
        default=False, exclude=True, description="Whether a pack may ask it unfinished."
    )
    override: bool = Field(
        default=False, description="Whether it takes the place of one of another bank."
    )
    allow: Mapping[Id, Line] = Field(
        default={},
        description="Rules of `kitgen check` switched off for this question: rule id, and why.",
        examples=[{"near-duplicate": "The easier variant, for juniors."}],
    )

    @property
    def to_write(self) -> tuple[str, ...]:
        """The keys that nobody has written: those left out, and those with a skeleton's text."""
        return (*self.unwritten, *self.unfilled)

    @property
    def is_draft(self) -> bool:
        """Whether it is not yet to be asked: a draft, or one with a text of a skeleton."""
        return self.status == "draft" or bool(self.unfilled)

    def own_anchors(self, name: str) -> Anchors:
        """Return the anchors written for a seniority alone, or those of `default`, by level."""
        return self.rubric.get(name, {})

    def anchors(self, seniority: str) -> dict[int, str]:
        """Return the anchors in force for `seniority`, by level."""
        return dict(self.rubric[DEFAULT]) | dict(self.own_anchors(seniority))
