"""A row about the sum of an attribute: of difficulty, or of a number that the bank defines."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from kitgen.bank.numbers import THOUSAND, SumNumber, thousandths
from kitgen.bank.quantity import MINUTES, number_of
from kitgen.bank.question import Id, Question
from kitgen.role.rows.base import BaseRow, Bound, Loosened, Loosening, Skip
from kitgen.role.rows.filters import Filters
from kitgen.role.rows.span import check_limits

# So many steps are taken in search of a number that works: they reach ten times as far at least.
MOST_STEPS = 100


def step_of(*numbers: float) -> float:
    """Return by how much numbers are changed in search of one that works.

    The second digit of the largest changes by one: 300 by 10, 2.5 by 0.1.
    """
    largest = max(abs(thousandths(number)) for number in numbers) or THOUSAND
    digits = len(str(largest))
    return float(10 ** max(0, digits - 2)) / THOUSAND


class Sum(BaseRow, Filters):
    """The sum of an attribute over the questions of a sort; one without it adds nothing."""

    called: ClassVar[str] = "a row that adds up an attribute"

    # Sums of minutes are rows of another kind, which the schema must tell apart.
    sum: Annotated[Id, Field(json_schema_extra={"not": {"const": MINUTES}})] = Field(
        description="Or the bounds are a sum of difficulty, or of an attribute of the vocabulary.",
        examples=["words"],
    )
    at_least: SumNumber | None = Field(default=None, description="So many or more.", examples=[1.5])
    at_most: SumNumber | None = Field(default=None, description="So many or fewer.", examples=[300])
    skip: Skip = False

    @property
    def is_section(self) -> bool:
        """Whether the row names categories that its round asks, and when in the round."""
        return self.category is not None and not self.skip

    @property
    def asks(self) -> bool:
        """Whether the row cannot be met without a question."""
        above = self.at_least is not None and self.at_least > 0
        return above or (self.at_most is not None and self.at_most < 0)

    def bounds(self, talk: int) -> Iterator[Bound]:
        """Yield the sum in thousandths: what it is at least, then what it is at most."""
        if self.at_least is not None:
            yield Bound(self._added, lower=thousandths(self.at_least))
        if self.at_most is not None:
            yield Bound(self._added, upper=thousandths(self.at_most))

    def _added(self, question: Question) -> int:
        number = number_of(question, self.sum) if self.matches(question) else None
        return 0 if number is None else thousandths(number)

    def loosenings(self) -> Iterator[Loosening]:
        """Yield lower and lower numbers for the least, higher and higher ones for the most."""
        for key, direction in (("at_least", -1), ("at_most", 1)):
            if getattr(self, key) is not None:
                yield Loosening(tuple(self._further(key, direction)))

    def _further(self, key: str, direction: int) -> Iterator[Loosened]:
        """Yield numbers further and further from that of a key, and the row without the key."""
        number = getattr(self, key)
        step = step_of(*(value for value in (self.at_least, self.at_most) if value is not None))
        for n in range(1, MOST_STEPS + 1):
            further = round(number + direction * n * step, 3)
            yield self.instead(key, further)
        if self.at_least is None or self.at_most is None:
            yield self.left_out()

    @model_validator(mode="after")
    def _numbers_agree(self) -> "Sum":
        check_limits(self.at_least, self.at_most)
        return self
