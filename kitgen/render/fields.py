"""Fields to fill in: their names, by docs/filling.md, and their tooltips in printed words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from textwrap import shorten
from typing import Literal

from lxml.html import HtmlElement

from kitgen.render.markup import classes

FIELD, VALUE, TIP = "data-field", "data-value", "data-tip"
_GROUP = "data-fields"
_MARKS = (FIELD, VALUE, _GROUP)
# Signs that stand for room to write, and are no words.
BLANKS = "☐… \n\t\N{NO-BREAK SPACE}"
_NAMES = frozenset({"slot", "slotname"})  # of running heads
_DOTS = re.compile("…+")
_LONGEST = 120
# What the words of a field are in, the nearest of them.
_AROUND = "ancestor-or-self::*[self::td or self::th or self::li or self::dt or self::dd or self::p]"

Kind = Literal["choice", "tick", "line", "lines"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field: one of several choices with a `value`, a box to tick, a line or lines of text.

    One with a `text` is printed already and not to be changed: a name that was given, the kit.
    """

    name: str
    kind: Kind
    tip: str
    value: str = ""
    text: str = ""


def dots_marked(text: str, names: Sequence[str]) -> str:
    """Return HTML with its runs of printed dots, as many as there are names, as fields."""
    left = iter(names)
    return _DOTS.sub(
        lambda dots: f'<span {FIELD}="{next(left)}">{dots[0]}</span>', text, len(names)
    )


def misplaced(node: HtmlElement) -> str:
    """Return why no field can be made of an element in every format; nothing where one can."""
    if FIELD not in node.attrib:
        return ""
    names = set(classes(node))
    if node.tag == "span" and names.isdisjoint(_NAMES):
        return "" if node.text_content() else "it needs text, such as … or ☐, in place of the field"
    is_value = node.tag == "dd" and "data-across" in node.getparent().attrib
    if is_value or node.tag in ("td", "th") or "lines" in names:
        return ""
    return "a field is a cell, lines, a value of a <dl> with data-across, or a <span>"


def with_fields(tree: HtmlElement) -> None:
    """Give each field of a document its whole name and its tooltip."""
    for node in list(marked(tree)):
        groups = node.xpath(f"ancestor::*[@{_GROUP}][1]")
        node.set(TIP, _tip(node, groups))
        node.set(FIELD, "/".join([*(group.get(_GROUP) for group in groups), node.get(FIELD)]))
    for group in tree.xpath(f"//*[@{_GROUP}]"):
        del group.attrib[_GROUP]


def without_fields(tree: HtmlElement) -> None:
    """Take the marks of fields away, and leave their elements: text is set in the same pieces."""
    for node in tree.xpath(f"//*[{' or '.join(f'@{mark}' for mark in _MARKS)}]"):
        for mark in _MARKS:
            node.attrib.pop(mark, None)


def fields(tree: HtmlElement) -> Iterator[Field]:
    """Yield the fields of a document in reading order."""
    return map(field_of, marked(tree))


def marked(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements of fields, in reading order."""
    for node in tree.iter():
        if FIELD in node.attrib:
            yield node


def field_of(node: HtmlElement) -> Field:
    """Return the field of an element that is one."""
    text = " ".join(node.text_content().strip(BLANKS).split())
    return Field(node.get(FIELD), _kind(node), node.get(TIP), node.get(VALUE, ""), text)


def _kind(node: HtmlElement) -> Kind:
    if VALUE in node.attrib:
        return "choice"
    if "box" in classes(node):
        return "tick"
    return "lines" if node.tag in ("td", "div") else "line"


def _tip(node: HtmlElement, groups: Sequence[HtmlElement]) -> str:
    """Return what is printed about a field: of its row and column, or of its question."""
    titles = [group.xpath(".//h2 | .//p[@class='eyebrow']")[:1] for group in groups]
    parts = [*map(_words, chain(*titles)), *_own(node)]
    return shorten(": ".join(filter(None, dict.fromkeys(parts))), _LONGEST, placeholder=" …")


def _own(node: HtmlElement) -> Iterator[str]:
    found = node.xpath(f"({_AROUND})[last()]")
    (around,) = found or [node]
    if around.tag in ("td", "th"):
        yield from _of_cell(around)
    elif around.tag == "dd":
        yield _words(around.getprevious())
    elif node.tag == "div":
        (label,) = node.xpath("preceding::p[@class='label'][1]") or [node.getparent()]
        yield _words(label)
    else:
        yield _words(around if found else around.getparent())


def _of_cell(cell: HtmlElement) -> Iterator[str]:
    """Yield the head of a cell's row and its own words, or else the head of its column."""
    row, heads = cell.getparent(), cell.xpath("ancestor::table[1]/thead/tr[last()]")
    if cell.tag == "td":
        yield " ".join(map(_words, row.xpath("th[@scope='row']") or (row if heads else ())))
    own = _words(cell)
    if own:
        yield own
    else:
        yield from (_words(head[row.index(cell)]) for head in heads)


def _words(node: HtmlElement) -> str:
    parts = node.xpath(".//text() | .//br")
    text = "".join(part if isinstance(part, str) else " " for part in parts)
    return " ".join(text.replace("☐", " ").replace("…", "").split()).removesuffix(":")
