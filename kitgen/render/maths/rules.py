"""Upright rules of arrays, which mathra 1.5 draws below the array but for the last row's."""

import re
from collections.abc import Iterator

_RULE = r'<rect x="[\d.-]+" y="[\d.-]+" width="40" height="[\d.]+"/>'
_RULES = re.compile(f"(?:{_RULE})+")
_PARTS = re.compile(r'(<rect x="([\d.-]+)" y=")([\d.-]+)(" width="40" height="([\d.]+)"/>)')
_AXIS = 258  # of the font, in thousandths of an em above the baseline: arrays are centred on it


def with_rules(svg: str) -> str:
    """Return the drawing with each upright rule beside the rows that it belongs to.

    The rules of a column are from the top row down, and each begins the library's count anew.
    """
    return _RULES.sub(lambda run: "".join(_moved(run[0])), svg)


def _moved(run: str) -> Iterator[str]:
    column: list[re.Match[str]] = []
    for rule in _PARTS.finditer(run):
        if column and (rule[2] != column[0][2] or float(rule[3]) > float(column[-1][3])):
            yield from _stacked(column)
            column = []
        column.append(rule)
    yield from _stacked(column)


def _stacked(column: list[re.Match[str]]) -> Iterator[str]:
    heights = [float(rule[5]) for rule in column]
    top = float(column[0][3]) + heights[0] + sum(heights) / 2 + _AXIS
    for rule, height in zip(column, heights, strict=True):
        top -= height
        yield f"{rule[1]}{top:g}{rule[4]}"
