"""A document → Word, element by element into named styles; the same bytes every time."""

from functools import lru_cache, partial
from importlib.metadata import version
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Mm

from kitgen.cache import digest, kept
from kitgen.render.document import Document
from kitgen.render.docx.blocks import BlockWriter
from kitgen.render.docx.controls import number_controls
from kitgen.render.docx.edges import set_distances, write_edges
from kitgen.render.docx.figures import raster
from kitgen.render.docx.numbering import Numbering
from kitgen.render.docx.order import element, put
from kitgen.render.docx.package import EPOCH, package, parts_of
from kitgen.render.docx.styles import add_styles, define_styles
from kitgen.theme import Theme

# Word 2013 and later; at an older one Word shows "Compatibility Mode" (MS-DOCX, 2.3.5).
_COMPATIBILITY = 15
# python-docx refuses longer properties (ECMA-376 part 2, 11.1, leaves it open).
_LONGEST_TITLE = 255


def render_docx(document: Document, theme: Theme) -> bytes:
    """Write the document as a Word file; raises TemplateFault for maths that Word cannot show."""
    word = docx.Document(BytesIO(_empty(theme, document.body.get("data-density"))))
    _properties(word, document)
    width, _ = theme.text_area
    drawn = partial(raster, theme=theme)
    write_edges(word, document.body, theme, width, drawn)
    BlockWriter(word, width, theme.tokens, Numbering(word), drawn).body(document.body)
    number_controls(word.part.package)
    buffer = BytesIO()
    word.save(buffer)
    return package(parts_of(buffer))


@lru_cache(maxsize=8)
def _empty(theme: Theme, density: str | None) -> bytes:
    """Return a document without content, in a theme's look."""
    look = theme.tokens.model_dump_json()
    reference = theme.reference.content if theme.reference else b""
    name = digest(version("python-docx"), look, str(density), reference)
    return kept("word", name, partial(_made, theme, density))


def _made(theme: Theme, density: str | None) -> bytes:
    reference = theme.reference
    word = docx.Document(BytesIO(reference.content) if reference else None)
    if reference:
        add_styles(word, theme, density)
        margins = reference.margins(theme.tokens.sizes.small)
        word.sections[0].top_margin, word.sections[0].bottom_margin = map(Mm, margins)
    else:
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
    set_distances(section, theme)


def _properties(word: Any, document: Document) -> None:
    properties = word.core_properties
    properties.title = document.title[:_LONGEST_TITLE]
    properties.author = properties.last_modified_by = "kitgen"
    properties.comments = properties.keywords = properties.subject = ""
    properties.language = document.language
    properties.revision = 1
    properties.created = properties.modified = EPOCH
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
