"""Faults of tables: cells that GitHub's Markdown drops, and rules under a head of other cells."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

    from kitgen.render.markdown.place import Place

_DASHES = r"\s*:?-+:?\s*"
# What begins the lines of a quotation.
_QUOTED = re.compile(r"(?:\s*>)+")
_RULE = re.compile(rf"\|{_DASHES}\||\|?{_DASHES}(?:\|{_DASHES})+\|?")


def find_table_faults(tokens: Sequence["Token"], text: str, place: "Place") -> None:
    """Add a fault for each row with more cells than the head of its table.

    They would be dropped: https://github.github.com/gfm/#example-204.
    """
    lines = text.split("\n")
    columns = 0
    for token in tokens:
        first, end = token.map or (0, 0)
        if token.type == "table_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and columns:
            _compare(first, _cells(lines[first]), columns, place)
        elif token.type == "inline":
            _find_broken_head(range(first + 1, end), lines, place)


def _find_broken_head(numbers: range, lines: Sequence[str], place: "Place") -> None:
    """Find the rule under a head with more cells: the two are read as a paragraph."""
    for number in numbers:
        if _RULE.fullmatch(_QUOTED.sub("", lines[number]).strip()):
            head = number - 1
            _compare(head, _cells(lines[head]), _cells(lines[number]), place)


def _compare(number: int, cells: int, columns: int, place: "Place") -> None:
    if cells > columns:
        message = f"this row has {cells} cells in a table of {columns} columns; "
        place.fault(place.line_offset(number), message + "write \\| for a | inside a cell")


def _cells(line: str) -> int:
    """Count the cells of a row as the parser does."""
    from markdown_it.rules_block.table import escapedSplit

    cells = escapedSplit(_QUOTED.sub("", line).strip())
    return len(cells) - (not cells[0]) - (len(cells) > 1 and not cells[-1])
