"""A document → Word, element by element into named styles; the same bytes every time."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache, partial
from importlib.metadata import version
from io import BytesIO
from string import Formatter
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm

from kitgen.cache import digest, kept
from kitgen.render.document import Document
from kitgen.render.docx.blocks import BlockWriter
from kitgen.render.docx.figures import raster
from kitgen.render.docx.looks import RUNNING_DISTANCE
from kitgen.render.docx.numbering import Numbering
from kitgen.render.docx.order import element, put
from kitgen.render.docx.styles import define_styles
from kitgen.render.docx.text import parts, write_inline
from kitgen.theme import Theme

_EPOCH = datetime(1980, 1, 1)  # the earliest date that a zip can contain
_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}
# Word 2013 and later; at an older one Word shows "Compatibility Mode" (MS-DOCX, 2.3.5).
_COMPATIBILITY = 15
# python-docx refuses longer properties (ECMA-376 part 2, 11.1, leaves it open).
_LONGEST_TITLE = 255


def render_docx(document: Document, theme: Theme) -> bytes:
    """Write the document as a Word file; raises TemplateFault for maths that Word cannot show."""
    word = docx.Document(BytesIO(_empty(theme, document.body.get("data-density"))))
    _properties(word, document)
    _running(word, document, theme)
    width, _ = theme.text_area
    drawn = partial(raster, theme=theme)
    BlockWriter(word, width, theme.tokens, Numbering(word), drawn).body(document.body)
    buffer = BytesIO()
    word.save(buffer)
    return _with_fixed_dates(buffer)


@lru_cache(maxsize=8)
def _empty(theme: Theme, density: str | None) -> bytes:
    """Return a document without content, in a theme's look."""
    look = theme.tokens.model_dump_json()
    return kept(
        "word", digest(version("python-docx"), look, str(density)), partial(_made, theme, density)
    )


def _made(theme: Theme, density: str | None) -> bytes:
    word = docx.Document()
    define_styles(word, theme, density)
    _page(word, theme)
    _settings(word)
    made = BytesIO()
    word.save(made)
    return made.getvalue()


def _page(word: Any, theme: Theme) -> None:
    section = word.sections[0]
    (width, height), margins = theme.page, theme.tokens.edges
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(margins.side)
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.header_distance = section.footer_distance = Mm(RUNNING_DISTANCE)


def _properties(word: Any, document: Document) -> None:
    properties = word.core_properties
    properties.title = document.title[:_LONGEST_TITLE]
    properties.author = properties.last_modified_by = "kitgen"
    properties.comments = properties.keywords = properties.subject = ""
    properties.language = document.language
    properties.revision = 1
    properties.created = properties.modified = _EPOCH
    defaults = word.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    put(defaults, element("lang", val=document.language))


def _settings(word: Any) -> None:
    """Set the version of Word, and drop what python-docx's own document has and no pack needs.

    That is a second sheet of styles, which Word 2007 alone reads, and a picture of an empty page.
    """
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), str(_COMPATIBILITY))
    _drop(word.part.rels, "stylesWithEffects")
    _drop(word.part.package.rels, "thumbnail")


def _drop(relations: Any, kind: str) -> None:
    for key in [key for key, relation in relations.items() if relation.reltype.endswith(kind)]:
        del relations[key]


def _running(word: Any, document: Document, theme: Theme) -> None:
    """Write the running head, which the cover has not, and the foot with its page numbers."""
    section = word.sections[0]
    width, _ = theme.text_area
    section.different_first_page_header_footer = True
    _head(section.header, document, width)
    for footer in (section.footer, section.first_page_footer):
        _foot(footer, document, theme)


def _head(header: Any, document: Document, width: float) -> None:
    """Write the bar, if there is one, and below it what the page belongs to and whose it is."""
    source = document.body.find("header")
    line = header.paragraphs[0]
    for bar in source.find_class("runbar"):
        line.style = "Running Bar"
        write_inline(parts(bar), line)
        line = header.add_paragraph()
    line.style = "Running Head"
    line.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    for names in source.find_class("runnames"):
        write_inline(parts(names), line)


def _foot(footer: Any, document: Document, theme: Theme) -> None:
    foot = footer.paragraphs[0]
    foot.style = "Running Foot"
    write_inline(parts(document.body.find("footer")), foot)
    width, _ = theme.text_area
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run("\t")
    for words, name, _, _ in Formatter().parse(theme.words.page):
        foot.add_run(words)
        if name:
            _field(foot, _FIELDS[name])


def _field(paragraph: Any, instruction: str) -> None:
    field = element("fldSimple", instr=instruction)
    run, text = element("r"), element("t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _with_fixed_dates(saved: BytesIO) -> bytes:
    with ZipFile(saved) as file:
        return package({name: file.read(name) for name in file.namelist()})


def package(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts of a Word file as a zip that does not carry the clock."""
    result = BytesIO()
    with ZipFile(result, "w", ZIP_DEFLATED) as new:
        for name, content in parts.items():
            entry = ZipInfo(name, _EPOCH.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, content)
    return result.getvalue()
