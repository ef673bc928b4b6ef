"""Breaks lines where a text ends in a space before another element, such as a mark in capitals.

WeasyPrint measures such a text with its space. Where it fits without that space only, it breaks the
text behind its first word, which is then alone on a line.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def full_lines() -> Iterator[None]:
    """Break lines so for as long as the context lasts, which no two may share."""
    from weasyprint.layout import inline

    split = inline.split_first_line

    def split_first_line(
        text: str, style: Any, context: Any, width: Any, *more: Any, **by: Any
    ) -> Any:
        def first_line(text: str, width: Any) -> Any:
            return split(text, style, context, width, *more, **by)

        line = first_line(text, width)
        if _is_word(text, line) and _resume(first_line(text.rstrip(" "), width)) is None:
            return first_line(text, None)  # the space may be beyond the edge
        return line

    inline.split_first_line = split_first_line
    try:
        yield
    finally:
        inline.split_first_line = split


def _is_word(text: str, line: Any) -> bool:
    """Tell whether a line has but the first word of a text that ends in a space."""
    if _resume(line) is None or not text.endswith(" "):
        return False
    return " " not in text.encode()[: line[1]].decode().strip(" ")


def _resume(line: Any) -> int | None:
    """Return where the next line begins in the bytes of a text; None where there is none."""
    resume: int | None = line[2]
    return resume
