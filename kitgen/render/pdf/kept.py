"""A PDF as it was laid out before, for the same document, look, fonts and libraries."""

from importlib.metadata import version

from kitgen.cache import digest
from kitgen.render.document import Document
from kitgen.render.pdf.pango import quick_pango_version
from kitgen.render.pdf.sheet import sheet
from kitgen.render.scripts import fonts_of
from kitgen.render.stylesheet import rules
from kitgen.theme import Theme

KIND = "pdf"  # of entries of the cache
_LIBRARIES = ("weasyprint", "pydyf", "uharfbuzz", "pikepdf", "fonttools", "mathra")


def entry_name(document: Document, theme: Theme) -> str:
    """Return the name of the entry for a document: of all that its PDF depends on."""
    return digest(look_name(document, theme), document.html, sheet(document, theme))


def look_name(document: Document, theme: Theme) -> str:
    """Return a name of all that a PDF in a theme depends on, of the document only its scripts."""
    fonts = [file.path.read_bytes() for file in fonts_of(document, theme)]
    versions = [f"{name} {version(name)}" for name in _LIBRARIES]
    pango = quick_pango_version() or "unknown"
    look = (theme.words.model_dump_json(), theme.tokens.model_dump_json(), rules(theme))
    return digest(*look, pango, *versions, *fonts)
