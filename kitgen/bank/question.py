"""One question of the bank, with all that an interviewer needs to ask and to rate it."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field

from kitgen.errors import suggest
from kitgen.files.model import Line, Listed, Model, Phrase, Prose
from kitgen.literals import SENIORITIES, Kind, Seniority, Status

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, Field(pattern=ID_PATTERN)]
Anchors = Mapping[int, Phrase]


def _flag_or_seniority(value: object) -> object:
    if isinstance(value, bool) or value in SENIORITIES:
        return value
    near = suggest(value, SENIORITIES) if isinstance(value, str) else ""
    raise ValueError(f"must be true, false or one of {', '.join(SENIORITIES)}{near}")


# True, false, or the lowest seniority for which it is true.
Needed = Annotated[bool | Seniority, BeforeValidator(_flag_or_seniority)]
OwnAnchors = Annotated[
    Anchors | None,
    Field(description="For this seniority, instead of default's at the same levels."),
]
Doi = Annotated[str, Field(pattern=r"^10\.\d{4,9}/\S+$", examples=["10.1038/nature14539"])]
Url = Annotated[str, Field(pattern=r"^https://\S+$", examples=["https://arxiv.org/abs/1711.05101"])]


class Hint(Model):
    """Help that everybody who is stuck at the same place gets in the same words."""

    when: Phrase = Field(
        description="What the interviewer sees or hears before giving it.",
        examples=["No number after two minutes"],
    )
    say: Phrase = Field(description="Read aloud, word for word.")


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


def is_needed(needed: Needed, seniority: Seniority) -> bool:
    """Tell whether a point or a follow-up is counted for candidates of `seniority`."""
    if isinstance(needed, bool):
        return needed
    return SENIORITIES.index(seniority) >= SENIORITIES.index(needed)


class Rubric(Model):
    """What an answer looks like at each level of the scale, for this question.

    The anchors of a seniority replace those of `default` level by level.
    """

    default: Anchors = Field(description="An anchor for every level of the scale, as `3: text`.")
    junior: OwnAnchors = None
    mid: OwnAnchors = None
    senior: OwnAnchors = None
    staff: OwnAnchors = None

    def anchors(self, seniority: Seniority) -> dict[int, str]:
        """Return the anchors in force for `seniority`, by level."""
        return dict(self.default) | dict(getattr(self, seniority) or {})


class Reference(Model):
    """A published source of a fact or figure."""

    title: Line = Field(
        description="Authors, title, where and when it was published.",
        examples=["Loshchilov & Hutter, Decoupled Weight Decay Regularization, ICLR 2019"],
    )
    doi: Doi | None = Field(default=None, description="Its DOI, without https://doi.org/.")
    url: Url | None = Field(default=None, description="Its address.")


class QuestionContent(Model):
    """What a question contains, in the bank and in a kit."""

    id: Id = Field(description="Unique in the bank.", examples=["bias-variance-tradeoff"])
    title: Line = Field(
        max_length=48,
        description="A label that gives no answer away: the candidate may see it.",
        examples=["Bias and variance"],
    )
    category: str
    kind: Kind = Field(description="The sort of task it sets.")
    competencies: Listed[Id] = Field(
        min_length=1,
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
    key_points: tuple[KeyPoint, ...] = Field(
        min_length=1, description="What a complete answer contains."
    )
    follow_ups: tuple[FollowUp, ...] = Field(
        min_length=1, description="Scripted probes, each with what to listen for."
    )
    signals: Signals
    references: tuple[Reference, ...] = Field(
        default=(), description="Published sources of its facts and figures."
    )


class Question(QuestionContent):
    """A question with all that is needed to ask and rate it; its category is its file's name."""

    seniority: Listed[Seniority] = Field(
        min_length=1, description="The levels it suits.", examples=[["mid", "senior"]]
    )
    tags: Listed[Id] = Field(
        default=(),
        description="Topic words that cut across the categories.",
        examples=[["llm", "cost"]],
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
        default="draft", description="Only reviewed questions are chosen for a kit."
    )
    override: bool = Field(
        default=False, description="Whether it takes the place of one of another bank."
    )
    allow: Mapping[Id, Line] = Field(
        default={},
        description="Rules of `kitgen check` switched off for this question: rule id, and why.",
        examples=[{"near-duplicate": "The easier variant, for juniors."}],
    )
