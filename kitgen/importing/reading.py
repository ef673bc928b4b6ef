"""What a reader makes of a file: questions, notes for the report, and all text that it has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["kept", "changed", "dropped"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file something is: a line, or the number of a `unit` such as a row."""

    file: str
    number: int
    unit: str = ""

    def __str__(self) -> str:
        return (
            f"{self.file}, {self.unit} {self.number}" if self.unit else f"{self.file}:{self.number}"
        )

    def after(self, lines: int) -> "Place":
        """Return the place so many lines further on; a row or a paragraph is one place."""
        return self if self.unit else Place(self.file, self.number + lines)


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the report."""

    place: Place
    outcome: Outcome
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A question of a file.

    `asked` is the question as the file has it, with its number; prompt and answer are Markdown.
    `fields` are further columns of a table, as Markdown; `sections` the headings that it is under.
    """

    place: Place
    asked: str
    prompt: str
    answer: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read.

    `texts` are all its texts with their places, to find out afterwards what was lost, and
    `pictures` those that the file itself contains, by the address that its texts have for them.
    """

    found: tuple[Found, ...]
    notes: tuple[Note, ...]
    texts: tuple[tuple[Place, str], ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
