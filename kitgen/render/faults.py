"""Finds what is wrong with a Markdown text before it is printed, in whatever format."""

from functools import lru_cache

from kitgen.render.markdown import Fault, rendered

_UNPRINTABLE = "this formula cannot be printed: a part of it is empty or misplaced"


def find_faults(text: str, *, inline: bool) -> tuple[Fault, ...]:
    """Return the faults of a text of several blocks, or of one paragraph's content.

    Each formula is built for Word and drawn for PDF: what passes here, no format refuses.
    """
    result = rendered(text, inline=inline)
    unprintable = (
        Fault(offset, _UNPRINTABLE)
        for offset, mathml in result.formulas
        if not _is_printable(mathml)
    )
    return tuple(sorted({*result.faults, *unprintable}))


@lru_cache(maxsize=4096)
def _is_printable(mathml: str) -> bool:
    from lxml import html

    from kitgen.render.docx.maths import equation
    from kitgen.render.pdf.maths import vector

    try:
        for draw in (equation, vector):
            draw(html.fragment_fromstring(mathml))
    except Exception:
        # Both fail in many ways: StopIteration, AssertionError, ZeroDivisionError, …
        return False
    return True
