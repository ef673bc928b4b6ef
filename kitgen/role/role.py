"""A role: whom to hire, at which seniority, and the rounds of the loop that find out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from kitgen.bank.numbers import Observations, RoundMinutes, TalkMinutes
from kitgen.bank.question import Id, SeniorityId
from kitgen.bank.vocabulary import OwnScripts
from kitgen.bank.weights import CompetencyWeight, in_shares, mixed
from kitgen.errors import UnknownName, YamlPath
from kitgen.files.model import Line, Listed, Model, Prose
from kitgen.files.names import FileStem
from kitgen.limits import BLUEPRINT_ROWS, ROUNDS
from kitgen.role.coding import CodingRules
from kitgen.role.override import QuestionOverride
from kitgen.role.rows import Count, Minutes, Row, Sum

OPENING = 5
CLOSING = 5
ROUND = 60


# What the weights of competencies ask of the choice of questions.
Evidence = Literal["by-weight", "where-possible", "free"]


class Round(Model):
    """One interview of the loop; minutes include opening and closing."""

    id: Id = Field(
        description="Names the round in file names and --round.", examples=["ml-system-design"]
    )
    title: Line = Field(description="As it is printed.", examples=["ML system design"])
    minutes: RoundMinutes = Field(
        default=ROUND, description="Length, opening and closing included."
    )
    opening: TalkMinutes = Field(default=OPENING, description="Minutes before the first question.")
    closing: TalkMinutes = Field(default=CLOSING, description="Minutes after the last question.")
    blueprint: tuple[Row, ...] = Field(
        min_length=1,
        max_length=BLUEPRINT_ROWS,
        description="What the round asks; categories in the order in which they are asked.",
        examples=[[{"category": "ml-theory", "count": 5}]],
    )

    @property
    def budget(self) -> int:
        """Minutes left for questions."""
        return self.minutes - self.opening - self.closing

    @property
    def sections(self) -> tuple[Count | Minutes | Sum, ...]:
        """The rows that name categories, in the order in which they are asked."""
        amounts = (row for row in self.blueprint if isinstance(row, Count | Minutes | Sum))
        return tuple(row for row in amounts if row.is_section)

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories that rows name, in that order; none where no row names any."""
        named = (name for section in self.sections for name in section.category or ())
        return tuple(dict.fromkeys(named))

    def asks(self, category: str) -> bool:
        """Tell whether a category is named; where no row names any, all are."""
        sections = self.sections
        return not sections or any(category in (row.category or ()) for row in sections)

    @model_validator(mode="after")
    def _time_to_ask(self) -> "Round":
        if self.budget < 1:
            raise ValueError(
                f"{self.minutes} minutes leave none for questions after "
                f"{self.opening} of opening and {self.closing} of closing"
            )
        return self


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row, its place in the role, and the numbers of the rounds that it is about, from 0."""

    place: YamlPath
    row: Row
    rounds: tuple[int, ...]


class Weight(Model):
    """How much a competency counts in the score."""

    id: Id = Field(description="A competency of the vocabulary.", examples=["model-evaluation"])
    weight: CompetencyWeight = Field(
        description="How much it counts beside the others (3), or which share of the score it is "
        "(50 % or 0.5); one way for all competencies of a role.",
        examples=[3, "50 %"],
    )


def _one_measure(weights: tuple[Weight, ...]) -> tuple[Weight, ...]:
    """Refuse shares beside whole numbers, and shares that are not the whole score."""
    numbers = [weight.weight for weight in weights]
    if mixed(numbers):
        raise ValueError(
            "weights are all shares (50 %) or all whole numbers (3), not both; competencies: "
            "{only: …} leaves out those of the role that is extended"
        )
    if in_shares(numbers) and sum(numbers) != 100:
        raise ValueError(
            f"the shares add up to {sum(numbers)} %, not to 100 %; whole numbers need no sum, such "
            "as weight: 1 for each of three"
        )
    return weights


class Role(Model):
    """A role; `name` is the stem of its file."""

    name: FileStem
    title: Line = Field(description="As it is printed.", examples=["Senior ML Engineer"])
    seniority: SeniorityId = Field(
        description="Whose questions and anchors are used: one that the vocabulary lists.",
        examples=["senior"],
    )
    summary: Line | None = Field(default=None, description="What the role does, in a sentence.")
    competencies: Annotated[tuple[Weight, ...], AfterValidator(_one_measure)] = Field(
        default=(),
        description="What to hire for; none means all, equally.",
        examples=[[{"id": "model-evaluation", "weight": 3}]],
    )
    must_pass: Listed[Id] = Field(
        default=(),
        description="Competencies without which the verdict stays below the bar.",
        examples=[["coding"]],
    )
    scale: Id | None = Field(default=None, description="A scale of the vocabulary.")
    bar: int | None = Field(
        default=None,
        description="The lowest level that meets the standard, if not the scale's.",
        examples=[3],
    )
    rule: Prose | None = Field(
        default=None,
        description="How a level follows from the notes, if not as the scale has it.",
    )
    scripts: OwnScripts | None = Field(
        default=None, description="Scripts that this role words differently."
    )
    coding: CodingRules | None = Field(
        default=None,
        description="What is allowed in coding questions; printed where a round asks any.",
        examples=[{"runs": True, "documentation": True, "assistant": False}],
    )
    borrow: Listed[SeniorityId] = Field(
        default=(),
        description="Levels whose questions may be asked where the role's own do not suffice.",
        examples=[["mid"]],
    )
    evidence: Evidence = Field(
        default="where-possible",
        description="by-weight: of the loop's questions each competency gets at least the share "
        "of its weight, rounded down, and at least as many as `observations`; where-possible: the "
        "same, but where the bank lacks such questions, others are asked, and kitgen says so; "
        "free: the weights change the score only.",
    )
    observations: Observations = Field(
        default=2,
        description="How many questions of the loop give evidence of each competency that has a "
        "weight or must be passed, at least; with 1, a competency may rest on a single answer.",
    )
    blueprint: tuple[Row, ...] = Field(
        default=(),
        max_length=BLUEPRINT_ROWS,
        description="Rows about all rounds together.",
        examples=[[{"tag": "llm", "at_least": 1}]],
    )
    rounds: tuple[Round, ...] = Field(
        min_length=1, max_length=ROUNDS, description="The interviews of the loop, in order."
    )
    questions: Mapping[Id, QuestionOverride] = Field(
        default_factory=dict,
        description="Changes to questions, by question id.",
        examples=[{"high-auc-mostly-false-alerts": {"weight": 2}}],
    )

    def written_rows(self) -> Iterator[PlacedRow]:
        """Yield every row, also those that are switched off."""
        every = tuple(range(len(self.rounds)))
        for m, row in enumerate(self.blueprint):
            yield PlacedRow(("blueprint", m), row, every)
        for n, round_ in enumerate(self.rounds):
            for m, row in enumerate(round_.blueprint):
                yield PlacedRow(("rounds", n, "blueprint", m), row, (n,))

    def rows(self) -> Iterator[PlacedRow]:
        """Yield every row that is switched on: a row with `skip` is as if it were not there."""
        for placed in self.written_rows():
            if not placed.row.skip:
                yield placed


def pick_rounds(role: Role, names: Sequence[str]) -> tuple[Round, ...]:
    """Return the rounds of those names, or all; raises UnknownName."""
    known = [round_.id for round_ in role.rounds]
    for name in names:
        if name not in known:
            raise UnknownName("round", name, known)
    return tuple(r for r in role.rounds if not names or r.id in names)
