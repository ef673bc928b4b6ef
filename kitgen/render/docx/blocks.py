"""The walk: each block element of the vocabulary becomes paragraphs and tables in named styles."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.etree import SubElement
from lxml.html import HtmlElement

from kitgen.render.direction import direction_around
from kitgen.render.docx.controls import control
from kitgen.render.docx.figures import add_figure, is_logo
from kitgen.render.docx.looks import (
    AMONG,
    BOXES,
    DEFINITIONS,
    HEADINGS,
    ITEMS,
    QUOTATIONS,
    style_of,
)
from kitgen.render.docx.numbering import Numbering, WordList, number_paragraph
from kitgen.render.docx.order import named
from kitgen.render.docx.place import Place
from kitgen.render.docx.runs import mark_language
from kitgen.render.docx.styles import style_id
from kitgen.render.docx.tables import new_box, write_facts, write_frame, write_table
from kitgen.render.docx.text import Part, flow, parts, write_inline
from kitgen.render.fields import FIELD, field_of
from kitgen.render.markup import CLASSES, NEW_PAGE, classes
from kitgen.theme import Tokens

_RUNNING = frozenset({"header", "footer"})


@dataclass(slots=True)
class BlockWriter:
    """A walk over one document.

    `breaks` tells that the next paragraph starts a page, `item` is the list that it is an item of,
    `drawn` makes a PNG of an SVG.
    """

    document: Any
    width: float
    tokens: Tokens
    numbering: Numbering
    drawn: Callable[[bytes], bytes]
    breaks: bool = False
    item: int | None = None

    def body(self, node: HtmlElement) -> None:
        """Write everything under the body but what is in the margins of pages."""
        content = [part for part in parts(node) if not _is_at_the_edge(part)]
        direction = direction_around(node)
        self._flow(content, Place(self.document, self.width, "Normal", direction=direction))

    def _flow(self, content: Iterable[Part], place: Place) -> None:
        for part in flow(content):
            if isinstance(part, list):
                self._paragraph(part, place)
            else:
                self._block(part, place)

    def _paragraph(self, content: Iterable[Part], place: Place, *, code: bool = False) -> None:
        paragraph = self._new_paragraph(place)
        write_inline(content, paragraph, keep_space=code)
        if place.language:
            mark_language([paragraph._p], place.language)

    def _new_paragraph(self, place: Place) -> Any:
        paragraph = place.into.add_paragraph()
        properties = SubElement(paragraph._p, named("pPr"))
        SubElement(properties, named("pStyle")).set(named("val"), style_id(place.style))
        if place.direction == "rtl":
            SubElement(properties, named("bidi"))
        if place.list_:
            number = self.item or place.list_.below
            number_paragraph(paragraph, place.list_.level, number)
            self.item = None
        if self.breaks:
            paragraph.paragraph_format.page_break_before = True
            self.breaks = False
        return paragraph

    def _block(self, node: HtmlElement, place: Place) -> None:
        names, place = classes(node), place.within(node)
        if _starts_page(node) and len(self.document.element.body) > 1:
            self.breaks = True
        if "lines" in names:
            self._lines(node, place)
        elif "work" in names:
            self._show_item(place)
            write_frame(node, place, self._cell)
        else:
            self._writer(str(node.tag))(node, place)

    def _writer(self, tag: str) -> Callable[[HtmlElement, Place], None]:
        writers: Mapping[str, Callable[[HtmlElement, Place], None]] = {
            **dict.fromkeys(("section", "article", "div"), self._container),
            **dict.fromkeys(("ul", "ol"), self._list),
            "dl": self._definitions,
            "table": self._table,
            "pre": self._code,
            "blockquote": self._quotation,
            "hr": self._rule,
            "figure": self._figure,
        }
        return writers.get(tag, self._text)

    def _container(self, node: HtmlElement, place: Place) -> None:
        box = next((CLASSES[name] for name in classes(node) if CLASSES[name] in BOXES), None)
        if box:
            self._show_item(place)
            self._cell(node, new_box(place, *BOXES[box]))
        else:
            self._flow(parts(node), place.styled(style_of(node) or place.style))

    def _text(self, node: HtmlElement, place: Place) -> None:
        style = style_of(node) or place.style
        style = AMONG.get((style, place.style), style)
        style = HEADINGS.get(str(node.tag), style)
        self._paragraph(parts(node), place.styled(style))

    def _code(self, node: HtmlElement, place: Place) -> None:
        self._paragraph(_without_last_newline(parts(node)), place.styled("Code"), code=True)

    def _quotation(self, node: HtmlElement, place: Place) -> None:
        """Write a quotation: what is in it is indented as in a list, and has no marks."""
        self._show_item(place)
        style = QUOTATIONS.get(place.style, "Quotation")
        self._flow(parts(node), place.in_item(self.numbering.unmarked(place.level), style))

    def _rule(self, node: HtmlElement, place: Place) -> None:
        self._show_item(place)
        self._new_paragraph(place.styled("Rule"))

    def _figure(self, node: HtmlElement, place: Place) -> None:
        paragraph = self._new_paragraph(place.styled("Figure"))
        caption = node.find("figcaption")
        paragraph.paragraph_format.keep_with_next = caption is not None
        add_figure(paragraph, node.find("img"), place.width, self.drawn)
        if caption is not None:
            self._paragraph(parts(caption), place.styled("Caption"))

    def _lines(self, node: HtmlElement, place: Place) -> None:
        self._flow(parts(node), place)
        style = style_of(node) or "Ruled Line"
        ruled = place.styled(AMONG.get((style, place.style), style))
        lines = [self._new_paragraph(ruled)._p for _ in range(int(node.get("data-rows", "1")))]
        if FIELD in node.attrib:
            control(lines, field_of(node))

    def _list(self, node: HtmlElement, place: Place) -> None:
        self._show_item(place)
        if node.tag == "ul" and "points" in classes(node):
            self._points(node, place)
            return
        list_ = self._new_list(node, place)
        inner = place.in_item(list_, ITEMS.get(place.style, "Bullet"))
        for item in node:
            self.item = list_.items
            self._flow(parts(item), inner.within(item))
            self._show_item(inner)

    def _new_list(self, node: HtmlElement, place: Place) -> WordList:
        if node.tag == "ul":
            return self.numbering.bullets(place.level)
        return self.numbering.counting(place.level, int(node.get("start", "1")))

    def _points(self, node: HtmlElement, place: Place) -> None:
        """Write a list whose items begin with a box to tick, and so have no other mark."""
        for item in node:
            own = style_of(item) or "Point"
            self._flow(parts(item), place.within(item).styled(own))

    def _show_item(self, place: Place) -> None:
        """Write an empty item, so that its mark is seen before a block that cannot carry it."""
        if self.item is not None:
            self._new_paragraph(place.styled("Bullet"))

    def _definitions(self, node: HtmlElement, place: Place) -> None:
        if len(node) and "data-across" in node.attrib:
            self._show_item(place)
            write_facts(node, place, self._cell)
            return
        named = (DEFINITIONS[name] for name in classes(node) if name in DEFINITIONS)
        term, definition = next(named, ("Term", "Definition"))
        for part in node:
            style = term if part.tag == "dt" else definition
            self._flow(parts(part), place.within(part).styled(style))

    def _table(self, node: HtmlElement, place: Place) -> None:
        self._show_item(place)
        write_table(node, place, self.tokens, self._cell)

    def _cell(self, source: HtmlElement, place: Place) -> None:
        """Append the content of `source` to a cell, whose first paragraph goes if it was empty."""
        cell = place.into._tc
        before = list(cell)
        first = cell.p_lst[0]
        self._flow(parts(source), place.within(source))
        if len(cell) == len(before):
            self._new_paragraph(place)
        if not len(first):
            cell.remove(first)
        # python-docx adds an empty paragraph after a table in a cell, as Word wants it.
        for paragraph in cell.p_lst:
            if not len(paragraph):
                paragraph.style = style_id("Table Gap")
        if FIELD in source.attrib:
            control([part for part in cell if part not in before], field_of(source))


def _without_last_newline(content: Iterable[Part]) -> Iterator[Part]:
    """Yield the content of a <pre>, whose last newline makes a line in Word alone."""
    *first, last = content
    yield from first
    yield last.removesuffix("\n") if isinstance(last, str) else last


def _is_at_the_edge(part: Part) -> bool:
    """Tell whether a part of the body is printed in the margins of pages, by `edges`."""
    if isinstance(part, str):
        return False
    return part.tag in _RUNNING or is_logo(part)


def _starts_page(node: HtmlElement) -> bool:
    return any(CLASSES[name] == NEW_PAGE for name in classes(node))
