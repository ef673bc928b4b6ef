"""Rows that name single questions: to ask, to leave out, to ask one before another."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from kitgen.bank.question import Id
from kitgen.role.rows.base import BaseRow, Bound, Loosened, Loosening, Skip
from kitgen.role.rows.filters import OneOrMore


class Include(BaseRow):
    """Questions to ask in any case."""

    called: ClassVar[str] = "a row with include"

    include: OneOrMore[Id] = Field(description="Questions to ask in any case.")
    skip: Skip = False

    def bounds(self, talk: int) -> Iterator[Bound]:
        """Yield each question: it is asked once."""
        for name in self.include:
            yield Bound(lambda question, name=name: int(question.id == name), 1, 1)  # type: ignore[misc]

    def loosenings(self) -> Iterator[Loosening]:
        """Yield the row without each of its questions."""
        for name in self.include:
            yield Loosening((_without(self, "include", name),), about=name)


class Exclude(BaseRow):
    """Questions not to ask."""

    called: ClassVar[str] = "a row with exclude"

    exclude: OneOrMore[Id] = Field(description="Questions not to ask.")
    skip: Skip = False

    def bounds(self, talk: int) -> Iterator[Bound]:
        """Yield the number of these questions that are asked: none."""
        yield Bound(lambda question: int(question.id in self.exclude), 0, 0)

    def loosenings(self) -> Iterator[Loosening]:
        """Yield the row without each of its questions."""
        for name in self.exclude:
            yield Loosening((_without(self, "exclude", name),), about=name)


class Require(BaseRow):
    """Questions to ask before another one, in the same round, whenever that one is asked."""

    called: ClassVar[str] = "a row with question"

    question: Id = Field(description="A question that requires others.")
    requires: OneOrMore[Id] = Field(
        description="Asked before it, in the same round, whenever it is asked."
    )
    skip: Skip = False

    def bounds(self, talk: int) -> Iterator[Bound]:
        """Yield each required question: in any one round it is asked whenever the other is."""
        for name in self.requires:
            sign = {self.question: 1, name: -1}
            yield Bound(lambda question, sign=sign: sign.get(question.id, 0), upper=0)  # type: ignore[misc]

    def loosenings(self) -> Iterator[Loosening]:
        """Yield the blueprint without the row."""
        yield Loosening((self.left_out(),))


def _without(row: Include | Exclude, key: str, name: str) -> Loosened:
    rest = tuple(other for other in getattr(row, key) if other != name)
    left = row.model_copy(update={key: rest}) if rest else None
    return Loosened(f"no longer {key} '{name}'", left)
