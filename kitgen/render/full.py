"""Whether fixed sentences fit their page: of some languages they are longer than in English."""

from lxml import html
from lxml.html import HtmlElement

from kitgen.render.height import Room, height_of
from kitgen.theme import Theme

_PADDING = 2.2  # mm above and below the text of a row
_BETWEEN = 4  # mm from column to column
_ABOVE = 3  # mm above a table


def is_full(fragment: str, theme: Theme) -> bool:
    """Tell whether HTML with tables of sentences needs smaller type to fit one page."""
    width, page = theme.text_area
    return _used(fragment, width, theme) > page


def _used(fragment: str, width: float, theme: Theme) -> float:
    """Return the height in mm of HTML, its tables by the widths of their columns."""
    root = html.fragment_fromstring(fragment, create_parent="div")
    room = Room(width, theme.tokens.sizes.table, theme.tokens.sizes)
    height = 0.0
    for table in root.xpath(".//table"):
        height += _ABOVE + _table(table, room)
        table.drop_tree()
    return height + height_of(html.tostring(root, encoding="unicode"), width, theme.tokens.sizes)


def _table(table: HtmlElement, room: Room) -> float:
    rows = [list(row) for row in table.iter("tr")]
    given = [float(cell.get("data-width", 0)) for cell in rows[0]]
    free = room.width - sum(given) - _BETWEEN * (len(given) - 1)
    widths = [width or free / given.count(0) for width in given]
    return sum(_row(row, widths, room) for row in rows)


def _row(row: list[HtmlElement], widths: list[float], room: Room) -> float:
    cells = zip(row, widths, strict=True)
    return _PADDING + max(_cell(cell, room.narrower(room.width - width)) for cell, width in cells)


def _cell(cell: HtmlElement, room: Room) -> float:
    """Return the height of the text of a cell, in which each item of a list begins a line."""
    blocks = cell.findall(".//li") or [cell]
    return sum(room.lines(len(" ".join(block.text_content().split()))) for block in blocks)
