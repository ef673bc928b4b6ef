"""Which questions a row is about."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, Field, PlainSerializer

from kitgen.bank.quantity import number_of
from kitgen.bank.question import Id, Question, SeniorityId
from kitgen.files.model import Listed, Model
from kitgen.literals import Kind
from kitgen.role.rows.span import Span

T = TypeVar("T")


def _as_written(value: tuple[Any, ...]) -> Any:
    return value[0] if len(value) == 1 else value


OneOrMore = Annotated[Listed[T], PlainSerializer(_as_written), Field(min_length=1)]
Difficulty = Annotated[int, Field(ge=1, le=5)]


class Traits(Model):
    """The questions that fit all keys given; a list means any of its values."""

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
    case: OneOrMore[Id] | None = Field(
        default=None,
        description="The case that the question is about.",
        examples=["leaving-customers"],
    )
    seniority: OneOrMore[SeniorityId] | None = Field(
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
    attributes: Mapping[Id, Span] | None = Field(
        default=None,
        min_length=1,
        description="Minutes, difficulty or attributes of the vocabulary that are in a range; a "
        "question that lacks one does not fit.",
        examples=[{"minutes": {"at_most": 8}}],
    )

    @property
    def named(self) -> tuple[str, ...]:
        """The keys of these that are given."""
        return tuple(name for name in TRAITS if getattr(self, name) is not None)

    def fits(self, question: Question) -> bool:
        """Tell whether a question fits all keys given."""
        for name in _LISTED:
            wanted = getattr(self, name)
            if wanted is not None and not any(value in wanted for value in values(question, name)):
                return False
        spans = (self.attributes or {}).items()
        return all(span.includes(number_of(question, name)) for name, span in spans)


TRAITS = tuple(Traits.model_fields)
# The traits that list values, of which a question has one.
_LISTED = tuple(name for name in TRAITS if name != "attributes")


def _some(traits: Traits) -> Traits:
    if not traits.named:
        raise ValueError("is empty; name a category, kind, competency, tag or other key of a row")
    return traits


SomeTraits = Annotated[Traits, AfterValidator(_some)]


class Filters(Traits):
    """Which questions a row is about: also those, and without those, that fit further keys."""

    also: SomeTraits | None = Field(
        default=None,
        description="Further keys that the questions fit: `tag: llm, also: {tag: cost}` has both.",
        examples=[{"tag": "cost"}],
    )
    without: SomeTraits | None = Field(
        default=None,
        description="Leaves out the questions that fit all of these keys.",
        examples=[{"kind": "coding"}],
    )

    @property
    def filtered(self) -> tuple[str, ...]:
        """The keys that say which questions the row is about."""
        further = tuple(name for name in _FURTHER if getattr(self, name) is not None)
        return (*self.named, *further)

    def matches(self, question: Question) -> bool:
        """Tell whether a question is among those the row is about."""
        if self.also is not None and not self.also.fits(question):
            return False
        if self.without is not None and self.without.fits(question):
            return False
        return self.fits(question)


_FURTHER = ("also", "without")


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
