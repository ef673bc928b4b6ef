"""Bytes of a file to text, and the characters that no text may contain."""

import errno
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from kitgen.errors import InvalidInput, Issue

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def is_file(path: Path) -> bool:
    """Tell whether there is such a file; there is none of a name that no file could have."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Tell whether there is such a folder; there is none of a name that no folder could have."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_there(path: Path) -> bool:
    """Tell whether a folder has an entry of that name, be it a link that leads nowhere.

    Where the folder must not be looked into, assume so: reading the file tells why it fails.
    """
    try:
        return path.is_symlink() or path.exists()
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG


def yaml_files(folder: Path) -> list[Path]:
    """Return the YAML files of a folder by name, without hidden ones.

    Hidden are what editors and systems leave beside a file: `.#x.yaml` of Emacs, `._x.yaml` of
    macOS. Raises InvalidInput for a folder that cannot be read.
    """
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise InvalidInput([_unreadable(folder, error)]) from None
    return [folder / name for name in names if name.endswith((".yaml", ".yml")) and name[0] != "."]


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, with line ends as `\\n`.

    Raises InvalidInput for what is no readable file, bytes that are not UTF-8, tabs and control
    characters.
    """
    raw = _read_bytes(path)
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise InvalidInput([Issue(str(path), line, column, message)]) from None
    found = list(_control_characters(path, text))
    if found:
        raise InvalidInput(found)
    return text


def _read_bytes(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        # Reading a pipe waits for its writer, and a device such as /dev/zero has no end.
        if not stat.S_ISREG(mode):
            message = "is a folder, not a file" if stat.S_ISDIR(mode) else "is not a file"
            raise InvalidInput([Issue(str(path), 1, 1, message)])
        return path.read_bytes()
    except OSError as error:
        raise InvalidInput([_unreadable(path, error)]) from None


def _unreadable(path: Path, error: OSError) -> Issue:
    return Issue(str(path), 1, 1, f"cannot be read: {error.strerror}")


def _control_characters(path: Path, text: str) -> Iterator[Issue]:
    for number, line in enumerate(text.split("\n"), 1):
        for found in CONTROL.finditer(line):
            yield Issue(str(path), number, found.start() + 1, _refusal(found.group()))


def _refusal(character: str) -> str:
    if character == "\t":
        return "tab character; use spaces"
    return f"control character U+{ord(character):04X} is not allowed"
