"""Completes the tags of a PDF for screen readers: each header cell gets its scope."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any


def with_scopes(pdf: bytes) -> bytes:
    """Give every TH a Scope, Column in a table's head and Row elsewhere (ISO 14289-1, 7.5)."""
    import pikepdf

    result = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        for cell, scope in _header_cells(document.Root.StructTreeRoot, head=False):
            attributes = cell.get("/A", pikepdf.Dictionary(O=pikepdf.Name.Table))
            attributes.Scope = pikepdf.Name(scope)
            cell.A = attributes
        document.save(
            result,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return result.getvalue()


def _header_cells(element: Any, *, head: bool) -> Iterator[tuple[Any, str]]:
    """Yield the TH elements below a structure element, each with its scope."""
    import pikepdf

    kind = str(element.get("/S", ""))
    if kind == "/TH":
        yield element, "/Column" if head else "/Row"
    children = element.get("/K", ())
    for child in children if isinstance(children, pikepdf.Array) else (children,):
        if isinstance(child, pikepdf.Dictionary):
            yield from _header_cells(child, head=head or kind == "/THead")
