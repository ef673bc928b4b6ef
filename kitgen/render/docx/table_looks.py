"""How Word shows tables, by the lines that they have, and what it sets as a table itself."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableLook:
    """A table style: its borders as (side, colour, eighths of a point), its ground, its indent.

    `padding` is the space in a cell at the top, left, bottom and right, in mm, like `indent`.
    """

    borders: tuple[tuple[str, str, int], ...] = ()
    padding: tuple[float, float, float, float] = (0.6, 0, 0.8, 2.5)
    shade: str | None = None
    indent: float = 0


def _thin(*sides: str) -> tuple[tuple[str, str, int], ...]:
    return tuple((side, "line", 4) for side in sides)


_AROUND = ("top", "left", "bottom", "right")
_BETWEEN_LINES = (0.6, 1.6, 0.8, 1.6)
# A box at the left edge of the text: a thick rule, and 2 mm on to the words.
_BOX_PADDING, _BOX_RULE = (0.0, 2.1, 0.0, 0.0), (("left", "accent", 18),)

TABLES: Mapping[str, TableLook] = {
    # by the rules of a table
    "Ruled Rows": TableLook(_thin("bottom", "insideH")),
    "Ruled Columns": TableLook(_thin("bottom", "insideH", "insideV"), _BETWEEN_LINES),
    "Ruled Grid": TableLook(_thin(*_AROUND, "insideH", "insideV"), _BETWEEN_LINES),
    "Ruled Ends": TableLook(_thin("top", "bottom")),
    "Unruled": TableLook(),
    # by what is set as a table in Word alone
    "Facts": TableLook(padding=(0, 0, 0, 3.8)),
    "Framed Box": TableLook(_thin(*_AROUND)),
    "Tinted Box": TableLook(_BOX_RULE, (1.8, 2.1, 1.2, 2.1), "tint", 0.9),
    "Ruled Box": TableLook(_BOX_RULE, _BOX_PADDING, None, 0.9),
}
TABLE_STYLES: Mapping[str, str] = {
    "rows": "Ruled Rows",
    "columns": "Ruled Columns",
    "grid": "Ruled Grid",
    "ends": "Ruled Ends",
    "none": "Unruled",
}
