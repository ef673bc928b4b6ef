"""Elements of a PDF's structure tree that have no content."""

from collections.abc import Iterable
from typing import Any

from kitgen.render.pdf.tree import children


def name_blanks(tags: Iterable[Any], words: str) -> None:
    """Give each item of a list that is left empty an alternative text (ISO 14289-1, 7.1)."""
    for element in tags:
        if element.get("/S") == "/LBody" and not list(children(element)):
            element.Alt = words


def drop_empty_spans(tags: Iterable[Any]) -> None:
    """Take out what is left of a span whose last line was broken after its last word."""
    for element in tags:
        kids = list(children(element))
        kept = [kid for kid in kids if not _is_empty_span(kid)]
        if len(kept) < len(kids):
            element.K = kept


def _is_empty_span(kid: Any) -> bool:
    import pikepdf

    if not isinstance(kid, pikepdf.Dictionary):
        return False
    return kid.get("/S") == "/Span" and not list(children(kid))
