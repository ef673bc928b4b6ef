"""Tables in Word: real ones, with repeated header rows, rows that do not split, and set widths."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml.html import HtmlElement

from kitgen.render.docx.styles import colour_of, style_id
from kitgen.theme import Tokens

Fill = Callable[[HtmlElement, Any, str], None]

# Shares of the text width by class and number of columns; other tables share alike.
_SHARES: Mapping[tuple[str, int], Sequence[float]] = {
    ("agenda", 4): (10, 42, 36, 12),
    ("agenda", 2): (78, 22),
    ("topics", 3): (25, 35, 40),
    ("rules", 2): (12, 88),
    ("competencies", 7): (24, 10, 8, 11, 11, 11, 25),
    ("schedule", 6): (28, 10, 11, 13, 21, 17),
    ("asked", 5): (29, 20, 11, 31, 9),
    ("structure", 4): (5, 24, 37, 34),
}
# The same where columns come and go: those before, each of those between, those after.
_GROWING: Mapping[str, tuple[Sequence[float], float, Sequence[float]]] = {
    "ratings": ((23,), 10, (27,)),
    "coverage": ((27, 9), 13, (9,)),
    "panel": ((32, 24, 10), 10, ()),
    "combination": ((24,), 10, (10, 6, 10, 9, 14)),
}
_CHARACTER = 1.8  # mm, the usual width of a character in a table
_HEIGHTS: Mapping[str, float] = {
    "ratings": 11,
    "competencies": 8,
    "work": 150,
    "schedule": 11,
    "panel": 10,
    "combination": 9,
}  # mm


def write_table(node: HtmlElement, into: Any, width: float, tokens: Tokens, fill: Fill) -> None:
    """Write an HTML table `width` mm wide; `fill` writes a cell's content in a style."""
    rows = list(node.iter("tr"))
    name = node.get("class", "").split()[0] if node.get("class") else "data"
    columns = max(len(row) for row in rows)
    shares = _shares(name, columns)
    if name == "data":
        shares = _lengths(rows, columns)
        width = min(width, sum(shares) * _CHARACTER)
    table = _new(into, len(rows), columns, shares, width)
    _pad(table, left=1.6 if name in {"anchors", "combination"} else 0)
    _borders(table, name, tokens)
    for row, target in zip(rows, table.rows, strict=True):
        head = row.getparent().tag == "thead"
        _row(target, head=head, height=0 if head else _HEIGHTS.get(name, 0))
        for source, cell in zip(row, target.cells, strict=False):
            fill(source, cell, _cell_style(name, source, head=head))
            _dress(source, cell, tokens)


def write_facts(
    pairs: Sequence[tuple[HtmlElement, HtmlElement]],
    into: Any,
    width: float,
    tokens: Tokens,
    fill: Fill,
    across: int,
) -> None:
    """Write names over values, `across` pairs in a row; a blank value gets a line to write on."""
    down = -(-len(pairs) // across)
    table = _new(into, down, across, [1] * across, width)
    for index, (name, value) in enumerate(pairs):
        cell = table.rows[index // across].cells[index % across]
        fill(name, cell, "Fact Name")
        fill(value, cell, "Clock Now" if value.get("class") == "clock" else "Fact")
        if value.get("class") == "blank":
            _edge(cell, "bottom", 6, colour_of(tokens, "ink"))
    for row in table.rows:
        _row(row, head=False, height=11)


def write_frame(into: Any, width: float, tokens: Tokens, rows: int) -> None:
    """Write an empty framed box to work in, `rows` lines of 8 mm high."""
    table = _new(into, 1, 1, [1], width)
    _row(table.rows[0], head=False, height=rows * 8)
    for side in ("top", "left", "bottom", "right"):
        _edge(table.rows[0].cells[0], side, 4, colour_of(tokens, "line"))


def _new(into: Any, rows: int, columns: int, shares: Sequence[float], width: float) -> Any:
    """Add a table `width` mm wide, with columns of those shares.

    A gap parts it from a table before it: Word would join the two.
    """
    table = into.add_table(rows, columns)
    before = table._tbl.getprevious()
    if before is not None and before.tag == qn("w:tbl"):
        gap = OxmlElement("w:p")
        table._tbl.addprevious(gap)
        gap.style = style_id("Table Gap")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(width * share / sum(shares))
        for cell in column.cells:
            cell.width = column.width
    return table


def _lengths(rows: Sequence[HtmlElement], columns: int) -> list[float]:
    """Return the characters of each column's longest text, and some for the gap."""
    longest = [0] * columns
    for row in rows:
        for column, cell in enumerate(row):
            longest[column] = max(longest[column], len(cell.text_content().strip()))
    return [characters + 4 for characters in longest]


def _pad(table: Any, left: float) -> None:
    """Set the space inside all cells, in mm."""
    margins = OxmlElement("w:tblCellMar")
    for side, space in (("top", 0.6), ("left", left), ("bottom", 0.8), ("right", 2.5)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(Mm(space).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _shares(name: str, columns: int) -> Sequence[float]:
    if name in _GROWING:
        before, each, after = _GROWING[name]
        return (*before, *[each] * (columns - len(before) - len(after)), *after)
    return _SHARES.get((name, columns), [1] * columns)


def _cell_style(name: str, cell: HtmlElement, *, head: bool) -> str:
    if name == "verdict":
        return "Verdict"
    if name == "anchors":
        return "Anchor Level" if head else "Anchor"
    if head:
        return "Table Row Head" if name == "signals" else "Table Head"
    if cell.tag == "th":
        return "Table Row Head"
    return "Clock" if "clock" in cell.get("class", "") else "Table Text"


def _row(row: Any, *, head: bool, height: float) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if height:
        size = OxmlElement("w:trHeight")
        size.set(qn("w:val"), str(Mm(height).twips))
        size.set(qn("w:hRule"), "atLeast")
        properties.append(size)
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def _dress(source: HtmlElement, cell: Any, tokens: Tokens) -> None:
    names = source.get("class", "").split()
    for paragraph in cell.paragraphs:
        if "num" in names:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if "boxes" in names:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if "bar" in names:
        _edge(cell, "left", 18, colour_of(tokens, "ink"))


def _borders(table: Any, name: str, tokens: Tokens) -> None:
    line = colour_of(tokens, "line")
    sides = {
        "anchors": ("top", "left", "bottom", "right", "insideH", "insideV"),
        "signals": (),
        "rules": ("insideH",),
        "verdict": ("top", "bottom"),
        "combination": ("bottom", "insideH", "insideV"),
    }.get(name, ("bottom", "insideH"))
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        if side in sides:
            borders.append(_border(side, 4, line))
    table._tbl.tblPr.append(borders)


def _edge(cell: Any, side: str, size: int, colour: str) -> None:
    properties = cell._tc.get_or_add_tcPr()
    borders = properties.find(qn("w:tcBorders"))
    if borders is None:
        borders = OxmlElement("w:tcBorders")
        properties.append(borders)
    borders.append(_border(side, size, colour))


def _border(side: str, size: int, colour: str) -> Any:
    border = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", colour)):
        border.set(qn(f"w:{key}"), value)
    return border
