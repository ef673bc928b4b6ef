"""The tags of formulas in a PDF, which WeasyPrint knows as pictures."""

from collections.abc import Iterable
from typing import Any

from kitgen.render.pdf.maths import FORMULA


def tag_formulas(tags: Iterable[Any]) -> None:
    """Tag each formula as one, with its words as alternative text (ISO 14289-1, 7.7)."""
    for element in tags:
        words = str(element.get("/Alt", ""))
        if element.get("/S") == "/Figure" and words.startswith(FORMULA):
            _tag(element, words.removeprefix(FORMULA))


def _tag(drawing: Any, words: str) -> None:
    """Make a formula of what contains a drawing and its text: its words are read instead."""
    import pikepdf

    whole = drawing.P.P  # beyond the line that the drawing is in
    whole.S = pikepdf.Name.Formula
    whole.Alt = pikepdf.String(words)
    whole.A = drawing.A  # its place on the page
    drawing.S = pikepdf.Name.Span
    del drawing.A, drawing.Alt
