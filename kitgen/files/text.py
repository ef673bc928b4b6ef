"""Bytes of a file to text, and the characters that no text may contain."""

import re
from collections.abc import Iterator
from pathlib import Path

from kitgen.errors import InvalidInput, Issue

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
TAB = "tab character; use spaces"
# Also as the first line of an item of a list.
_FENCE = re.compile(r"(?P<indent> *(?:(?:[-+*]|\d+[.)]) +)*)(?P<marks>`{3,}|~{3,})")


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, with line ends as `\\n`.

    Raises InvalidInput for bytes that are not UTF-8, control characters, and tabs outside of
    Markdown code blocks, which makefiles and tables need them in.
    """
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise InvalidInput([_text_issue(path, before, message)]) from None
    found = [
        _text_issue(
            path, text[: hit.start()], f"control character U+{ord(hit[0]):04X} is not allowed"
        )
        for hit in CONTROL.finditer(text)
    ]
    found += [_text_issue(path, text[:offset], TAB) for offset in _tabs(text)]
    if found:
        raise InvalidInput(found)
    return text


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"


def _tabs(text: str) -> Iterator[int]:
    """Yield the offset of each tab that is not between the fences of a code block."""
    if "\t" not in text:
        return
    start, fence = 0, None
    for line in text.splitlines(keepends=True):
        fence = _fence_after(line, fence)
        if fence is None:
            yield from (start + hit.start() for hit in re.finditer("\t", line))
        start += len(line)


def _fence_after(line: str, fence: re.Match[str] | None) -> re.Match[str] | None:
    """Return the fence that is open after a line; one closes with its YAML text at the latest."""
    found = _FENCE.match(line)
    if fence is None:
        return found
    indent = len(line) - len(line.lstrip(" "))
    closes = found is not None and found["marks"].startswith(fence["marks"])
    left = bool(line.strip()) and indent < len(fence["indent"])
    return None if closes or left else fence


def _text_issue(path: Path, before: str, message: str) -> Issue:
    line = before.count("\n") + 1
    return Issue(str(path), line, len(before) - (before.rfind("\n") + 1) + 1, message)
