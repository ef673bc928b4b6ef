"""From a place in a text to the line and column of the YAML file that contains it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
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
# Escapes of YAML for white space and line ends.
_BLANK = frozenset({r"\n", r"\t", r"\ ", r"\_", r"\N", r"\L", r"\P", r"\r", r"\v", r"\f"})


def locate(issue: Issue, text: str, offset: int) -> Issue:
    """Move an issue from the beginning of a text in its file to one of the text's characters.

    YAML folds lines, and so changes white space, but nothing else: the nth visible character of
    the text is the nth one in the file. An issue stays where it is when the file has another text
    there.
    """
    file = read_text(Path(issue.file))
    visible = [place for place, character in enumerate(text) if not character.isspace()]
    written = list(_written(file, _offset(file, issue), len(visible)))
    before = sum(place < offset for place in visible)
    if before == len(visible) or not _is_same([text[place] for place in visible], written):
        return issue
    found = written[before][0]
    line = file.count("\n", 0, found)
    return replace(issue, line=line + 1, column=found - file.rfind("\n", 0, found))


def _is_same(characters: Sequence[str], written: Sequence[tuple[int, str]]) -> bool:
    """Compare the characters of a text with the signs that write them, escapes left aside."""
    if len(characters) != len(written):
        return False
    signs = [sign for _, sign in written]
    return all(len(sign) > 1 or sign == c for c, sign in zip(characters, signs, strict=True))


def _offset(file: str, issue: Issue) -> int:
    lines = file.split("\n")
    return sum(len(line) + 1 for line in lines[: issue.line - 1]) + issue.column - 1


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
