"""The manifest of a batch: who got which file, of which kit, and the file's SHA-256.

A CSV file that grows as work proceeds: what a row is about to get is added to it first. So a file
that it lists and that has its digest is whole, and after an interruption no file is unknown.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from hashlib import file_digest
from io import StringIO
from pathlib import Path

from kitgen.errors import OutputFault
from kitgen.files.formulas import as_text, text_of
from kitgen.output import OutputFile, append, write

MANIFEST = "manifest.csv"
_BOM = "\ufeff"  # without it Excel takes UTF-8 for another encoding


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that was made: for which row, whom, of which form and kits, and from what.

    `made_from` is a digest of all that the file depends on.
    """

    row: str
    candidate: str
    interviewer: str
    form: str
    kit: str
    file: str
    sha256: str
    made_from: str


_HEAD = tuple(field.name for field in fields(Entry))


class Manifest:
    """The manifest in a folder."""

    def __init__(self, folder: Path) -> None:
        """Read the manifest that is in the folder, if any; raises OutputFault for another file."""
        self.folder = folder
        path = folder / MANIFEST
        try:
            text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        except (OSError, UnicodeDecodeError) as error:
            raise OutputFault(f"cannot read {path}: {error}") from None
        self.entries: dict[str, Entry] = {entry.file: entry for entry in _entries(text, path)}
        self._is_cut = not text.endswith("\n")

    def add(self, entries: Iterable[Entry]) -> None:
        """Add entries to the file; one that was cut short, or is not there, is written first."""
        if self._is_cut:
            self.finish(())
            self._is_cut = False
        new = tuple(entries)
        append(self.folder / MANIFEST, _lines(map(astuple, new)))
        self.entries |= {entry.file: entry for entry in new}

    def drop(self, names: Iterable[str]) -> None:
        """Write the file anew without the entries of some files."""
        for name in names:
            self.entries.pop(name, None)
        self.finish(())

    def is_made(self, name: str, made_from: str | None = None) -> bool:
        """Tell whether a file is as it was made, and from that, if it is named."""
        entry = self.entries.get(name)
        if entry is None or (made_from is not None and entry.made_from != made_from):
            return False
        return sha256_of(self.folder / name) == entry.sha256

    def finish(self, names: Iterable[str]) -> None:
        """Write the file anew: the files of this batch in their order, then those of others."""
        order = dict.fromkeys((*names, *self.entries))
        listed = (self.entries[name] for name in order if name in self.entries)
        content = _BOM.encode() + _lines((_HEAD, *map(astuple, listed)))
        write([OutputFile(MANIFEST, content)], self.folder, force=True)


def sha256_of(path: Path) -> str | None:
    """Return the digest of a file; None where there is none that can be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    text = StringIO(newline="")
    cells = (map(as_text, row) for row in rows)
    csv.writer(text, lineterminator="\n").writerows(cells)
    return text.getvalue().encode()


def _entries(text: str, path: Path) -> Iterator[Entry]:
    """Yield the entries, without a last line that was cut short."""
    whole = text[: text.rfind("\n") + 1]
    head, *rows = csv.reader(StringIO(whole, newline="")) if whole else [list(_HEAD)]
    if tuple(head) != _HEAD:
        raise OutputFault(f"{path} is not a manifest of kitgen", "choose another folder")
    yield from (Entry(*map(text_of, row)) for row in rows if len(row) == len(_HEAD))
