"""Tables in Word: real ones, with repeated header rows, rows that do not split, and set widths."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import cycle
from typing import Any

from docx.shared import Mm
from docx.table import _Cell
from lxml.html import HtmlElement

from kitgen.render.direction import direction_around
from kitgen.render.docx.columns import widths
from kitgen.render.docx.looks import HEADS, NAME_HEIGHT, ROW_HEADS, style_of
from kitgen.render.docx.order import border, element, named, put
from kitgen.render.docx.place import Place
from kitgen.render.docx.styles import colour_of, style_id
from kitgen.render.docx.table_looks import TABLE_STYLES, TABLES
from kitgen.render.markup import classes
from kitgen.theme import Tokens

# The style of a fact by that of its class.
_FACTS: Mapping[str, str] = {"Clock": "Clock Now"}
# Writes the content of an element into a place.
Fill = Callable[[HtmlElement, Place], None]
_INK, _HEAVY = "ink", 18  # a colour, and a width in eighths of a point


def write_table(node: HtmlElement, place: Place, tokens: Tokens, fill: Fill) -> None:
    """Write an HTML table; `fill` writes the content of a cell."""
    rows = node.xpath("./tr | ./thead/tr | ./tbody/tr")
    look = TABLE_STYLES[node.get("data-rules", "rows")]
    columns = widths(rows, place.width, node.get("data-layout"), partial(_padding, look))
    table = _new(place, len(rows), columns, look)
    style = style_of(node) or "Table Text"
    height = _row_height(node, look)
    for row, target in zip(rows, table._tbl.tr_lst, strict=True):
        head = row.getparent().tag == "thead"
        around = replace(place, direction=direction_around(row))
        _set_row(target, head=head, height=0 if head else height)
        for source, cell, width in zip(row, _cells(table, target), columns, strict=False):
            room = width - _padding(look, source)
            fill(source, around.inside(cell, room, _cell_style(source, style, head=head)))
            if "boxes" in classes(source):
                _remove_padding(cell)
            if "bar" in classes(source):
                _edge(cell, "left", _HEAVY, colour_of(tokens, _INK))


def write_facts(node: HtmlElement, place: Place, fill: Fill) -> None:
    """Write names over values, `data-across` pairs in a row; a blank gets a line to write on."""
    pairs = list(zip(node.findall("dt"), node.findall("dd"), strict=True))
    across = int(node.get("data-across"))
    down = -(-len(pairs) // across)
    table = _new(place, down, [place.width / across] * across, "Facts")
    rows = table._tbl.tr_lst
    cells = [cell for row in rows for cell in _cells(table, row)]
    # The last row may have cells to spare.
    for index, (cell, (name, value)) in enumerate(zip(cells, pairs, strict=False)):
        put(cell._tc.get_or_add_tcPr(), element("vAlign", val="bottom"))
        if index % across == across - 1:
            _remove_padding(cell)
        fill(name, place.inside(cell, place.width / across, "Fact Name"))
        fill(value, place.inside(cell, place.width / across, _fact_style(value)))
    for row in rows:
        _set_row(row, head=False, height=float(node.get("data-height", 0)) + NAME_HEIGHT)


def _fact_style(value: HtmlElement) -> str:
    """Return the style of a value; that of a blank has a line, which ends before the next cell."""
    own = style_of(value) or "Fact"
    return "Blank" if "blank" in classes(value) else _FACTS.get(own, own)


def write_frame(node: HtmlElement, place: Place, fill: Fill) -> None:
    """Write a framed box to work in, as high as its `data-height`."""
    table = _new(place, 1, [place.width], "Framed Box")
    (row,) = table._tbl.tr_lst
    _set_row(row, head=False, height=float(node.get("data-height", 0)))
    (cell,) = _cells(table, row)
    fill(node, place.inside(cell, place.width, place.style))


def new_box(place: Place, look: str, style: str) -> Place:
    """Add a box at the left edge of the text, which stays whole, and return the place in it."""
    width = place.width - TABLES[look].indent
    _, left, _, right = TABLES[look].padding
    table = _new(place, 1, [width], look)
    (row,) = table._tbl.tr_lst
    _set_row(row, head=False, height=0)
    (cell,) = _cells(table, row)
    return place.inside(cell, width - left - right, style)


def _new(place: Place, rows: int, columns: Sequence[float], look: str) -> Any:
    """Add a table with columns of those widths in mm, in a table style.

    A gap parts it from a table before it: Word would join the two.
    """
    table = place.into.add_table(rows, len(columns))
    before = table._tbl.getprevious()
    if before is not None and before.tag == named("tbl"):
        gap = element("p")
        table._tbl.addprevious(gap)
        gap.style = style_id("Table Gap")
    table.autofit = False
    properties = table._tbl.tblPr
    put(properties, element("tblStyle", val=style_id(look)))
    if place.direction == "rtl":
        put(properties, element("bidiVisual"))
    put(properties, element("tblW", w=Mm(sum(columns)).twips, type="dxa"))
    indent = place.indent + TABLES[look].indent
    if indent:
        put(properties, element("tblInd", w=Mm(indent).twips, type="dxa"))
    widths_in_twips = cycle(Mm(width).twips for width in columns)
    for part in table._tbl.iter(named("gridCol"), named("tcW")):  # row by row
        part.set(named("w"), str(next(widths_in_twips)))
    return table


def _cells(table: Any, row: Any) -> list[_Cell]:
    """Return the cells of a row, of which none is merged: python-docx would look at them all."""
    return [_Cell(cell, table) for cell in row.tc_lst]


def _padding(look: str, cell: HtmlElement) -> float:
    """Return the mm beside the text of a cell; marks in a column have the whole of it."""
    _, left, _, right = TABLES[look].padding
    return 0 if "boxes" in classes(cell) else left + right


def _row_height(node: HtmlElement, look: str) -> float:
    """Return the height of rows in mm: `data-height` is that of a cell without its padding."""
    if "data-height" not in node.attrib:
        return 0
    top, _, bottom, _ = TABLES[look].padding
    return float(node.get("data-height")) + top + bottom


def _cell_style(cell: HtmlElement, style: str, *, head: bool) -> str:
    """Return the style of a cell's text: its own class names it, or else that of the table."""
    own = style_of(cell) or style
    if head:
        return HEADS.get(own, "Table Head")
    if cell.tag == "th":
        return ROW_HEADS.get(own, "Table Row Head")
    return own


def _set_row(row: Any, *, head: bool, height: float) -> None:
    properties = row.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if height:
        properties.append(element("trHeight", val=Mm(height).twips, hRule="atLeast"))
    if head:
        properties.append(element("tblHeader"))


def _remove_padding(cell: Any) -> None:
    margins = put(cell._tc.get_or_add_tcPr(), element("tcMar"))
    margins.extend(element(side, w=0, type="dxa") for side in ("left", "right"))


def _edge(cell: Any, side: str, size: int, colour: str) -> None:
    borders = put(cell._tc.get_or_add_tcPr(), element("tcBorders"))
    borders.append(border(side, colour, size))
