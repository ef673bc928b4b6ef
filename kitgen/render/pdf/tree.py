"""The elements of a PDF's structure tree, as pikepdf gives them."""

from collections.abc import Iterator
from typing import Any


def children(element: Any) -> Iterator[Any]:
    """Yield what is in an element: elements, references, and numbers of marked content."""
    import pikepdf

    kids = element.get("/K", ())
    yield from kids if isinstance(kids, pikepdf.Array) else (kids,)


def elements(parent: Any) -> Iterator[Any]:
    """Yield the structure elements below one, each before those that are in it."""
    import pikepdf

    waiting = [*children(parent)][::-1]  # the first is the last
    while waiting:
        child = waiting.pop()
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            waiting += [*children(child)][::-1]
