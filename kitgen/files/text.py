"""Bytes of a file to text, and the characters that no text may contain."""

import re
from pathlib import Path

from kitgen.errors import InvalidInput, Issue

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, with line ends as `\\n`.

    Raises InvalidInput for bytes that are not UTF-8, tabs and control characters.
    """
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise InvalidInput([_text_issue(path, before, message)]) from None
    found = [
        _text_issue(path, text[: hit.start()], _character(hit.group()))
        for hit in CONTROL.finditer(text)
    ]
    if found:
        raise InvalidInput(found)
    return text


def _character(character: str) -> str:
    if character == "\t":
        return "tab character; use spaces"
    return f"control character U+{ord(character):04X} is not allowed"


def _text_issue(path: Path, before: str, message: str) -> Issue:
    line = before.count("\n") + 1
    return Issue(str(path), line, len(before) - (before.rfind("\n") + 1) + 1, message)
