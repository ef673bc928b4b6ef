"""Tables of Word documents: rows of Markdown cells, and the whole as a Markdown table."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from docx.oxml.ns import qn

from kitgen.importing.blocks import Table
from kitgen.importing.reading import Place
from kitgen.importing.word_text import Paragraph

Read = Callable[[Any], Paragraph]


def table_of(table: Any, read: Read) -> Table:
    """Return a table whose paragraphs are read with `read`."""
    rows = [_row(row, read) for row in table.iter(qn("w:tr")) if _owner(row) is table]
    first = rows[0][0] if rows else Place("", 0)
    return Table(first, _as_markdown([cells for _, cells in rows]), tuple(rows))


def _row(row: Any, read: Read) -> tuple[Place, tuple[str, ...]]:
    place = Place("", 0)
    cells: list[str] = []
    for cell in _cells(row):
        paragraphs = [read(paragraph) for paragraph in cell.iter(qn("w:p"))]
        if not cells and paragraphs:
            place = paragraphs[0].place
        cells += [_markdown(paragraphs), *[""] * (_span(cell) - 1)]
    return place, tuple(cells)


def _owner(row: Any) -> Any:
    return next(row.iterancestors(qn("w:tbl")))


def _cells(row: Any) -> Iterator[Any]:
    for cell in row.iter(qn("w:tc")):
        if next(cell.iterancestors(qn("w:tr"))) is row:
            yield cell


def _span(cell: Any) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return 1 if span is None else int(span.get(qn("w:val")))


def _markdown(paragraphs: list[Paragraph]) -> str:
    return "\n\n".join(paragraph.text for paragraph in paragraphs if paragraph.text)


def _as_markdown(rows: list[tuple[str, ...]]) -> str:
    width = max(map(len, rows), default=0)
    lines = []
    for row in rows:
        cells = [re.sub(r"(?<!\\)\|", r"\\|", re.sub(r"\s*\n\s*", "<br>", cell)) for cell in row]
        lines.append(f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |")
    rule = f"|{' --- |' * width}"
    return "\n".join([*lines[:1], rule, *lines[1:]])
