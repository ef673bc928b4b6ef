"""Bytes of a file to text, and the characters that no text may contain."""

import re
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from kitgen.errors import BadRequest, InvalidInput, Issue
from kitgen.limits import FAULTS, FILE_BYTES
from kitgen.paths import is_file, is_folder, leads_inside
from kitgen.unseen import UNSEEN, has_unseen, refusal

TAB = "tab character; use spaces"
# What Git writes around two versions of the same lines.
_CONFLICT_BEGINS, _CONFLICT_ENDS = "<<<<<<< ", ">>>>>>> "
CONFLICT = "Git could not merge two versions; keep one of them, and remove the lines around both"
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


def yaml_files(folder: Path) -> list[Path]:
    """Return the YAML files of a folder by name, without hidden ones.

    Hidden are what editors and systems leave beside a file: `.#x.yaml` of Emacs, `._x.yaml` of
    macOS. Raises InvalidInput for a folder that cannot be read, and for links to files elsewhere.
    """
    return _of_folder(folder, [p for p in entries(folder) if p.name.endswith((".yaml", ".yml"))])


def sub_folders(folder: Path) -> list[Path]:
    """Return the folders in a folder by name, without hidden ones.

    Raises InvalidInput for a folder that cannot be read, and for links to folders elsewhere.
    """
    return _of_folder(folder, [path for path in entries(folder) if is_folder(path)])


def _of_folder(folder: Path, paths: list[Path]) -> list[Path]:
    """Return these paths of a folder; what came with it must not make kitgen read other files."""
    message = f"is a link that leads out of {folder}; copy here what it leads to"
    out = [Issue(str(path), 1, 1, message) for path in paths if _leads_out(path, folder)]
    if out:
        raise InvalidInput(out)
    return paths


def _leads_out(path: Path, folder: Path) -> bool:
    # Where a link leads nowhere, reading it tells why.
    is_usable = path.is_symlink() and (is_file(path) or is_folder(path))
    return is_usable and not leads_inside(path, folder)


def entries(folder: Path) -> list[Path]:
    """Return what is in a folder by name, without what is hidden, such as `.git`.

    Raises InvalidInput for a folder that cannot be read.
    """
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
    tabs = tuple(islice(_tabs(path, text.split("\n")), FAULTS)) if "\t" in text else ()
    if tabs:
        raise InvalidInput(tabs)
    return text


def read_code(path: Path) -> str:
    """Return the text of a file in which tabs are allowed, with line ends as `\\n`.

    Raises InvalidInput for what is no readable file, bytes that are not UTF-8, versions that Git
    could not merge, and characters that nobody sees.
    """
    text = _decoded(path, read_bytes(path)).replace("\r\n", "\n")
    refuse_conflicts(path, text)
    if has_unseen(text):
        raise InvalidInput(islice(_unseen(path, text.split("\n")), FAULTS))
    return text


def refuse_conflicts(path: Path, text: str) -> None:
    """Raise InvalidInput for the places of a file of which Git could not merge two versions."""
    if _CONFLICT_BEGINS in text and _CONFLICT_ENDS in text:
        conflicts = tuple(islice(_conflicts(path, text.split("\n")), FAULTS))
        if conflicts:
            raise InvalidInput(conflicts)


# How files begin that are no text, whatever their bytes: PDF, Word or Excel, pictures.
_NO_TEXT = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, Excel or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}


def _decoded(path: Path, raw: bytes) -> str:
    kind = next((kind for start, kind in _NO_TEXT.items() if raw.startswith(start)), None)
    if kind:
        raise InvalidInput([Issue(str(path), 1, 1, f"is {kind}, and a file of text is expected")])
    text = raw.removeprefix(BOM_UTF8)  # which counts as no column
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        before = text[: error.start].decode().split("\n")
        message = f"byte 0x{text[error.start]:02x} is not UTF-8; save the file as UTF-8"
        issue = Issue(str(path), len(before), len(before[-1]) + 1, message)
        raise InvalidInput([issue]) from None


def read_bytes(path: Path) -> bytes:
    """Return the content of a file; raises InvalidInput for one too large or not readable."""
    try:
        mode = path.stat().st_mode
        # Reading a pipe waits for its writer, and a device such as /dev/zero has no end.
        if not stat.S_ISREG(mode):
            message = "is a folder, not a file" if stat.S_ISDIR(mode) else "is not a file"
            raise InvalidInput([Issue(str(path), 1, 1, message)])
        with path.open("rb") as file:
            content = file.read(FILE_BYTES + 1)
    except OSError as error:
        raise InvalidInput([_unreadable(path, error)]) from None
    if len(content) > FILE_BYTES:
        message = f"larger than {FILE_BYTES // 1_000_000} MB; divide it into several files"
        raise InvalidInput([Issue(str(path), 1, 1, message)])
    return content


def _unreadable(path: Path, error: OSError) -> Issue:
    return Issue(str(path), 1, 1, f"cannot be read: {error.strerror}")


def _unseen(path: Path, lines: Sequence[str]) -> Iterator[Issue]:
    for number, line in enumerate(lines, 1):
        for found in UNSEEN.finditer(line):
            yield Issue(str(path), number, found.start() + 1, refusal(found[0]))


def _conflicts(path: Path, lines: Sequence[str]) -> Iterator[Issue]:
    """Yield the first line of each place that has two versions."""
    begin = 0
    for number, line in enumerate(lines, 1):
        if line.startswith(_CONFLICT_BEGINS):
            begin = number
        elif begin and line.startswith(_CONFLICT_ENDS):
            yield Issue(str(path), begin, 1, CONFLICT)
            begin = 0


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
