"""Matrices, cases and aligned rows of a formula."""

from collections.abc import Callable, Sequence
from typing import Any

from kitgen.render.docx.maths.omml import built, properties, valued
from kitgen.render.docx.maths.tokens import run

Write = Callable[..., list[Any]]


def table(node: Any, write: Write) -> list[Any]:
    """Return rows that are aligned at a sign, or a matrix."""
    rows = [list(row) for row in node]
    sides = [_sides(row) for row in rows]
    if all(side and side == _alternating(side) for side in sides) and len(max(sides, key=len)) > 1:
        return [built("eqArr", None, *(("e", _aligned(row, write)) for row in rows))]
    return [_matrix(rows, max(sides, key=len), write)]


def _sides(row: Sequence[Any]) -> list[str]:
    return [_side(cell) for cell in row]


def _side(cell: Any) -> str:
    style = str(cell.get("style", ""))
    found = [side for side in ("left", "right") if f"text-align: {side}" in style]
    return found[0] if found else "center"


def _alternating(sides: Sequence[str]) -> list[str]:
    return [("right", "left")[number % 2] for number in range(len(sides))]


def _aligned(row: Sequence[Any], write: Write) -> list[Any]:
    """Return a row with the marks at which Word aligns rows."""
    content = write(list(row[0]), is_whole=False)
    for cell in row[1:]:
        content += [_alignment(), *write(list(cell), is_whole=False)]
    return content


def _alignment() -> Any:
    mark = run("", "p")
    mark[-1].text = "&"
    return mark


def _matrix(rows: Sequence[Sequence[Any]], sides: Sequence[str], write: Write) -> Any:
    matrix = properties("m", baseJc="center", plcHide="1")
    columns = built("mcs", None, *(("mc", [_column(side)]) for side in sides))
    matrix.append(columns)
    made = built("m", matrix)
    for row in rows:
        cells = [("e", _ruled(cell, write(list(cell)))) for cell in row]
        cells += [("e", [])] * (len(sides) - len(row))
        made.append(built("mr", None, *cells))
    return made


def _column(side: str) -> Any:
    column = properties("mc", count=1)
    column.append(valued("mcJc", side))
    return column


def _ruled(cell: Any, content: list[Any]) -> list[Any]:
    """Return the content of a cell with the rules of an array, which Word has on boxes alone."""
    style = str(cell.get("style", ""))
    hidden = [
        (f"hide{side}", 1)
        for side, name in (("Top", "top"), ("Bot", "bottom"), ("Left", "left"), ("Right", "right"))
        if f"border-{name}" not in style
    ]
    if len(hidden) == 4:
        return content
    return [built("borderBox", properties("borderBox", **dict(hidden)), ("e", content))]
