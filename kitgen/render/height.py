"""How high a piece of a document will be in print, estimated from its text.

No format can be asked before it is laid out, and Word cannot be asked at all; yet what is printed
beside what depends on it. The estimate is within a tenth of what WeasyPrint makes of questions.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil

from lxml import html
from lxml.html import HtmlElement

from kitgen.render.markup import classes
from kitgen.theme import Sizes

_POINT = 25.4 / 72  # mm
# The usual width of a letter as a part of its size, in Source Sans and in Source Code.
_LETTER, _CODE_LETTER = 0.411, 0.6
_PITCH = 7  # mm from one ruled line to the next
_BOLD = 1.08  # of the usual width of letters
_GAP = 2.5  # mm beside a column
_MEASURE = 112  # mm: the longest lines of text


@dataclass(frozen=True, slots=True)
class Room:
    """Where text is set: the mm that it is wide, the points of its type.

    `single` tells that it is a narrow column, in which nothing is set side by side.
    """

    width: float
    size: float
    sizes: Sizes
    single: bool = False

    def lines(self, letters: int) -> float:
        """Return the mm that so many letters are high; a line is never quite full."""
        a_line = self.width / (_LETTER * self.size * _POINT)
        return ceil(letters / a_line) * self.line

    @property
    def line(self) -> float:
        """The mm from one line to the next."""
        return self.size * _POINT * self.sizes.leading

    def narrower(self, by: float) -> "Room":
        """Return the same room, so many mm narrower."""
        return replace(self, width=self.width - by)

    def sized(self, name: str) -> "Room":
        """Return the same room for type of another size."""
        return replace(self, size=getattr(self.sizes, name))


# Personal packs, and the choices of where to print what, ask for the same pieces again.
@lru_cache(maxsize=512)
def height_of(fragment: str, width: float, sizes: Sizes, columns: int = 1) -> float:
    """Return the height in mm of HTML of the vocabulary, set `width` mm wide in some columns."""
    root = html.document_fromstring(f"<body>{fragment}</body>").find("body")
    if columns == 1:
        return _stack(root, Room(width, sizes.text, sizes))
    column = width / columns - _GAP
    return _stack(root, Room(column, sizes.text, sizes, single=True)) / columns


def _height(node: HtmlElement, room: Room) -> float:
    for name in classes(node):
        if name in _BY_CLASS:
            return _BY_CLASS[name](node, room)
    return _BY_TAG.get(str(node.tag), _paragraph)(node, room)


def _stack(node: HtmlElement, room: Room) -> float:
    return sum(_height(child, room) for child in node.iterchildren("*"))


def _paragraph(node: HtmlElement, room: Room) -> float:
    return room.lines(len(" ".join(node.text_content().split()))) + 0.9


def _list(node: HtmlElement, room: Room) -> float:
    return 1.2 + sum(_item(item, room.narrower(5)) for item in node)


def _item(item: HtmlElement, room: Room) -> float:
    if item.xpath("./p | ./pre | ./ul | ./ol | ./table"):
        return _stack(item, room)
    letters = len(item.text_content())
    return room.lines(ceil(letters * _BOLD) if "needed" in classes(item) else letters) + 0.6


def _code(node: HtmlElement, room: Room) -> float:
    small = room.sized("small")
    across = int((room.width - 3.6) / (_CODE_LETTER * small.size * _POINT))
    lines = node.text_content().rstrip("\n").split("\n")
    return 4.4 + sum(max(ceil(len(line) / across), 1) for line in lines) * small.line * 1.03


def _rows(padding: float) -> Callable[[HtmlElement, Room], float]:
    """Return how to sum the rows of a table with equal columns: the highest cells count."""

    def height(node: HtmlElement, room: Room) -> float:
        rows = node.xpath(".//tr")
        table = room.sized("table")
        return 1.4 + sum(_row(list(row), table, padding) for row in rows)

    return height


def _sides(padding: float) -> Callable[[HtmlElement, Room], float]:
    """Return how to sum the rows of a table whose cells are below each other in a column."""
    side_by_side = _rows(padding)

    def height(node: HtmlElement, room: Room) -> float:
        if not room.single:
            return side_by_side(node, room)
        return sum(_stack(cell, room) + padding / 2 for cell in node.xpath(".//td"))

    return height


def _row(cells: Sequence[HtmlElement], room: Room, padding: float) -> float:
    column = replace(room, width=room.width / max(len(cells), 1)).narrower(4)
    return padding + max((_cell(cell, column) for cell in cells), default=0)


def _cell(cell: HtmlElement, room: Room) -> float:
    if cell.xpath("./p | ./ul | ./ol"):
        return _stack(cell, room.sized("text"))
    return room.lines(len(cell.text_content()))


def _data(node: HtmlElement, room: Room) -> float:
    """Return the height of a table that is as wide as its text, and breaks when it is too wide."""
    table = room.sized("table")
    rows = node.xpath(".//tr")
    return 3.6 + sum(table.lines(len(row.text_content()) + 3 * len(row)) + 1.6 for row in rows)


def _boxed(size: str, across: float, around: float) -> Callable[[HtmlElement, Room], float]:
    def height(node: HtmlElement, room: Room) -> float:
        return around + _stack(node, room.sized(size).narrower(across))

    return height


def _label(node: HtmlElement, room: Room) -> float:
    return room.sized("small").line


def _lesser(node: HtmlElement, room: Room) -> float:
    return 1.6 + _paragraph(node, room.sized("small"))


def _heading(node: HtmlElement, room: Room) -> float:
    return room.line + 4.2


def _pairs(node: HtmlElement, room: Room) -> float:
    return 2.6 + sum(room.narrower(6).lines(len(part.text_content())) for part in node)


def _ask(node: HtmlElement, room: Room) -> float:
    """Return the height of what is read aloud: bold letters, a box, a bar."""
    letters = len(" ".join(node.text_content().split())) + 4
    return 1.6 + room.sized("text").narrower(4.8).lines(ceil(letters * _BOLD))


def _answer(node: HtmlElement, room: Room) -> float:
    """Return the height of an answer: in two columns, where nothing in it needs the whole width."""
    if room.single:
        return _stack(node, room)
    if node.xpath(".//pre | .//table | .//*[@class='display']"):
        return _stack(node, replace(room, width=min(room.width, _MEASURE)))
    columns = replace(room, width=room.width / 2).narrower(_GAP)
    return _stack(node, columns) / 2 + room.line / 2


def _figure(node: HtmlElement, room: Room) -> float:
    width, height = (float(node.find("img").get(name)) * 25.4 / 96 for name in ("width", "height"))
    return 4 + height * min(1, room.width / width) + _paragraph(node, room.sized("table"))


def _title(node: HtmlElement, room: Room) -> float:
    return max(12.5, 5.3 + 1.2 * room.sizes.heading * _POINT)


def _blanks(node: HtmlElement, room: Room) -> float:
    """Return the height of names to write in, some of them in a row."""
    rows = ceil(len(node.findall("dt")) / int(node.get("data-across", "1")))
    return 5 + rows * 9


def _lines(node: HtmlElement, room: Room) -> float:
    """Return the height of ruled lines: of those that fill a page, only the space round them."""
    if "data-fill" in node.attrib:
        return 4.2
    return 3.2 + int(node.get("data-rows")) * _PITCH


def _nothing(node: HtmlElement, room: Room) -> float:
    return 0


_BY_CLASS: Mapping[str, Callable[[HtmlElement, Room], float]] = {
    "prompt": _boxed("aloud", 8.8, 9),
    "script": _boxed("aloud", 5, 2),
    "label": _label,
    "references": _lesser,
    "small": _lesser,
    "display": lambda node, room: 9,
    "data": _data,
    "hints": _pairs,
    "figures": lambda node, room: 1.7 + _paragraph(node, room),
    "followups": _sides(1.8),
    "ask": _ask,
    "listen": lambda node, room: 0.6 + _paragraph(node, room.sized("table").narrower(3)),
    "signals": _rows(1.8),
    "anchors": _rows(3.4),
    "heard": _sides(0.5),
    "answer": _answer,
    "front": lambda node, room: _stack(node, room if room.single else room.narrower(31)),
    "facts": _nothing,
    "banner": lambda node, room: 12,
    "role": lambda node, room: 6,
    "subtitle": lambda node, room: 7.5,
    "lead": lambda node, room: 1.6 + _paragraph(node, room),
    "blanks": _blanks,
    "verdict": lambda node, room: 4.6 + 2 * room.sized("aloud").line,
    "lines": _lines,
    "box": _nothing,
}
_BY_TAG: Mapping[str, Callable[[HtmlElement, Room], float]] = {
    **dict.fromkeys(("article", "div", "section", "blockquote"), _stack),
    **dict.fromkeys(("ul", "ol"), _list),
    **dict.fromkeys(("h3", "h4"), _heading),
    "pre": _code,
    "figure": _figure,
    "h2": _title,
}
