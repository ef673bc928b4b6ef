"""A row about the mean of an attribute over a round, or over the loop."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field, ValidationInfo, field_validator, model_validator

from kitgen.bank.numbers import AttributeNumber, Tolerance, thousandths
from kitgen.bank.quantity import DIFFICULTY, number_of
from kitgen.bank.question import Id, Question
from kitgen.role.rows.base import BaseRow, Bound, Loosened, Loosening, Side, Skip
from kitgen.role.rows.filters import Filters
from kitgen.role.rows.sums import MOST_STEPS, step_of

EASIEST, HARDEST = 1, 5  # the scale of difficulty, and so of its mean
_USUAL_TOLERANCE = 0.5  # levels of difficulty; other attributes have none


class Mean(BaseRow, Filters):
    """The mean of an attribute, over the questions of a sort that have it."""

    called: ClassVar[str] = "a row with mean"

    mean: Id = Field(
        description="Keeps the mean near `about`: of difficulty, minutes, or an attribute of the "
        "vocabulary.",
        examples=["difficulty"],
    )
    about: AttributeNumber = Field(
        description="The mean to come near to; 1 to 5 for difficulty.", examples=[3.5]
    )
    within: Tolerance | None = Field(
        default=None,
        description="How far off the mean may be; 0.5 for difficulty when not given.",
        examples=[0.4],
    )
    skip: Skip = False

    @property
    def tolerance(self) -> float:
        """How far off the mean may be."""
        return _USUAL_TOLERANCE if self.within is None else self.within

    @property
    def lowest(self) -> float:
        """The lowest mean that is allowed."""
        return self.about - self.tolerance

    @property
    def highest(self) -> float:
        """The highest mean that is allowed."""
        return self.about + self.tolerance

    @property
    def step(self) -> float:
        """By how much `within` and `about` change in search of a number that works."""
        return step_of(self.about, self.tolerance)

    def bounds(self, talk: int) -> Iterator[Bound]:
        """Yield the mean as sums, in thousandths: first the lowest, then the highest.

        A mean is not linear in the questions chosen, but its limit can be written as a sum:
        mean ≥ limit is Σ (value − limit) ≥ 0, over the questions that have a value.
        """
        low, high = thousandths(self.lowest), thousandths(self.highest)
        yield Bound(lambda question: self._above(question, low), lower=0)
        yield Bound(lambda question: self._above(question, high), upper=0)

    def _above(self, question: Question, limit: int) -> int:
        """Return by how many thousandths a question is above a limit; 0 if it does not enter."""
        number = self.number(question)
        return 0 if number is None else thousandths(number) - limit

    def number(self, question: Question) -> float | None:
        """Return what a question brings into the mean; None if it does not enter."""
        return number_of(question, self.mean) if self.matches(question) else None

    def loosenings(self) -> Iterator[Loosening]:
        """Yield wider and wider tolerances, and means further and further down, and up."""
        yield Loosening(tuple(self._wider()))
        for side, direction, last in _DIRECTIONS:
            yield Loosening(tuple(self._moved(direction, last)), False, side)

    def _wider(self) -> Iterator[Loosened]:
        """Yield wider tolerances, the widest of which allows any difficulty, or else no row."""
        before = f"{_USUAL_TOLERANCE} (the default)" if self.within is None else None
        widest = HARDEST - EASIEST if self.mean == DIFFICULTY else None
        for number in self._steps(self.tolerance, 1, widest):
            yield self.instead("within", number, before)
        if widest is None:
            yield self.left_out()

    def _moved(self, direction: int, last: int) -> Iterator[Loosened]:
        end = last if self.mean == DIFFICULTY else None
        for number in self._steps(self.about, direction, end):
            yield self.instead("about", number)

    def _steps(self, first: float, direction: int, last: float | None) -> Iterator[float]:
        """Yield the numbers after the first, step by step, as far as the last if there is one."""
        for n in range(1, MOST_STEPS + 1):
            number = round(first + direction * n * self.step, 3)
            if last is not None and abs(number - first) > abs(last - first):
                return
            yield number

    @field_validator("about")
    @classmethod
    def _on_the_scale(cls, value: float, info: ValidationInfo) -> float:
        if info.data.get("mean") == DIFFICULTY and not EASIEST <= value <= HARDEST:
            raise ValueError(f"must be from {EASIEST} to {HARDEST}, as difficulty is")
        return value

    @field_validator("within")
    @classmethod
    def _as_wide_as_the_scale(cls, value: float | None, info: ValidationInfo) -> float | None:
        widest = HARDEST - EASIEST
        if info.data.get("mean") == DIFFICULTY and value is not None and value > widest:
            raise ValueError(f"must be at most {widest}, as difficulty is {EASIEST} to {HARDEST}")
        return value

    @model_validator(mode="after")
    def _has_a_tolerance(self) -> "Mean":
        if self.mean != DIFFICULTY and self.within is None:
            raise ValueError(f"needs within: how far off the mean of {self.mean} may be")
        return self


_DIRECTIONS: tuple[tuple[Side, int, int], ...] = (("lower", -1, EASIEST), ("upper", 1, HARDEST))
