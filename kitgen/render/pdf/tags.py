"""Completes the tags of a PDF for screen readers, which WeasyPrint leaves in parts."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from kitgen.render.pdf.artifacts import mark_artifacts
from kitgen.render.pdf.empty import drop_empty_spans, name_blanks
from kitgen.render.pdf.fields import complete_widgets
from kitgen.render.pdf.formulas import tag_formulas
from kitgen.render.pdf.layout import untag_layout
from kitgen.render.pdf.tree import children, elements
from kitgen.words import Words


def with_tags(pdf: bytes, words: Words, mark: str = "") -> bytes:
    """Give header cells a scope and blanks a name, and take running heads out of what is read.

    A mark begins the names by which table cells know their headers, so that these stay apart from
    those of other PDFs.
    """
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        _give_scopes(document.Root.StructTreeRoot)
        tags = list(elements(document.Root.StructTreeRoot))
        if mark:
            _mark_headers(tags, mark)
        complete_widgets(document)
        tag_formulas(tags)
        name_blanks(tags, words.blank)
        drop_empty_spans(tags)
        untag_layout(tags)
        mark_artifacts(document, tags)
        _let_links_print(document)
        return saved(document)


def saved(document: Any) -> bytes:
    """Return the bytes of a pikepdf.Pdf, the same for the same content."""
    import pikepdf

    result = BytesIO()
    document.save(
        result,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return result.getvalue()


def _give_scopes(root: Any) -> None:
    """Give every TH a Scope, Column in a table's head and Row elsewhere (ISO 14289-1, 7.5)."""
    import pikepdf

    for cell, scope in _header_cells(root, head=False):
        attributes = cell.get("/A", pikepdf.Dictionary(O=pikepdf.Name.Table))
        attributes.Scope = pikepdf.Name(scope)
        cell.A = attributes


def _mark_headers(tags: Iterable[Any], mark: str) -> None:
    for cell in tags:
        if "/ID" in cell:
            cell.ID = f"{mark}-{cell.ID}"
        headers = cell.get("/A", {}).get("/Headers") if cell.get("/S") == "/TD" else None
        if headers is not None:
            cell.A.Headers = [f"{mark}-{header}" for header in headers]


def _header_cells(element: Any, *, head: bool) -> Iterator[tuple[Any, str]]:
    """Yield the TH elements below a structure element, each with its scope."""
    import pikepdf

    kind = str(element.get("/S", ""))
    if kind == "/TH":
        yield element, "/Column" if head else "/Row"
    for child in children(element):
        if isinstance(child, pikepdf.Dictionary):
            yield from _header_cells(child, head=head or kind == "/THead")


def _let_links_print(document: Any) -> None:
    """Show links alike on screen and on paper, as archives want it (ISO 19005-2, 6.3.2)."""
    printed = 4
    for page in document.pages:
        for annotation in page.get("/Annots", ()):
            annotation.F = printed
