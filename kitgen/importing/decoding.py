"""Bytes of a text file of any origin → lines without tabs and control characters."""

import codecs
import re
from pathlib import Path

from kitgen.errors import InvalidInput, Issue
from kitgen.files.text import read_bytes, refuse_conflicts
from kitgen.importing.reading import Note, Place
from kitgen.unseen import UNSEEN

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(path: Path) -> tuple[str, list[Note]]:
    """Return the lines of a text file as they can be printed, and notes of what was changed.

    Raises InvalidInput as `as_text_file` does.
    """
    text, notes = as_text_file(path)
    lines = re.sub(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", text).split("\n")
    shown = [_printable(line, Place(path.name, n), notes) for n, line in enumerate(lines, 1)]
    return "\n".join(shown), notes


def as_text_file(path: Path) -> tuple[str, list[Note]]:
    """Return the text of a file, and a note where its encoding was guessed.

    Without a byte order mark it is UTF-8, or Windows-1252 where it is not valid UTF-8. Raises
    InvalidInput for a file that cannot be read or is no text, and for versions that Git could not
    merge.
    """
    content = read_bytes(path)
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    notes: list[Note] = []
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise _no_text(path) from None
        text = content.decode("cp1252", errors="replace")
        notes.append(Note(Place(path.name, 1), "changed", "not UTF-8: read as Windows-1252"))
    if "\0" in text:
        raise _no_text(path)
    refuse_conflicts(path, text)
    return text, notes


def printable(text: str) -> str:
    """Return a text without characters that cannot be printed, its tabs as spaces."""
    shown = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return shown.expandtabs(4)


def _printable(line: str, place: Place, notes: list[Note]) -> str:
    unseen = dict.fromkeys("".join(UNSEEN.findall(line)))
    if unseen:
        codes = ", ".join(f"U+{ord(sign):04X}" for sign in unseen)
        notes.append(Note(place, "dropped", f"characters that cannot be printed: {codes}"))
    if "\t" in line:
        notes.append(Note(place, "changed", "tabs made spaces"))
    return printable(line)


def _no_text(path: Path) -> InvalidInput:
    message = "this is no text; save the file as UTF-8 text, or import its original format"
    return InvalidInput([Issue(str(path), 1, 1, message)])
