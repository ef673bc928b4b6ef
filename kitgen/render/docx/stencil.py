"""A Word file for several people: written once, and each name put where its mark was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO

from kitgen.render.document import Document
from kitgen.render.docx.docx import render_docx
from kitgen.render.docx.package import package, parts_of
from kitgen.theme import Theme


@dataclass(frozen=True, slots=True)
class DocxStencil:
    """The parts of a Word file, some of them with marks."""

    parts: Mapping[str, bytes]

    def filled(self, values: Mapping[str, str]) -> bytes:
        """Return the file with a value, words with a space between them, for each mark."""
        return package({name: _filled(part, values) for name, part in self.parts.items()})


def docx_stencil(document: Document, theme: Theme, marks: Sequence[str]) -> DocxStencil | None:
    """Write a document with marks; None where a mark is not all the text of a run."""
    parts = parts_of(BytesIO(render_docx(document, theme)))
    whole = b"".join(parts.values())
    for mark in marks:
        sign = mark.encode()
        if whole.count(sign) != whole.count(b">" + sign + b"</w:t>"):
            return None
    return DocxStencil(parts)


def _filled(part: bytes, values: Mapping[str, str]) -> bytes:
    for mark, value in values.items():
        part = part.replace(mark.encode(), escape(value, quote=False).encode())
    return part
