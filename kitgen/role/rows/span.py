"""Between which numbers an attribute of a question is."""

from pydantic import Field, model_validator

from kitgen.bank.numbers import AttributeNumber, in_words
from kitgen.files.model import Model


class Span(Model):
    """A least number, a most, or both, for one attribute."""

    at_least: AttributeNumber | None = Field(
        default=None, description="So many or more.", examples=[10]
    )
    at_most: AttributeNumber | None = Field(
        default=None, description="So many or fewer.", examples=[100]
    )

    def includes(self, number: float | None) -> bool:
        """Tell whether a number is in it; None, of a question without the attribute, is not."""
        if number is None:
            return False
        if self.at_least is not None and number < self.at_least:
            return False
        return self.at_most is None or number <= self.at_most

    @property
    def limit(self) -> float:
        """A number that is in it, at one of its ends."""
        if self.at_least is not None:
            return self.at_least
        return self.at_most or 0.0

    @model_validator(mode="after")
    def _numbers_agree(self) -> "Span":
        check_limits(self.at_least, self.at_most)
        return self


def check_limits(at_least: float | None, at_most: float | None) -> None:
    """Raise ValueError where no number is given, or the least is above the most."""
    if at_least is None and at_most is None:
        raise ValueError("needs at_least or at_most")
    if at_least is not None and at_most is not None and at_least > at_most:
        raise ValueError(f"at_least {in_words(at_least)} is above at_most {in_words(at_most)}")
