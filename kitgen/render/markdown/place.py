"""Where in a text a rule of the parser is at work: markdown-it keeps the lines only."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
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
        self._line = 0  # the line on which the last content ends
        self._column = 0  # and where on this line
        self._content_starts: Sequence[int] = (0,)
        self._offsets: Sequence[int] = (0,)
        self._begin = 0  # where in the content its part begins that is parsed by itself

    def enter(self, block: "Token") -> None:
        """Follow the parser into the inline content of a paragraph or cell."""
        first = block.map[0] if block.map else 0
        # The cells of a row are on one line, each behind the one before.
        column = self._column if first == self._line else 0
        parts = block.content.split("\n")
        self._content_starts = _starts(parts)
        self._offsets = []
        for number, part in enumerate(parts, first):
            begin = self._find(number, part, column)
            self._offsets.append(self._starts[number] + begin)
            self._line, self._column, column = number, begin + len(part), 0

    @contextmanager
    def inside(self, position: int) -> Iterator[None]:
        """Follow the parser into a part of the inline content that it parses by itself."""
        self._begin += position
        yield
        self._begin -= position

    def offset(self, position: int) -> int:
        """Return the offset in the text of a position in the inline content."""
        position += self._begin
        part = bisect_right(self._content_starts, position) - 1
        return self._offsets[part] + position - self._content_starts[part]

    def line_offset(self, line: int) -> int:
        """Return the offset of the first visible character of a line."""
        return self._starts[line] + self._find(line, self._lines[line].lstrip(), 0)

    def fault(self, offset: int, message: str) -> None:
        """Add a fault."""
        self.faults.append(Fault(offset, message))

    def _find(self, line: int, part: str, column: int) -> int:
        """Return the column of a part of a line: 0 when a cell with `\\|` differs from it."""
        return max(self._lines[line].find(part, column), 0)


def _starts(lines: Sequence[str]) -> Sequence[int]:
    """Return the offset at which each line begins."""
    return tuple(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
