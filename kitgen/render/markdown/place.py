"""Where in a text a rule of the parser is at work: markdown-it keeps the lines only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A fault of a text; `offset` counts the text's characters from 0."""

    offset: int
    message: str

    def in_text(self, text: str) -> str:
        """Return the message with its line, where the text has several."""
        if "\n" not in text:
            return self.message
        return f"line {text.count(chr(10), 0, self.offset) + 1}: {self.message}"


class Place:
    """Follows the parser through one text, and collects the faults that its rules find."""

    def __init__(self, text: str) -> None:
        self.faults: list[Fault] = []
        self._lines = text.split("\n")
        self._starts = _starts(self._lines)
        self._content = ""
        self._first = 0  # the line on which the content begins
        self._column = 0  # where on that line it may begin at the earliest

    def enter(self, block: "Token") -> None:
        """Follow the parser into the inline content of a paragraph or cell."""
        line = block.map[0] if block.map else 0
        self._column = self._after_content() if line == self._first else 0
        self._content, self._first = block.content, line

    def offset(self, position: int) -> int:
        """Return the offset in the text of a position in the inline content."""
        before = self._content[:position].split("\n")
        number = len(before) - 1
        line = self._first + number
        begin = self._find(line, self._content.split("\n")[number], 0 if number else self._column)
        return self._starts[line] + begin + len(before[-1])

    def line_offset(self, line: int) -> int:
        """Return the offset of the first visible character of a line."""
        return self._starts[line] + self._find(line, self._lines[line].lstrip(), 0)

    def fault(self, offset: int, message: str) -> None:
        """Add a fault."""
        self.faults.append(Fault(offset, message))

    def _find(self, line: int, part: str, column: int) -> int:
        """Return the column of a part of a line: 0 when a cell with `\\|` differs from it."""
        return max(self._lines[line].find(part, column), 0)

    def _after_content(self) -> int:
        """Return the column behind the content: the next cell of the row begins after it."""
        if "\n" in self._content:
            return 0
        return self.offset(len(self._content)) - self._starts[self._first]


def _starts(lines: Sequence[str]) -> Sequence[int]:
    """Return the offset at which each line begins."""
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    return starts
