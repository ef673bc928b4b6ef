"""Paragraphs, lists, tables and code, written as Markdown while HTML is read."""

import re
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "heading", "summary", "fold", "unfold"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of HTML: its first line, counted from 0, what it is, and its Markdown.

    `fold` and `unfold` begin and end what a page hides until it is clicked; `summary` is what is
    clicked.
    """

    line: int
    kind: Kind
    text: str = ""
    level: int = 0


@dataclass
class _List:
    """A list that is being written: its next number, if any, and whether an item has just begun."""

    number: int | None
    is_item_new: bool = False

    def sign(self) -> str:
        if not self.is_item_new:
            return "   "
        self.is_item_new = False
        if self.number is None:
            return "- "
        self.number += 1
        return f"{self.number - 1}. "


@dataclass
class _Table:
    """The rows of a table that is being written."""

    rows: list[list[str]] = field(default_factory=list)

    def add(self, words: str) -> None:
        if not self.rows:
            self.rows.append([])
        if not self.rows[-1]:
            self.rows[-1].append("")
        cell = f"{self.rows[-1][-1]} {words}".strip()
        self.rows[-1][-1] = re.sub(r"(?<!\\)\|", r"\|", cell)

    def markdown(self) -> str:
        """Return the table with its first row as the head; empty without words."""
        rows = [row for row in self.rows if "".join(row).strip()]
        if not rows:
            return ""
        width = max(map(len, rows))
        first, *others = ([*row, *[""] * (width - len(row))] for row in rows)
        return "\n".join(f"| {' | '.join(row)} |" for row in (first, ["---"] * width, *others))


class Writer:
    """Collects words until a paragraph, an item or a cell ends; `line` is where the reader is.

    A table whose end is in another part of the page is written as paragraphs.
    """

    def __init__(self, *, has_whole_tables: bool) -> None:
        self.pieces: list[Piece] = []
        self.line = 0
        self._has_whole_tables = has_whole_tables
        self._words: list[str] = []
        self._first_line = 0
        self._lists: list[_List] = []
        self._items: list[str] = []
        self._table: _Table | None = None
        self._code: list[str] | None = None
        self._level = 0

    @property
    def is_code(self) -> bool:
        """Whether code is being read, in which spaces count."""
        return self._code is not None

    def add(self, text: str) -> None:
        """Add words to the paragraph, or lines to the code."""
        if self._code is not None:
            self._code.append(text)
        elif text.strip() or self._words:
            if not self._words:
                self._first_line = self.line
            self._words.append(text)

    def separate(self) -> None:
        """End a paragraph; in a cell, put a space."""
        if self._table is not None:
            self._words.append(" ")
        elif text := self._taken():
            self._write(text)

    def begin_heading(self, level: int) -> None:
        """Begin a heading; in a cell it is text."""
        self.separate()
        self._level = level

    def end_as(self, kind: Kind) -> None:
        """End a heading or a summary."""
        if self._table is not None:
            self.separate()
        elif text := self._taken():
            self.pieces.append(Piece(self._first_line, kind, text, self._level))

    def fold(self, kind: Kind) -> None:
        """Begin or end what a page hides."""
        self.separate()
        self.pieces.append(Piece(self.line, kind))

    def begin_list(self, number: int | None) -> None:
        """Begin a list, with numbers from `number` on."""
        self.separate()
        self._lists.append(_List(number))

    def begin_item(self) -> None:
        """Begin an item of a list."""
        self.separate()
        if self._lists:
            self._lists[-1].is_item_new = True

    def end_list(self) -> None:
        """End a list; the outermost one is a piece."""
        self.separate()
        if self._lists:
            self._lists.pop()
        if not self._lists:
            self._end_items()

    def begin_table(self) -> None:
        """Begin a table; one in another is text of its cell."""
        self.separate()
        if self._has_whole_tables and self._table is None:
            self._table = _Table()

    def begin_row(self) -> None:
        """Begin a row of a table."""
        self.end_cell()
        if self._table is not None:
            self._table.rows.append([])

    def begin_cell(self) -> None:
        """Begin a cell of a row."""
        self.end_cell()
        if self._table is not None:
            if not self._table.rows:
                self._table.rows.append([])
            self._table.rows[-1].append("")

    def end_cell(self) -> None:
        """End a cell of a row."""
        if self._table is None:
            self.separate()
        elif words := self._taken():
            self._table.add(words)

    def end_table(self) -> None:
        """End a table, which is a piece."""
        self.end_cell()
        if self._table is not None:
            table, self._table = self._table, None
            self._write(table.markdown())

    def begin_code(self) -> None:
        """Begin a block of code."""
        self.separate()
        self._first_line = self.line
        self._code = []

    def end_code(self) -> None:
        """End a block of code; in a cell it is code in a sentence."""
        code = "".join(self._code or ()).strip("\n")
        self._code = None
        if not code.strip():
            return
        if self._table is not None:
            self._words.append(f"`{' '.join(code.split())}`")
        else:
            self._write(f"{fence(code)}\n{code}\n{fence(code)}")

    def end(self) -> None:
        """End what was not ended."""
        if self.is_code:
            self.end_code()
        self.end_table()
        self.separate()
        self._end_items()

    def _end_items(self) -> None:
        items, self._items = self._items, []
        if items:
            self.pieces.append(Piece(self._first_line, "text", "\n".join(items)))

    def _taken(self) -> str:
        words, self._words = self._words, []
        return " ".join("".join(words).split())

    def _write(self, text: str) -> None:
        if not text:
            return
        if not self._lists:
            self.pieces.append(Piece(self._first_line, "text", text))
            return
        outer, sign = "   " * (len(self._lists) - 1), self._lists[-1].sign()
        first, *others = text.split("\n")
        self._items += [f"{outer}{sign}{first}", *(f"{outer}   {line}" for line in others)]


def fence(code: str) -> str:
    """Return a fence that no line of some code ends."""
    marks = "```"
    while marks in code:
        marks += "`"
    return marks
