"""Rows with a number: so many questions, or so many minutes."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from kitgen.bank.question import Question
from kitgen.role.rows.base import BaseRow, Bound, Loosened, Loosening, Skip
from kitgen.role.rows.filters import Filters

# The upper bound is for the solver, which tries each number below one that is impossible.
Number = Annotated[int, Field(ge=0, le=10_000)]
# How far a number is raised in search of one that works: twice as many questions as an interview
# asks at most, or four hours.
_MORE_QUESTIONS, _MORE_MINUTES = 30, 240


class Amount(BaseRow):
    """A row with a least and a most."""

    farthest: ClassVar[int]

    count: Annotated[int, Field(ge=1, le=10_000)] | None = Field(
        default=None, description="Exactly so many.", examples=[3]
    )
    at_least: Number | None = Field(default=None, description="So many or more.", examples=[1])
    at_most: Number | None = Field(default=None, description="So many or fewer.", examples=[2])

    @property
    def bounded(self) -> tuple[str, ...]:
        """The keys that give a number."""
        names = ("count", "at_least", "at_most")
        return tuple(name for name in names if getattr(self, name) is not None)

    @property
    def least(self) -> int:
        """How many questions, or minutes, the row asks for at least: one without a number."""
        if self.count is not None:
            return self.count
        if not self.bounded:
            return 1
        return self.at_least or 0

    @property
    def asks(self) -> bool:
        """Whether the row cannot be met without a question."""
        return self.least > 0

    @property
    def most(self) -> int | None:
        """How many it allows; None is without limit."""
        return self.at_most if self.count is None else self.count

    def loosenings(self) -> Iterator[Loosening]:
        """Yield lower numbers, and higher ones where there is a most."""
        if self.count is not None:
            fewer = [self.instead("count", n) for n in range(self.count - 1, 0, -1)]
            more = range(self.count + 1, self.count + self.farthest)
            # Two may be impossible where three are possible: each number is tried by itself.
            yield Loosening((*fewer, self.left_out()), nested=False, side="lower")
            higher = tuple(self.instead("count", n) for n in more)
            yield Loosening(higher, nested=False, side="upper")
            return
        yield Loosening(tuple(self._with_less()), side="lower")
        if self.at_most is not None:
            more = range(self.at_most + 1, self.at_most + self.farthest)
            yield Loosening(tuple(self.instead("at_most", n) for n in more), side="upper")

    def _with_less(self) -> Iterator[Loosened]:
        """Yield lower and lower numbers; a row that would then ask for nothing is left out.

        A round that asks only the categories of its rows may need it for its category all the same.
        """
        before = "1 (the default)" if self.at_least is None else None
        for number in range(self.least - 1, 0, -1):
            yield self.instead("at_least", number, before)
        if self.least and self.at_most is None:
            yield self.left_out()
        if self.least:
            yield self.instead("at_least", 0, before)

    @model_validator(mode="after")
    def _numbers_agree(self) -> "Amount":
        if self.count is not None and len(self.bounded) > 1:
            raise ValueError(f"count is exact; leave out {self.bounded[1]}")
        both = self.at_least is not None and self.at_most is not None
        if both and self.least > (self.most or 0):
            raise ValueError(f"at_least {self.at_least} is above at_most {self.at_most}")
        return self


class Count(Amount, Filters):
    """How many questions of which sort; without a number, at least one.

    With `each`, the row is about every category, competency or other value by itself.
    """

    called: ClassVar[str] = "a row that counts questions"
    farthest: ClassVar[int] = _MORE_QUESTIONS

    each: Literal["competency", "category", "kind", "tag", "difficulty", "question"] | None = Field(
        default=None,
        description="The row applies to each value by itself: to those that it lists, or else to "
        "all competencies of the role, all categories or questions of the round.",
    )
    across: Literal["forms"] | None = Field(
        default=None,
        description="The row is about all forms of a run together, and not about each of them.",
    )
    skip: Skip = False

    @property
    def is_section(self) -> bool:
        """Whether the row names categories that its round asks, and when in the round."""
        return self.category is not None and self.each is None and not self.skip

    @property
    def listed(self) -> tuple[Any, ...] | None:
        """The values that the row with `each` lists; None where it leaves them open."""
        values: tuple[Any, ...] | None = getattr(self, self._listing)
        return values

    def of_one(self, value: Any) -> "Count":
        """Return what a row with `each` means for one value."""
        return self.model_copy(update={"each": None, self._listing: (value,)})

    @property
    def _listing(self) -> str:
        return "questions" if self.each == "question" else str(self.each)

    def bounds(self, talk: int) -> Iterator[Bound]:
        """Yield the number of questions that fit."""
        yield Bound(self._counted, self.least, self.most)

    def _counted(self, question: Question) -> int:
        return 1 if self.matches(question) else 0

    @model_validator(mode="after")
    def _says_something(self) -> "Count":
        if not (self.filtered or self.bounded or self.each):
            raise ValueError(
                "is empty; name a category, kind, competency, tag, difficulty or a count"
            )
        listed = self.each is None or self.listed is not None
        if self.each in {"kind", "tag", "difficulty"} and not listed:
            raise ValueError(f"each: {self.each} needs the list of them, as {self.each}: […]")
        return self


class Minutes(Amount, Filters):
    """How many minutes the questions of a sort take; of all questions, with opening and closing."""

    called: ClassVar[str] = "a row with sum"
    farthest: ClassVar[int] = _MORE_MINUTES

    sum: Literal["minutes"] = Field(
        description="The bounds are minutes, not questions; without a filter, opening, "
        "closing and the reading of cases count too.",
    )
    skip: Skip = False

    @property
    def is_section(self) -> bool:
        """Whether the row names categories that its round asks, and when in the round."""
        return self.category is not None and not self.skip

    def bounds(self, talk: int) -> Iterator[Bound]:
        """Yield the minutes that questions take; opening and closing are there already."""
        talk = self.talk(talk)
        upper = None if self.most is None else self.most - talk
        yield Bound(self._taken, self.least - talk, upper)

    def talk(self, minutes: int) -> int:
        """Return how many of the minutes of opening and closing the row counts: all or none."""
        return 0 if self.filtered else minutes

    def _taken(self, question: Question) -> int:
        return question.minutes if self.matches(question) else 0

    @model_validator(mode="after")
    def _has_a_number(self) -> "Minutes":
        if not self.bounded:
            raise ValueError("needs at_least, at_most or count, in minutes")
        return self
