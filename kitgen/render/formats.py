"""The formats: how a document becomes the bytes of a file, each loaded when it is first used."""

from collections.abc import Callable, Mapping

from kitgen.literals import Format
from kitgen.render.document import Document
from kitgen.theme import Theme

Renderer = Callable[[Document, Theme], bytes]


def _html(document: Document, theme: Theme) -> bytes:
    from kitgen.render.html import with_style

    return with_style(document, theme)


def _pdf(document: Document, theme: Theme) -> bytes:
    from kitgen.render.pdf.pdf import render_pdf

    return render_pdf(document, theme)


def _docx(document: Document, theme: Theme) -> bytes:
    from kitgen.render.docx.docx import render_docx

    return render_docx(document, theme)


RENDERERS: Mapping[Format, Renderer] = {"html": _html, "pdf": _pdf, "docx": _docx}
