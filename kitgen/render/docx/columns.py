"""The widths of a table's columns: what its cells ask for, and shares of the rest."""

from collections.abc import Callable, Iterable, Sequence

from lxml.html import HtmlElement

# The space beside the text of a cell in mm, both sides together.
Padding = Callable[[HtmlElement], float]

# The usual width of a character of 9 points in mm: Calibri's letters take half of their size on
# average (1.6 mm), and bold ones a little more.
_CHARACTER = 1.8
_GAP = 4  # characters between two columns


def widths(
    rows: Sequence[HtmlElement], available: float, layout: str | None, padding: Padding
) -> list[float]:
    """Return the width of each column in mm; the whole takes what is available.

    A table without a layout is as wide as its text, at most what is available. As in CSS, the
    width that a cell asks for is that of its text, to which its padding is added.
    """
    fixed = _fixed(rows, max(map(len, rows)), padding)
    rest = available - sum(width for width in fixed if width is not None)
    free = [column for column, width in enumerate(fixed) if width is None]
    if layout == "fixed":
        shares = [max(rest / len(free), _width(""))] * len(free) if free else []
    else:
        shares = _by_text([_texts(rows, column) for column in free], rest, fill=layout == "auto")
    by_column = dict(zip(free, shares, strict=True))
    return _within([by_column.get(n, width or 0) for n, width in enumerate(fixed)], available)


def _fixed(rows: Sequence[HtmlElement], columns: int, padding: Padding) -> list[float | None]:
    """Return what the cells of the first row ask for."""
    fixed: list[float | None] = [None] * columns
    for column, cell in enumerate(rows[0]):
        if "data-width" in cell.attrib:
            fixed[column] = float(cell.get("data-width")) + padding(cell)
    return fixed


def _texts(rows: Sequence[HtmlElement], column: int) -> list[str]:
    return [str(row[column].text_content()).strip() for row in rows if column < len(row)]


def _by_text(columns: Sequence[Sequence[str]], room: float, *, fill: bool) -> list[float]:
    """Share `room` as CSS does for automatic tables (CSS 2.2, 17.5.2.2).

    Each column gets its longest word at least, and as much of its longest text as there is room
    for. With `fill`, what is left over is shared as well.
    """
    most = [_width(_longest(texts)) for texts in columns]
    if sum(most) > room:
        least = [_width(_longest(" ".join(texts).split())) for texts in columns]
        return _between(least, most, room)
    factor = room / sum(most) if fill and most else 1
    return [width * factor for width in most]


def _between(least: Sequence[float], most: Sequence[float], room: float) -> list[float]:
    """Share `room` so that each column has its least, and more the more it lacks of its most."""
    lacks = [high - low for low, high in zip(least, most, strict=True)]
    if not sum(lacks):
        return list(least)
    share = max(room - sum(least), 0) / sum(lacks)
    return [low + lack * share for low, lack in zip(least, lacks, strict=True)]


def _longest(texts: Iterable[str]) -> str:
    return max(texts, key=len, default="")


def _width(text: str) -> float:
    return (len(text) + _GAP) * _CHARACTER


def _within(widths: Sequence[float], available: float) -> list[float]:
    """Shrink the columns of a table that would leave the page."""
    factor = min(1, available / sum(widths))
    return [width * factor for width in widths]
