"""Text from right to left: each block runs as its first word does, which every format reads here.

That is rule P2 of the Unicode Bidirectional Algorithm (UAX 9), leaving code and equations aside.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal
from unicodedata import bidirectional

from lxml.html import HtmlElement

Direction = Literal["ltr", "rtl"]

_DIRECTIONS: Mapping[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
# A letter of each direction, a digit, and the runs that begin and end with such letters.
_KINDS = {"L": "l", "R": "r", "AL": "r", "EN": "0"}
_RUNS = {"ltr": re.compile("l([l0 ]*[l0])?"), "rtl": re.compile("r([r0 ]*r)?")}
# A list and a table have a direction too: it is that of their marks and columns.
_BLOCKS = (
    *("p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "th", "td", "blockquote"),
)
# These run from left to right in every language.
_FIXED = ("pre", "code")
_NO_WORDS = frozenset({*_FIXED, "math"})


def direction_of(character: str) -> Direction | None:
    """Return the direction of a letter; digits, signs and spaces have none."""
    return _DIRECTIONS.get(bidirectional(character))


def set_directions(tree: HtmlElement) -> None:
    """Give the attribute `dir` to each block from right to left, and to others within such."""
    if "rtl" not in map(direction_of, set(tree.text_content())):
        return
    for node in tree.iter(*_BLOCKS, *_FIXED):
        around = direction_around(node)
        own = "ltr" if node.tag in _FIXED else next(_directions(node), around)
        if "rtl" in (own, around):
            node.set("dir", own)


def direction_around(node: HtmlElement) -> Direction:
    """Return the direction of the element itself or, where it has none, of the nearest around."""
    (found,) = node.xpath("ancestor-or-self::*[@dir][1]/@dir") or ["ltr"]
    return "rtl" if found == "rtl" else "ltr"


def pieces(text: str, direction: Direction) -> Iterator[tuple[str, Direction]]:
    """Split a text by direction; signs and spaces between two have that of the paragraph.

    A number belongs to the letters from left to right before it, as in UAX 9, rule W7.
    """
    if text.isascii() and direction == "ltr":  # most texts: no letter from right to left
        if text:
            yield text, direction
        return
    kinds = "".join(_KINDS.get(bidirectional(character), " ") for character in text)
    other: Direction = "ltr" if direction == "rtl" else "rtl"
    end = 0
    for match in _RUNS[other].finditer(kinds):
        if match.start() > end:
            yield text[end : match.start()], direction
        yield text[match.start() : match.end()], other
        end = match.end()
    if end < len(text):
        yield text[end:], direction


def _directions(node: HtmlElement) -> Iterator[Direction]:
    """Yield the directions of the letters of an element's words, in reading order."""
    for text in _words(node):
        yield from filter(None, map(direction_of, text))


def _words(node: HtmlElement) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if child.tag not in _NO_WORDS:
            yield from _words(child)
        yield child.tail or ""
