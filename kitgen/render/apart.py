"""Figures of a text, to be printed on another page than the text."""

from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement
from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class Apart:
    """A text as HTML, with a line in place of each figure, and the figures."""

    text: Markup
    figures: tuple[Markup, ...]


def figures_apart(text: str, line: str, language: str | None = None) -> Apart:
    """Take the figures out of HTML, and say where they are by `line`, if there is one.

    `language` is that of the line, where it is another than that of the text.
    """
    root = html.fragment_fromstring(text, create_parent="div")
    found = list(root.iter("figure"))
    for figure in found:
        if line:
            attributes = {"class": "small"} | ({"lang": language} if language else {})
            place = root.makeelement("p", attributes)
            place.text = line
            figure.addprevious(place)
        figure.drop_tree()
    parts = [escape(root.text or ""), *(_written(part, with_tail=True) for part in root)]
    return Apart(Markup("").join(parts), tuple(_written(figure) for figure in found))


def _written(node: HtmlElement, *, with_tail: bool = False) -> Markup:
    return Markup(html.tostring(node, encoding="unicode", with_tail=with_tail))
