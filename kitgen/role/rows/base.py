"""What every kind of row offers: its words, its bounds, and how it could be loosened."""

from abc import abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from kitgen.bank.numbers import in_words
from kitgen.bank.question import Question
from kitgen.files.model import Model

Skip = Annotated[bool, Field(description="Switches the row off.")]
# Keys that are read before the others, whatever their order in the file.
_READ_FIRST = {"each", "sum", "mean"}


Side = Literal["lower", "upper"]


@dataclass(frozen=True, slots=True)
class Bound:
    """lower ≤ Σ value of the questions asked ≤ upper; None is no limit."""

    value: Callable[[Question], int]
    lower: int | None = None
    upper: int | None = None


@dataclass(frozen=True, slots=True)
class Loosened:
    """A row made looser, in the user's words; without a row, it is left out."""

    words: str
    row: "BaseRow | None"


@dataclass(frozen=True, slots=True)
class Loosening:
    """Looser and looser rows, the nearest first.

    `nested`: each allows every choice that those before it allow, so that where one works, all
    after it do. With a `side`, step n moves that limit of all bounds by n + 1. `about` is the
    question that a step no longer names.
    """

    steps: tuple[Loosened, ...]
    nested: bool = True
    side: Side | None = None
    about: str | None = None


class BaseRow(Model):
    """One row of a blueprint; `called` names its kind in messages."""

    called: ClassVar[str]

    @property
    def words(self) -> str:
        """The row as a user writes it."""
        written = self.model_dump(exclude_none=True, exclude_defaults=True)
        keys = sorted(written, key=lambda key: key not in _READ_FIRST)
        return ", ".join(f"{key}: {_text(written[key])}" for key in keys)

    @abstractmethod
    def bounds(self, talk: int) -> Iterator[Bound]:
        """Yield what the row asks of the questions of its rounds.

        `talk` is the minutes of opening and closing of these rounds.
        """

    @abstractmethod
    def loosenings(self) -> Iterator[Loosening]:
        """Yield for each number or name of the row how it could be loosened."""

    def instead(self, key: str, value: Any, before: object = None) -> Loosened:
        """Return the row with another value of `key`; `before` is what it replaces."""
        old = getattr(self, key) if before is None else before
        words = f"{key}: {_text(value)} instead of {_text(old)}, in '{self.words}'"
        return Loosened(words, self.model_copy(update={key: value}))

    def left_out(self) -> Loosened:
        """Return the blueprint without this row."""
        return Loosened(f"leave out '{self.words}'", None)


def _text(value: Any) -> str:
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_text, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_text(part)}' for key, part in value.items())}}}"
    return in_words(value) if isinstance(value, float) else str(value)
