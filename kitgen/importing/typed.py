"""Plain text → Markdown that prints it, with backslashes only where they are needed."""

import re
from html import unescape

from kitgen.render.markdown import as_typed, rendered
from kitgen.render.markdown.quotes import MARKS

_QUOTES = str.maketrans(f"{MARKS}“”‘’…–", "\"\"''\"\"''.-")


def typed(text: str) -> str:
    """Return the Markdown that prints a text as it is; spaces at both ends are kept."""
    lines = text.split("\n")
    return "\n".join(map(_typed_line, lines)) if len(lines) > 1 else _typed_line(text)


def _typed_line(line: str) -> str:
    words = line.strip()
    if not words or _prints_as_it_is(words):
        return line
    start = line.index(words)
    return line[:start] + as_typed(words) + line[start + len(words) :]


def _prints_as_it_is(words: str) -> bool:
    result = rendered(words, inline=False)
    html = re.fullmatch(r"<p>(.*)</p>\n?", result.html, re.DOTALL)
    if result.faults or html is None or "<" in html[1] or "|" in words:
        return False
    return _letters(unescape(html[1])) == _letters(words)


def _letters(text: str) -> str:
    return "".join(text.translate(_QUOTES).split())
