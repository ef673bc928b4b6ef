"""Rows of a CSV file or a workbook as they are, each cell with its place."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kitgen.errors import BadRequest, Issue
from kitgen.importing.damaged import NO_WORKBOOK, refusing
from kitgen.importing.decoding import as_text_file
from kitgen.importing.separated import SIGNS
from kitgen.importing.workbook import merged_cells, sheets_of, shown
from kitgen.limits import ROWS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and its place; the column of a workbook is that of its sheet."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Record:
    """A row: the line that it begins in, its cells, and what of it cannot be read."""

    line: int
    cells: tuple[Cell, ...]
    faults: tuple[Issue, ...] = ()


def read_records(path: Path, column: str) -> tuple[Record, ...]:
    """Return the rows of the table in which a column has that name, its head first.

    Rows without a text and those whose first cell begins with `#` are left out. Where no head has
    the name, the first row is taken for it. Raises InvalidInput for a file that cannot be read,
    BadRequest for an ending other than .csv, .tsv and .xlsx.
    """
    if path.suffix.lower() == ".xlsx":
        with refusing(path, NO_WORKBOOK):
            tables = [tuple(_of_sheet(sheet, path)) for sheet in _with_sources(path)]
    elif path.suffix.lower() in {".csv", ".tsv"}:
        text, _ = as_text_file(path)
        # One row more than a roster may have is enough to tell that there are too many.
        tables = [tuple(islice(_of_text(text, sign, path), ROWS + 2)) for sign in SIGNS]
    else:
        raise BadRequest(f"{path} is no table that can be read", "save it as .csv or .xlsx")
    filled = [tuple(filter(_has_content, table)) for table in tables]
    return max(filled, key=lambda table: _fitness(table, column), default=())


def _has_content(record: Record) -> bool:
    is_comment = bool(record.cells) and record.cells[0].text.startswith("#")
    is_blank = not any(cell.text.strip() for cell in record.cells)
    return bool(record.faults) or not (is_comment or is_blank)


def _fitness(table: Sequence[Record], column: str) -> tuple[bool, int]:
    """Return how well a sheet or a sign fits: whether its head has the column, and how many."""
    head = [cell.text.strip().casefold() for cell in table[0].cells] if table else []
    return column in head, len(head)


def _of_text(text: str, sign: str, path: Path) -> Iterator[Record]:
    """Yield the rows of a CSV file; after one that is not valid it goes on with the next line."""
    lines = list(StringIO(text, newline=None))
    start = 0
    while start < len(lines):
        if lines[start].startswith("#"):
            start += 1
            continue
        rest = (lines[number] for number in range(start, len(lines)))
        reader = csv.reader(rest, delimiter=sign, strict=True)
        try:
            texts = next(reader)
        except csv.Error as error:
            issue = Issue(str(path), start + 1, 1, f"not valid CSV: {error}")
            yield Record(start + 1, (), (issue,))
            start += 1
            continue
        source = "".join(lines[start : start + reader.line_num])
        places = _places(source, sign, start + 1)
        cells = zip(texts, places, strict=False)
        yield Record(start + 1, tuple(Cell(text, *place) for text, place in cells))
        start += reader.line_num


def _places(source: str, sign: str, line: int) -> Iterator[tuple[int, int]]:
    """Yield line and column of each cell in the text of a row."""
    cell = rf'(?:"(?:[^"]|"")*"|[^{re.escape(sign)}"])*(?:{re.escape(sign)}|$)'
    begin = 0  # of the line
    for found in re.finditer(cell, source):
        yield line, found.start() - begin + 1
        line += found[0].count("\n")
        begin = max(begin, source.rfind("\n", found.start(), found.end()) + 1)


def _with_sources(path: Path) -> "Iterator[tuple[Worksheet, Worksheet]]":
    values, formulas = (sheets_of(path, values=values) for values in (True, False))
    return zip(values, formulas, strict=True)


def _of_sheet(sheets: "tuple[Worksheet, Worksheet]", path: Path) -> Iterator[Record]:
    values, formulas = sheets
    merged = merged_cells(values)
    for row, sources in zip(values.iter_rows(), formulas.iter_rows(), strict=True):
        own = [merged.get(cell.coordinate, cell) for cell in row]
        pairs = zip(row, own, sources, strict=True)
        found = [_fault(cell.value, at, source, path) for at, cell, source in pairs]
        texts = ["" if cell.value is None else shown(cell.value) for cell in own]
        places = ((cell.row, cell.column) for cell in row)
        cells = [Cell(text, *place) for text, place in zip(texts, places, strict=True)]
        yield Record(row[0].row, tuple(cells), tuple(filter(None, found)))


def _fault(value: object, at: Any, source: Any, path: Path) -> Issue | None:
    """Return what is wrong with a cell that a formula makes."""
    if source.data_type == "f" and value is None:
        message = "a formula without a stored value; save the workbook in Excel, then try again"
    elif at.data_type == "e":
        message = f"the value is the error {value}"
    else:
        return None
    return Issue(str(path), at.row, at.column, message)
