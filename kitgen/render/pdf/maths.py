"""Formulas in print: a drawing with words for the ear, over invisible text to be copied."""

import re
from functools import cache
from typing import Any

from lxml.html import HtmlElement, builder

from kitgen.render.fonts import MATHS_FILE
from kitgen.render.maths import drawing

# Begins the alternative text of a drawing that is a formula; `tags` reads it and takes it away.
FORMULA = "\ue000"
_CLOSING = re.compile(r"[.,;:!?)\]’”…%–—-]+")  # what no line begins with


def draw_formulas(root: HtmlElement) -> None:
    """Put a drawing in the place of each formula, on one line with the marks that follow it."""
    for maths in list(root.iter("math")):
        shown = _drawn(maths)
        line = builder.SPAN(shown, {"class": "maths-line"})
        tail = maths.tail or ""
        marks = _CLOSING.match(tail)
        end = marks.end() if marks else 0
        shown.tail, line.tail = tail[:end], tail[end:]
        _let_break_before(maths)
        maths.getparent().replace(maths, line)


def _let_break_before(maths: HtmlElement) -> None:
    """Put a place for a break behind the space before a formula.

    WeasyPrint 70 does not take the space itself for one: where the formula does not fit in the
    line, it breaks after the first word of the text before.
    """
    previous, parent = maths.getprevious(), maths.getparent()
    if previous is None:
        parent.text = _with_break(parent.text)
    else:
        previous.tail = _with_break(previous.tail)


def _with_break(text: str | None) -> str | None:
    return f"{text}\u200b" if text and text[-1].isspace() else text


def _drawn(maths: HtmlElement) -> HtmlElement:
    display = maths.get("display") == "block"
    made = drawing(str(maths.get("data-latex")), display=display)
    # As wide as the drawing, so that it covers nothing that follows.
    size = min(1.0, made.width / max(_width(made.text), 0.1))
    # On the baseline of the drawing: three quarters of the letters' height are above theirs.
    down = (made.height - made.depth) / size - 0.75
    place = f"font-size:{size:.4f}em;margin:{down:.4f}em 0 {-down:.4f}em"
    text = builder.SPAN(made.text, {"class": "maths-text", "style": place})
    box = f"width:{made.width:.4f}em;height:{made.height:.4f}em;vertical-align:{-made.depth:.4f}em"
    words = f"{FORMULA}{maths.get('alttext')}"
    image = builder.IMG({"src": made.uri, "alt": words, "style": box})
    whole: HtmlElement = builder.SPAN(text, image, {"class": "maths"})
    return whole


def _width(text: str) -> float:
    """Return how wide a text is in the font of signs, in em."""
    names, widths, em = _metrics()
    return float(sum(widths[names.get(ord(sign), ".notdef")][0] for sign in text) / em)


@cache
def _metrics() -> tuple[Any, Any, int]:
    """Return the glyphs of characters, the widths of glyphs, and how many of these are an em."""
    from fontTools.ttLib import TTFont

    with TTFont(MATHS_FILE, lazy=True) as font:
        return font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm
