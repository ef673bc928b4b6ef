"""Tables that only place things side by side: those without any header cell."""

from collections.abc import Iterable
from typing import Any

from kitgen.render.pdf.tree import elements

_PARTS = ("/Table", "/TBody", "/TR", "/TD")


def untag_layout(tags: Iterable[Any]) -> None:
    """Turn such tables into plain divisions, which are read in their order (ISO 14289-1, 7.5)."""
    import pikepdf

    for table in [tag for tag in tags if tag.get("/S") == "/Table"]:
        parts = [table, *elements(table)]
        if any(part.get("/S") == "/TH" for part in parts):
            continue
        for part in parts:
            if part.get("/S") in _PARTS:
                part.S = pikepdf.Name.Div
                if "/A" in part:
                    del part["/A"]
