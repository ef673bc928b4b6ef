"""The heads and feet of Word's pages: what each page belongs to, whose it is, and its number."""

from collections.abc import Callable
from string import Formatter
from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm
from lxml.html import HtmlElement

from kitgen.brand.letterhead import EDGE
from kitgen.render.docx.figures import add_figure, is_logo
from kitgen.render.docx.floating import float_at_right
from kitgen.render.docx.looks import RUNNING_DISTANCE
from kitgen.render.docx.order import element
from kitgen.render.docx.text import Part, parts, write_inline
from kitgen.render.markup import classes
from kitgen.theme import Theme

_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}


def write_edges(
    word: Any, body: HtmlElement, theme: Theme, width: float, drawn: Callable[[bytes], bytes]
) -> None:
    """Write the running head, in whose place the first page has the logo, and the foot.

    `width` is that of the text in mm, `drawn` makes a PNG of an SVG.
    """
    section = word.sections[0]
    section.different_first_page_header_footer = True
    heads, feet = [section.header], [section.footer, section.first_page_footer]
    if word.settings.odd_and_even_pages_header_footer:
        heads.append(section.even_page_header)
        feet.append(section.even_page_footer)
    for header in heads:
        _head(header, body.find("header"), width)
    for logo in filter(is_logo, body.iter("figure")):
        paragraph = _next_paragraph(section.first_page_header)
        paragraph.style = "Running Head"
        add_figure(paragraph, logo.find("img"), width, drawn)
        float_at_right(paragraph, EDGE)
    for footer in feet:
        _foot(footer, body.find("footer"), theme, width)


def set_distances(section: Any, theme: Theme) -> None:
    """Set how far head and foot are from the edges; a foot with lines of its own begins lower."""
    section.header_distance = section.footer_distance = Mm(RUNNING_DISTANCE)
    if theme.letterhead.confidential or theme.letterhead.foot:
        section.footer_distance = Mm(EDGE)


def _head(header: Any, source: HtmlElement, width: float) -> None:
    """Write the bar, if there is one, and below it what the page belongs to and whose it is."""
    for bar in source.find_class("runbar"):
        line = _next_paragraph(header)
        line.style = "Running Bar"
        write_inline(parts(bar), line)
    line = _next_paragraph(header)
    line.style = "Running Head"
    line.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    write_inline((part for part in parts(source) if not _is(part, "runbar")), line)


def _foot(footer: Any, source: HtmlElement, theme: Theme, width: float) -> None:
    foot = _next_paragraph(footer)
    foot.style = "Running Foot"
    write_inline((part for part in parts(source) if not _is(part, "runline")), foot)
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run("\t")
    for words, name, _, _ in Formatter().parse(theme.words.page):
        foot.add_run(words)
        if name:
            _field(foot, _FIELDS[name])
    for line in source.find_class("runline"):
        below = _next_paragraph(footer)
        below.style = "Running Foot"
        write_inline(parts(line), below)


def _is(part: Part, name: str) -> bool:
    """Tell whether a part of a head or foot has a line of its own, by the name of its class."""
    return not isinstance(part, str) and name in classes(part)


def _next_paragraph(edge: Any) -> Any:
    """Return a new paragraph of a head or foot: the empty one that each begins with, if it is."""
    first, *others = edge.paragraphs
    is_empty = not others and not first._p.xpath("./*[not(self::w:pPr)]")
    return first if is_empty else edge.add_paragraph()


def _field(paragraph: Any, instruction: str) -> None:
    field = element("fldSimple", instr=instruction)
    run, text = element("r"), element("t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
