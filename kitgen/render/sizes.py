"""Sizes and numbers of a stylesheet that nobody means: layout would take hours, or overflow."""

from collections.abc import Iterator, Sequence
from typing import Any

from kitgen.limits import CSS_COLUMNS, CSS_LENGTH, CSS_NUMBER, CSS_REPEATS, PAGE_SIZE

_MILLIMETRES = {"mm": 1, "cm": 10, "q": 0.25, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6}
_MILLIMETRES["px"] = 25.4 / 96


def unmeant(siblings: Sequence[Any]) -> Iterator[tuple[Any, str]]:
    """Yield each token of a list that is too large or too small, with what is wrong with it."""
    property_ = ""
    for token, following in zip(siblings, [*siblings[1:], None], strict=True):
        if token.type == "ident" and following == ":":
            property_ = token.lower_value
        elif token == ";":
            property_ = ""
        message = _fault(token, property_)
        if message:
            yield token, message


def _fault(token: Any, property_: str) -> str:
    if token.type == "dimension":
        return _fault_of_length(token, property_)
    if token.type in {"number", "percentage"} and abs(token.value) > CSS_NUMBER:
        return f"a number may be {CSS_NUMBER:,} at most"
    if property_ in {"column-count", "columns"} and _is_above(token, CSS_COLUMNS):
        return f"there may be {CSS_COLUMNS} columns at most"
    repeated = token.arguments if token.type == "function" and token.lower_name == "repeat" else ()
    if any(_is_above(part, CSS_REPEATS) for part in repeated):
        return f"repeat() may do so {CSS_REPEATS:,} times at most"
    return ""


def _fault_of_length(token: Any, property_: str) -> str:
    if abs(token.value) > CSS_LENGTH:
        return f"a length may be {CSS_LENGTH:,}{token.unit} at most"
    least, most = PAGE_SIZE
    length = token.value * _MILLIMETRES.get(token.lower_unit, 0)
    if property_ == "size" and length and not least <= length <= most:
        return f"a page has sides of {least} to {most:,} mm"
    return ""


def _is_above(token: Any, most: int) -> bool:
    return bool(token.type == "number" and token.value > most)
