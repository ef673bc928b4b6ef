"""Where long names and numbers may break: behind their signs, and in long runs anywhere."""

import re
from collections.abc import Sequence
from html import escape

# Words of so many characters may break: in a column of a wide table, and in any other text. The
# columns of a scale have room for the longest word that may not.
NARROW, WIDE = 10, 25
_BEHIND = re.compile(r"(?<=[._/(,=:])(?=[^._/(,=:\s])")
_RUN = re.compile(rf".{{1,{WIDE}}}")
_BREAK = "<span class='may-break'></span>"


def pieces(word: str, long: int) -> Sequence[str]:
    """Return the parts of a word between which it may break, if it has `long` characters."""
    if len(word) < long:
        return (word,)
    return [run for piece in _BEHIND.split(word) for run in _RUN.findall(piece)]


def breakable(text: str, long: int) -> str:
    """Return a text as HTML in which words of `long` characters may break; no sign is added."""
    return re.sub(
        rf"\S{{{long},}}|[^\S]+|\S+",
        lambda found: _BREAK.join(map(escape, pieces(found[0], long))),
        text,
    )
