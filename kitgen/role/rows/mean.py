"""A row about the mean difficulty of a round, or of the loop."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from kitgen.role.rows.base import BaseRow, Bound, Loosening, Side, Skip

EASIEST, HARDEST = 1, 5  # the scale of difficulty, and so of its mean
_USUAL_TOLERANCE = 0.5
_DECIMALS = 3
PER_LEVEL: int = 10**_DECIMALS  # what a level counts in the bounds of a mean
_TENTH = 0.1  # by which `within` and `about` change in search of a number that works


def _with_few_decimals(value: float) -> float:
    exponent = Decimal(str(value)).as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_DECIMALS:
        raise ValueError(f"{value:g} has more than {_DECIMALS} decimals")
    return value


Level = Annotated[float, AfterValidator(_with_few_decimals)]


class Mean(BaseRow):
    """How hard the questions are in the mean."""

    called: ClassVar[str] = "a row with mean"

    mean: Literal["difficulty"] = Field(description="Keeps the mean difficulty near `about`.")
    about: Level = Field(ge=EASIEST, le=HARDEST, description="The mean to come near to.")
    within: Level | None = Field(
        default=None,
        ge=0,
        le=HARDEST - EASIEST,
        description="How far off the mean may be; 0.5 when not given.",
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

    def bounds(self, talk: int) -> Iterator[Bound]:
        """Yield the mean as sums, in thousandths of a level: first the lowest, then the highest.

        A mean is not linear in the questions chosen, but its limit can be written as a sum:
        mean ≥ limit is Σ (difficulty − limit) ≥ 0.
        """
        low, high = round(PER_LEVEL * self.lowest), round(PER_LEVEL * self.highest)
        yield Bound(lambda question: PER_LEVEL * question.difficulty - low, lower=0)
        yield Bound(lambda question: PER_LEVEL * question.difficulty - high, upper=0)

    def loosenings(self) -> Iterator[Loosening]:
        """Yield wider and wider tolerances, and means further and further down, and up."""
        before = f"{_USUAL_TOLERANCE} (the default)" if self.within is None else None
        wider = _tenths(self.tolerance, 1, HARDEST - EASIEST)
        yield Loosening(tuple(self.instead("within", n, before) for n in wider))
        for side, direction, last in _DIRECTIONS:
            means = _tenths(self.about, direction, last)
            yield Loosening(tuple(self.instead("about", n) for n in means), False, side)


_DIRECTIONS: tuple[tuple[Side, int, int], ...] = (("lower", -1, EASIEST), ("upper", 1, HARDEST))


def _tenths(first: float, direction: int, last: int) -> Iterator[float]:
    """Yield the numbers after the first, by tenths, as far as the last."""
    for n in range(1, round(abs(last - first) / _TENTH) + 1):
        number = round(first + direction * n * _TENTH, _DECIMALS)
        if abs(number - first) <= abs(last - first):
            yield number
