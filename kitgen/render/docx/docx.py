"""A document → Word, element by element into named styles; the same bytes every time."""

from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import html
from lxml.html import HtmlElement

from kitgen.render.docx.blocks import BlockWriter
from kitgen.render.docx.styles import ON_ONE_PAGE, PARAGRAPHS, define_styles
from kitgen.render.docx.text import write_inline
from kitgen.render.markup import classes
from kitgen.render.stylesheet import MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP
from kitgen.theme import Theme

_EPOCH = datetime(1980, 1, 1)  # the earliest date a zip can hold


def render_docx(document: str, theme: Theme) -> bytes:
    """BlockWriter the document into Word; raises TemplateFault for maths that Word cannot show."""
    root = html.document_fromstring(document)
    word = docx.Document()
    body = root.find("body")
    looks = ON_ONE_PAGE if "scorecard" in classes(body) else PARAGRAPHS
    define_styles(word, theme, looks)
    _page(word, theme)
    _properties(word, root)
    _running(word, body, theme)
    BlockWriter(word, theme.page[0] - 2 * MARGIN_SIDE, theme.tokens).body(body)
    buffer = BytesIO()
    word.save(buffer)
    return _with_fixed_dates(buffer)


def _page(word: Any, theme: Theme) -> None:
    section = word.sections[0]
    width, height = theme.page
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(MARGIN_SIDE)
    section.top_margin, section.bottom_margin = Mm(MARGIN_TOP), Mm(MARGIN_BOTTOM)
    section.header_distance = section.footer_distance = Mm(9)


def _properties(word: Any, root: HtmlElement) -> None:
    properties = word.core_properties
    properties.title = root.findtext("head/title").strip()
    properties.author = properties.last_modified_by = "kitgen"
    properties.comments = properties.keywords = properties.subject = ""
    properties.language = root.get("lang", "en")
    properties.revision = 1
    properties.created = properties.modified = _EPOCH
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    defaults = word.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(language)


def _running(word: Any, body: HtmlElement, theme: Theme) -> None:
    """Write the running head, and the foot with its page numbers."""
    section = word.sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.style, foot.style = "Running Head", "Running Foot"
    write_inline(body.find("header"), head)
    write_inline(body.find("footer"), foot)
    foot.paragraph_format.tab_stops.clear_all()
    width = Mm(theme.page[0] - 2 * MARGIN_SIDE)
    foot.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run("\tpage ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _with_fixed_dates(package: BytesIO) -> bytes:
    """Rewrite the zip so that it does not carry the clock."""
    result = BytesIO()
    with ZipFile(package) as old, ZipFile(result, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, _EPOCH.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return result.getvalue()
