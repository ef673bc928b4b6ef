"""A blueprint, row by row: what a round, or a whole loop, must and must not ask."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from kitgen.bank.question import Id, Question
from kitgen.files.model import Model
from kitgen.literals import Kind, Seniority

T = TypeVar("T")


def _listed(value: Any) -> Any:
    return value if isinstance(value, tuple | list) else (value,)


def _as_written(value: tuple[Any, ...]) -> Any:
    return value[0] if len(value) == 1 else value


class _AlsoAlone:
    """Tells editors that one value may stand without its list."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        made = handler(schema)
        return {"anyOf": [made["items"], made]}


OneOrMore = Annotated[
    tuple[T, ...],
    BeforeValidator(_listed),
    PlainSerializer(_as_written),
    Field(min_length=1),
    _AlsoAlone(),
]
Difficulty = Annotated[int, Field(ge=1, le=5)]
Number = Annotated[int, Field(ge=0)]

FILTERS = ("category", "kind", "competency", "tag", "seniority", "difficulty", "questions")
BOUNDS = ("count", "at_least", "at_most")
# What a row is about; one that names none of these counts questions.
_SORTS = ("include", "exclude", "question", "mean", "sum")


class Row(Model):
    """One row: which questions it is about, and how many of them; a list means any of these.

    A row that only names a category asks for at least one question of it.
    """

    category: OneOrMore[Id] | None = Field(
        default=None,
        description="A category of the vocabulary, or several.",
        examples=["ml-theory"],
    )
    kind: OneOrMore[Kind] | None = Field(default=None, description="The sort of task.")
    competency: OneOrMore[Id] | None = Field(
        default=None, description="What the question gives evidence of.", examples=["communication"]
    )
    tag: OneOrMore[Id] | None = Field(
        default=None, description="A topic word of the questions.", examples=["llm"]
    )
    seniority: OneOrMore[Seniority] | None = Field(
        default=None, description="A level that the question suits, beside the role's own."
    )
    difficulty: OneOrMore[Difficulty] | None = Field(
        default=None, description="1 (warm-up) to 5 (hard).", examples=[[4, 5]]
    )
    questions: OneOrMore[Id] | None = Field(
        default=None,
        description="A group of questions, by their ids.",
        examples=[["kmeans-from-scratch"]],
    )
    each: Literal["competency", "category", "kind", "tag", "difficulty"] | None = Field(
        default=None,
        description="The row holds for each of them: those that this row lists, or else all "
        "competencies of the role, all categories of the round.",
    )
    count: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="Exactly so many.", examples=[3]
    )
    at_least: Number | None = Field(default=None, description="So many or more.", examples=[1])
    at_most: Number | None = Field(default=None, description="So many or fewer.", examples=[2])
    sum: Literal["minutes"] | None = Field(
        default=None,
        description="The bounds are minutes, not questions; without a filter, opening and "
        "closing count too.",
    )
    mean: Literal["difficulty"] | None = Field(
        default=None, description="Holds the mean difficulty near `about`."
    )
    about: float | None = Field(default=None, ge=1, le=5, description="The mean to come near to.")
    within: float | None = Field(
        default=None, ge=0, le=4, description="How far off the mean may be; 0.5 when not said."
    )
    include: OneOrMore[Id] | None = Field(default=None, description="Questions to ask in any case.")
    exclude: OneOrMore[Id] | None = Field(default=None, description="Questions not to ask.")
    question: Id | None = Field(default=None, description="A question that requires others.")
    requires: OneOrMore[Id] | None = Field(
        default=None, description="Asked before it, in the same round, whenever it is asked."
    )
    skip: bool = Field(default=False, description="Switches the row off.")

    @property
    def least(self) -> int:
        """How many questions, or minutes, the row asks for at least."""
        if self.count is not None:
            return self.count
        nothing = self.at_least is None and self.at_most is None
        return 1 if nothing else self.at_least or 0

    @property
    def most(self) -> int | None:
        """How many it allows; None is without limit."""
        return self.at_most if self.count is None else self.count

    @property
    def is_section(self) -> bool:
        """Whether the row names categories that its round asks, and when in the round."""
        return self.category is not None and self.each is None and not self.skip

    def matches(self, question: Question) -> bool:
        """Tell whether a question is among those the row is about."""
        return all(
            not set(wanted).isdisjoint(values(question, name))
            for name in FILTERS
            if (wanted := getattr(self, name)) is not None
        )

    def said(self) -> str:
        """Return the row as a user writes it."""
        written = self.model_dump(exclude_none=True, exclude_defaults=True)
        keys = sorted(written, key=lambda key: key not in {"each", "sum", "mean"})
        return ", ".join(f"{key}: {_text(written[key])}" for key in keys)

    @model_validator(mode="after")
    def _makes_sense(self) -> "Row":
        for fault in _faults(self):
            raise ValueError(fault)
        return self


def values(question: Question, name: str) -> tuple[Any, ...]:
    """Return what a question has of the attribute that a filter names."""
    if name == "competency":
        return question.competencies
    if name == "tag":
        return question.tags
    if name == "questions":
        return (question.id,)
    value = getattr(question, name)
    return value if isinstance(value, tuple) else (value,)


def _text(value: Any) -> str:
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_text, value))}]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _said(row: Row, names: tuple[str, ...]) -> list[str]:
    return [name for name in names if getattr(row, name) is not None]


def _faults(row: Row) -> Iterator[str]:
    sorts = _said(row, _SORTS)
    if len(sorts) > 1:
        yield f"{sorts[0]} and {sorts[1]} need a row each"
    sort = sorts[0] if sorts else "count"
    strange = [name for name in _keys(row) if name not in _GO_WITH[sort]]
    if strange:
        what = f"a row with {sort}" if sorts else "a row that counts questions"
        yield f"'{strange[0]}' has no meaning in {what}"
    yield from _bound_faults(row)
    if sort == "sum" and not _said(row, BOUNDS):
        yield "needs at_least, at_most or count, in minutes"
    if sort == "mean" and row.about is None:
        yield "needs about: the mean difficulty to come near to"
    if sort == "question" and row.requires is None:
        yield "needs requires: the questions to ask before it"
    if sort == "count" and not _said(row, (*FILTERS, *BOUNDS, "each")):
        yield "says nothing; name a category, kind, competency, tag, difficulty or a count"
    if row.each in {"kind", "tag", "difficulty"} and getattr(row, row.each) is None:
        yield f"each: {row.each} needs the list of them, as {row.each}: […]"


def _bound_faults(row: Row) -> Iterator[str]:
    bounds = _said(row, BOUNDS)
    if "count" in bounds and len(bounds) > 1:
        yield f"count is exact; leave out {bounds[1]}"
    if row.at_least is not None and row.at_most is not None and row.at_least > row.at_most:
        yield f"at_least {row.at_least} is above at_most {row.at_most}"


def _keys(row: Row) -> list[str]:
    return [name for name in type(row).model_fields if name != "skip" and _said(row, (name,))]


_GO_WITH = {
    "count": {*FILTERS, *BOUNDS, "each"},
    "sum": {"sum", *FILTERS, *BOUNDS},
    "mean": {"mean", "about", "within"},
    "include": {"include"},
    "exclude": {"exclude"},
    "question": {"question", "requires"},
}
