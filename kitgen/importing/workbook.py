"""Excel workbooks (XLSX): each sheet that has a column of questions."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kitgen.importing.archives import read_archive
from kitgen.importing.cells import no_column, questions_of_sheet
from kitgen.importing.columns import Columns
from kitgen.importing.damaged import NO_WORKBOOK, refusing
from kitgen.importing.decoding import printable
from kitgen.importing.extent import require_few_cells
from kitgen.importing.reading import Found, Note, Place, Reading
from kitgen.importing.rows import Row

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def read_workbook(path: Path, columns: Columns) -> Reading:
    """Return the questions of a workbook.

    Raises InvalidInput for a damaged one, and where no sheet names a column.
    """
    with refusing(path, NO_WORKBOOK):
        return _reading(path, columns)


def _reading(path: Path, columns: Columns) -> Reading:
    found: list[Found] = []
    notes: list[Note] = []
    texts: list[tuple[Place, str]] = []
    unread: list[Sequence[Row]] = []
    with_values, with_formulas = (sheets_of(path, values=values) for values in (True, False))
    for sheet, source in zip(with_values, with_formulas, strict=True):
        rows = list(_rows(sheet, path))
        texts += [(place, cell) for place, cells in rows for cell in cells]
        notes += _beside_cells(sheet, source, path)
        read = questions_of_sheet(rows, columns)
        unread += [rows] if read is None and rows else []
        questions, left = read or ((), tuple(map(_unread, rows)))
        found += questions
        notes += left
    if unread and not found:
        raise no_column(str(path), unread)
    return Reading(tuple(found), tuple(notes), tuple(texts))


def _unread(row: Row) -> Note:
    place, cells = row
    return Note(place, "dropped", f"in no table of questions: {' '.join(' '.join(cells).split())}")


def sheets_of(path: Path, *, values: bool) -> Sequence["Worksheet"]:
    """Return the sheets of a workbook, with values or with the formulas that they come from.

    What it raises for a damaged one is for `refusing`.
    """
    from openpyxl import load_workbook

    content = read_archive(path)
    require_few_cells(path, content)
    return list(load_workbook(content, data_only=values).worksheets)


def _rows(sheet: "Worksheet", path: Path) -> Iterator[Row]:
    merged = merged_cells(sheet)
    for row in sheet.iter_rows():
        place = Place(path.name, row[0].row, f"sheet {sheet.title}, row")
        cells = tuple(_text(merged.get(cell.coordinate, cell)) for cell in row)
        if any(cell.strip() for cell in cells):
            yield place, cells


def merged_cells(sheet: "Worksheet") -> dict[str, Any]:
    """Return, for the other cells of each merged column, the one that has their text.

    Cells that are merged across columns are one cell.
    """
    found: dict[str, Any] = {}
    for area in sheet.merged_cells.ranges:
        first = sheet.cell(area.min_row, area.min_col)
        for number in range(area.min_row + 1, area.max_row + 1):
            found[sheet.cell(number, area.min_col).coordinate] = first
    return found


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    text = printable(shown(value))
    link = getattr(cell, "hyperlink", None)
    target = link.target if link else None
    return f"[{text}]({target})" if target and target not in text and "\n" not in text else text


def shown(value: object) -> str:
    """Return the value of a cell as a text: whole numbers without a point, days as 2027-05-03."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value)


def _beside_cells(sheet: "Worksheet", source: "Worksheet", path: Path) -> Iterator[Note]:
    """Yield comments, pictures, and formulas whose values the file does not have."""
    for row in source.iter_rows():
        for cell in row:
            place = Place(path.name, cell.row, f"sheet {sheet.title}, row")
            if cell.comment:
                yield Note(place, "dropped", f"comment of {cell.coordinate}: {cell.comment.text}")
            if cell.data_type == "f" and sheet[cell.coordinate].value is None:
                message = f"{cell.coordinate} is a formula without a stored value ({cell.value}); "
                yield Note(
                    place, "dropped", f"{message}save the workbook in Excel, then import again"
                )
    for number, _ in enumerate(getattr(sheet, "_images", ()), 1):
        yield Note(
            Place(path.name, number, f"sheet {sheet.title}, picture"), "dropped", "a picture"
        )
