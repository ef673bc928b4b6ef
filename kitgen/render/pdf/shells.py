"""Shells: elements without their content, which take as many pages as they took with it."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from lxml.html import HtmlElement, builder

# What an element must not have that is there for its pages alone.
_BARE = (
    "display:block;float:none;position:static;width:auto;height:auto;min-height:0;max-height:none;"
    "margin:0;padding:0;border:0;background:none;break-inside:auto;break-after:auto"
)
_TITLE = "height:0;margin:0;padding:0;border:0;overflow:hidden;bookmark-level:none"


def titles_of(elements: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Return the headings that the edges of pages may repeat, in reading order."""
    return [title for element in elements for title in element.iter("h2")]


def empty(elements: Sequence[HtmlElement], pages: Sequence[Any]) -> None:
    """Leave of elements what the edges of their pages need: the pages' names, and titles."""
    titles = titles_of(elements)
    first, *others = elements
    rows = [_page(page["name"], titles, page["titles"], n) for n, page in enumerate(pages)]
    for element in elements:
        for child in list(element):
            element.remove(child)
        element.text = None
    first.set("style", f"{_BARE};page:{pages[0]['name'] or 'auto'}")
    first.extend(rows)
    for element in others:
        style = f"{_BARE};break-before:auto;page:{pages[-1]['name'] or 'auto'}"
        element.set("style", style)


def _page(name: str, titles: Sequence[HtmlElement], shown: Sequence[int], n: int) -> HtmlElement:
    row = builder.DIV(style=f"height:1px;page:{name or 'auto'}{';break-before:page' if n else ''}")
    for number in shown:
        title = deepcopy(titles[number])
        title.set("style", _TITLE)
        title.tail = None
        row.append(title)
    return row
