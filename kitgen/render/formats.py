"""The formats: how a document becomes the bytes of a file, each loaded when it is first used."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from kitgen.literals import Format
from kitgen.render.document import Document
from kitgen.theme import Theme

Renderer = Callable[[Document, Theme], bytes]


def _html(document: Document, theme: Theme) -> bytes:
    from kitgen.render.browser.browser import render_html_file

    return render_html_file(document, theme)


def _pdf(document: Document, theme: Theme) -> bytes:
    from kitgen.render.pdf.pdf import render_pdf

    return render_pdf(document, theme)


def _docx(document: Document, theme: Theme) -> bytes:
    from kitgen.render.docx.docx import render_docx

    return render_docx(document, theme)


class Stencil(Protocol):
    """A finished file with marks in the places of values."""

    def filled(self, values: Mapping[str, str]) -> bytes | None:
        """Return the file with a value for each mark; None where that takes a new layout."""


def stencil(
    format_: Format, document: Document, theme: Theme, marks: Sequence[str]
) -> Stencil | None:
    """Make a stencil of a document with marks; None for HTML, which is made as fast without.

    None too where marks are not in places of their own. Raises what the format raises.
    """
    if format_ == "pdf":
        from kitgen.render.pdf.stencil import pdf_stencil

        return pdf_stencil(document, theme, marks)
    if format_ == "docx":
        from kitgen.render.docx.stencil import docx_stencil

        return docx_stencil(document, theme, marks)
    return None


def require_renderable(editions: Sequence[str], formats: Sequence[Format], theme: Theme) -> None:
    """Raise what would stop every document of a theme: see `pipeline.require_look`."""
    from kitgen.render.fonts import font_files
    from kitgen.render.html import read_templates
    from kitgen.render.pdf.pango import load_weasyprint, quick_pango_version
    from kitgen.render.stylesheet import rules

    read_templates(editions, theme)
    if {"pdf", "html"} & {*formats}:
        rules(theme)
    if "html" in formats:
        rules(theme, "browser.css")
    if "pdf" in formats and quick_pango_version() is None:
        load_weasyprint()  # says what is missing
    if "pdf" in formats or ("html" in formats and theme.tokens.fonts.html == "embedded"):
        font_files(theme)


RENDERERS: Mapping[Format, Renderer] = {"html": _html, "pdf": _pdf, "docx": _docx}
