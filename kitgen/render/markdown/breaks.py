"""Where long names and numbers may break: behind their signs, and in long runs anywhere."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from unicodedata import category

# Words of so many characters may break: in a column of a wide table, and in any other text. The
# columns of a scale have room for the longest word that may not.
NARROW, WIDE = 10, 25
_BEHIND = re.compile(r"(?<=[._/(,=:])(?=[^._/(,=:\s])")
# What belongs to the character before it, and letters that join, or have no spaces between words
# (Unicode, 4.5): where a line may break before these is known to the formats.
_BOUND = frozenset({"Mn", "Mc", "Me", "Sk", "Cf", "Lo", "Lm"})
_JOINER = "\N{ZERO WIDTH JOINER}"
_BREAK = "<span class='may-break'></span>"


def pieces(word: str, long: int) -> Sequence[str]:
    """Return the parts of a word between which it may break, if it has `long` characters."""
    if len(word) < long:
        return (word,)
    return [run for piece in _BEHIND.split(word) for run in _runs(piece)]


def _runs(piece: str) -> Iterator[str]:
    """Yield the runs of a piece, of `WIDE` characters or up to where it may break."""
    begin = 0
    for place in range(WIDE, len(piece)):
        is_bound = category(piece[place]) in _BOUND or piece[place - 1] == _JOINER
        if place - begin >= WIDE and not is_bound:
            yield piece[begin:place]
            begin = place
    yield piece[begin:]


def breakable(text: str, long: int) -> str:
    """Return a text as HTML in which words of `long` characters may break; no sign is added."""
    return re.sub(
        rf"\S{{{long},}}|[^\S]+|\S+",
        lambda found: _BREAK.join(map(escape, pieces(found[0], long))),
        text,
    )
