"""Bytes of a file to text, and the characters that no text may contain."""

import errno
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from kitgen.errors import BadRequest, InvalidInput, Issue

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
TAB = "tab character; use spaces"
# Also as the first line of an item of a list.
_FENCE = re.compile(r"(?P<indent> *(?:(?:[-+*]|\d+[.)]) +)*)(?P<marks>`{3,}|~{3,})")


def current_folder() -> Path:
    """Return the current folder; raises BadRequest where it was deleted."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise BadRequest("the current folder is no longer there; change to another") from None


def shortened(path: str) -> str:
    """Return a path from the current folder on; of an absolute one elsewhere, the file's name."""
    if not Path(path).is_absolute():
        return path
    here = current_folder()
    below = Path(path).is_relative_to(here)
    return str(Path(path).relative_to(here)) if below else Path(path).name


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
    return [path for path in _visible(folder) if path.name.endswith((".yaml", ".yml"))]


def sub_folders(folder: Path) -> list[Path]:
    """Return the folders in a folder by name, without hidden ones.

    Raises InvalidInput for a folder that cannot be read.
    """
    return [path for path in _visible(folder) if is_folder(path)]


def _visible(folder: Path) -> list[Path]:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise InvalidInput([_unreadable(folder, error)]) from None
    return [folder / name for name in names if name[0] != "."]


def read_text(path: Path) -> str:
    """Return the text of a file, with line ends as `\\n`.

    Raises InvalidInput as `read_code` does, and for tabs outside of Markdown code blocks.
    """
    text = read_code(path)
    tabs = tuple(_tabs(path, text.split("\n"))) if "\t" in text else ()
    if tabs:
        raise InvalidInput(tabs)
    return text


def read_code(path: Path) -> str:
    """Return the text of a file in which tabs are allowed, with line ends as `\\n`.

    Raises InvalidInput for what is no readable file, bytes that are not UTF-8, and control
    characters.
    """
    text = _decoded(path, read_bytes(path)).replace("\r\n", "\n")
    if CONTROL.search(text):
        raise InvalidInput(_control_characters(path, text.split("\n")))
    return text


def _decoded(path: Path, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8").split("\n")
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8"
        issue = Issue(str(path), len(before), len(before[-1]) + 1, message)
        raise InvalidInput([issue]) from None


def read_bytes(path: Path) -> bytes:
    """Return the content of a file; raises InvalidInput for what is no readable file."""
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


def _control_characters(path: Path, lines: Sequence[str]) -> Iterator[Issue]:
    for number, line in enumerate(lines, 1):
        for found in CONTROL.finditer(line):
            message = f"control character U+{ord(found.group()):04X} is not allowed"
            yield Issue(str(path), number, found.start() + 1, message)


def _tabs(path: Path, lines: Sequence[str]) -> Iterator[Issue]:
    """Yield each tab that is not between the fences of a code block."""
    fence = None
    for number, line in enumerate(lines, 1):
        fence = _fence_after(line, fence)
        if fence is None:
            for found in re.finditer("\t", line):
                yield Issue(str(path), number, found.start() + 1, TAB)


def _fence_after(line: str, fence: re.Match[str] | None) -> re.Match[str] | None:
    """Return the fence that is open after a line; one closes with its YAML text at the latest."""
    found = _FENCE.match(line)
    if fence is None:
        return found
    indent = len(line) - len(line.lstrip(" "))
    closes = found is not None and found["marks"].startswith(fence["marks"])
    left = bool(line.strip()) and indent < len(fence["indent"])
    return None if closes or left else fence
