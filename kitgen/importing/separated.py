"""CSV files, separated by commas, semicolons, tabs or bars."""

import csv
from collections.abc import Iterator
from pathlib import Path

from kitgen.errors import InvalidInput, Issue
from kitgen.importing.cells import no_column, questions_of_sheet
from kitgen.importing.columns import Columns
from kitgen.importing.decoding import as_text_file, printable
from kitgen.importing.reading import Place, Reading
from kitgen.importing.rows import Row, has_questions

SIGNS = (",", ";", "\t", "|")


def read_separated(path: Path, columns: Columns) -> Reading:
    """Return the questions of a CSV file; raises InvalidInput where no column has questions."""
    text, notes = as_text_file(path)
    tables = {sign: list(_rows(text, sign, path)) for sign in SIGNS}
    sign = max(SIGNS, key=lambda sign: _fitness(tables[sign], columns))
    rows = tables[sign]
    read = questions_of_sheet(rows, columns)
    if read is None:
        raise no_column(str(path), [rows])
    if rows:
        _require_closed(path, text, sign, rows[-1][0].number)
    found, left = read
    texts = tuple((place, cell) for place, cells in rows for cell in cells)
    return Reading(found, (*notes, *left), texts)


def _require_closed(path: Path, text: str, sign: str, line: int) -> None:
    """Refuse a last row whose quote never ends: all rows behind it would be one text."""
    lines = text.splitlines(keepends=True)[line - 1 :]
    try:
        list(csv.reader(lines, delimiter=sign, strict=True))
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            message = "not valid CSV: a quote that opens in this row is not closed"
            raise InvalidInput([Issue(str(path), line, 1, message)]) from None


def _fitness(rows: list[Row], columns: Columns) -> tuple[bool, int]:
    """Return how well a sign separates: whether a row names a column of questions, how many."""
    head = rows[0][1] if rows else ()
    named = any(has_questions(cells, columns) for _, cells in rows[:10])
    return named, len(head)


def _rows(text: str, sign: str, path: Path) -> Iterator[Row]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=sign)
    first = 1
    try:
        for cells in reader:
            yield Place(path.name, first), tuple(printable(cell) for cell in cells)
            first = reader.line_num + 1
    except csv.Error as error:
        raise InvalidInput([Issue(str(path), first, 1, f"not valid CSV: {error}")]) from None
