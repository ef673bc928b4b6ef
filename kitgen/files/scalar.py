"""From a place in a text to the line and column of the YAML file that contains it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from kitgen.errors import Issue
from kitgen.files.text import read_text

# Anchor and tag before a text, and the head of a block: `&name !!str |-  # comment`.
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_HEAD = re.compile(r"[|>][-+0-9]*[^\n]*\n")
# A visible character of a quoted text, as it is written.
_IN_QUOTES = {
    '"': re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^\n])|[^\s\\]"),
    "'": re.compile(r"''|\S"),
}
_BARE = re.compile(r"\S")
# Escapes of YAML for white space.
_BLANK = frozenset({r"\n", r"\t", r"\ ", r"\_"})


def locate(begin: Issue, text: str, offsets: Sequence[int]) -> list[Issue]:
    """Return copies of an issue at the beginning of a text in its file, each at an offset in it.

    YAML folds lines, and so changes white space, but nothing else: the nth visible character of
    the text is the nth one in the file. When the file has another text there, the issues stay at
    the beginning.
    """
    file, starts = _lines(begin.file, Path(begin.file).stat().st_mtime_ns)
    visible = [place for place, character in enumerate(text) if not character.isspace()]
    written = list(_written(file, starts[begin.line - 1] + begin.column - 1, len(visible)))
    if not _is_same([text[place] for place in visible], written):
        return [begin] * len(offsets)
    found = []
    for offset in offsets:
        # At white space, the next visible character; at the end, the last one.
        nth = min(bisect_left(visible, offset), len(visible) - 1)
        place = written[nth][0]
        line = bisect_right(starts, place)
        found.append(replace(begin, line=line, column=place - starts[line - 1] + 1))
    return found


@lru_cache(maxsize=1)
def _lines(file: str, _changed: int) -> tuple[str, Sequence[int]]:
    """Return the text of a file, and where each of its lines begins."""
    text = read_text(Path(file))
    return text, (0, *(end.end() for end in re.finditer("\n", text)))


def _is_same(characters: Sequence[str], written: Sequence[tuple[int, str]]) -> bool:
    """Compare the characters of a text with the signs that write them, escapes left aside."""
    if not characters or len(characters) != len(written):
        return False
    signs = [sign for _, sign in written]
    return all(len(sign) > 1 or sign == c for c, sign in zip(characters, signs, strict=True))


def _written(file: str, start: int, count: int) -> Iterator[tuple[int, str]]:
    """Yield the offset of each visible character of the YAML text at `start`, and what it is."""
    begin = _PROPERTIES.match(file, start).end()  # type: ignore[union-attr]  # matches always
    opening = file[begin : begin + 1]
    if opening in ("|", ">"):
        head = _HEAD.match(file, begin)
        begin = head.end() if head else begin
    elif opening in _IN_QUOTES:
        begin += 1
    signs = _IN_QUOTES.get(opening, _BARE).finditer(file, begin)
    for sign in signs:
        if count == 0:
            return
        if sign.group() not in _BLANK:
            count -= 1
            yield sign.start(), sign.group()
