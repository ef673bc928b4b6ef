"""Columns of tables: numbers are aligned on the right, and wide tables share their room."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from kitgen.render.markdown.breaks import NARROW, WIDE, pieces

if TYPE_CHECKING:
    from markdown_it.token import Token

# In the meta of what is in a cell of a wide table.
NARROW_CELL = "narrow cell"
_NUMBER = re.compile(
    r"[<>≤≥~≈±]?\s?[-+\N{MINUS SIGN}]?[$€£]?\d[\d,.\s]*(?:e[-+\N{MINUS SIGN}]?\d+)?\s?[%kMs]?"
)
_NOTHING = frozenset({"", "-", "–", "—", "nan", "inf"})
# Characters of a table's size beside a question's facts, and between two columns.
_LINE, _GAP = 90, 2

# A cell: its opening token, and the token of its content.
_Cell: TypeAlias = "tuple[Token, Token]"


@dataclass(frozen=True, slots=True)
class _Table:
    opening: "Token"
    heads: list[_Cell] = field(default_factory=list)
    rows: list[list[_Cell]] = field(default_factory=list)


def lay_out_columns(tokens: Sequence["Token"]) -> None:
    """Align the numbers of each table, and mark each that is too wide to be laid out by its words.

    An alignment that is written in the text is kept.
    """
    for table in _tables(tokens):
        columns = list(zip(table.heads, *table.rows, strict=True))
        for column in columns:
            if _has_numbers(column[1:]):
                _align(column)
        if sum(map(_least, columns)) > _LINE:
            _narrow(table)


def _tables(tokens: Sequence["Token"]) -> Sequence[_Table]:
    tables: list[_Table] = []
    for token, following in pairwise(tokens):
        if token.type == "table_open":
            tables.append(_Table(token))
        elif token.type == "th_open":
            tables[-1].heads.append((token, following))
        elif token.type == "tr_open" and tables[-1].heads:
            tables[-1].rows.append([])
        elif token.type == "td_open":
            tables[-1].rows[-1].append((token, following))
    return tables


def _words(cell: _Cell) -> str:
    children = cell[1].children or ()
    return "".join(part.content for part in children if part.type != "formula").strip()


def _has_numbers(cells: Sequence[_Cell]) -> bool:
    written = [words for words in map(_words, cells) if words not in _NOTHING]
    return bool(written) and all(map(_NUMBER.fullmatch, written))


def _align(cells: Sequence[_Cell]) -> None:
    for opening, _ in cells:
        if "style" not in opening.attrs:
            opening.attrSet("style", "text-align:right")


def _least(column: Sequence[_Cell]) -> int:
    """Return the characters of the longest word of a column, and of the gap beside it."""
    words = " ".join(map(_words, column)).split()
    longest = max((len(piece) for word in words for piece in pieces(word, NARROW)), default=0)
    return _GAP + min(longest, WIDE)


def _narrow(table: _Table) -> None:
    """Let the columns of a table share its width alike, and long words in them break."""
    table.opening.attrSet("data-layout", "fixed")
    for _, content in (*table.heads, *(cell for row in table.rows for cell in row)):
        for part in content.children or ():
            part.meta[NARROW_CELL] = True
