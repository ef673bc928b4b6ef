"""Finds what folders have of a candidate."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kitgen.batch.manifest import MANIFEST, Entry, Manifest
from kitgen.batch.roster import CANDIDATE
from kitgen.batch.zips import names_in
from kitgen.errors import BadRequest, KitgenError, OutputFault
from kitgen.forgetting.person import Person, is_pack
from kitgen.importing.records import read_records
from kitgen.paths import is_file, is_folder, leads_inside

_TABLES = {".csv", ".tsv", ".xlsx"}
_TEXTS = {".txt", ".md", ".yaml", ".yml", ".json", ".html"}
_MOST = 20_000_000  # bytes of a file whose text is looked through


@dataclass(frozen=True, slots=True)
class Listed:
    """What a batch made for a candidate, in the folder of its manifest.

    `entries` go with their files. `zips` are the names of those for others that have the files too.
    """

    folder: Path
    entries: tuple[Entry, ...]
    zips: tuple[str, ...]

    @property
    def packs(self) -> frozenset[str]:
        """The names of the candidate's files."""
        return frozenset(entry.file for entry in self.entries)

    @property
    def files(self) -> tuple[Path, ...]:
        """Those of the files that are there, and in the folder."""
        return tuple(
            self.folder / name for name in sorted(self.packs) if _is_inside(self.folder, name)
        )


@dataclass(frozen=True, slots=True)
class Traces:
    """What is to be removed, and `others`: what has the name too, and kitgen must not touch.

    `packs` are those that no manifest lists, `folders` those that were looked through.
    """

    folders: tuple[Path, ...]
    listed: tuple[Listed, ...]
    packs: tuple[Path, ...]
    others: tuple[str, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """All files to remove, each once."""
        listed = (path for batch in self.listed for path in batch.files)
        return tuple(dict.fromkeys((*listed, *self.packs)))

    def __bool__(self) -> bool:
        return bool(self.listed or self.packs)


def find(person: Person, folders: Sequence[Path]) -> Traces:
    """Find all that these folders have, and those in them.

    Raises BadRequest for what is no folder, OutputFault for one that cannot be read.
    """
    paths = _paths(folders)
    manifests = list(_manifests(paths))
    listed = [_listed(person, manifest) for manifest in manifests]
    known = {path for manifest in manifests for path in _known(manifest)}
    unlisted = [path for path in paths if path not in known and path.is_file()]
    return Traces(
        tuple(folders),
        tuple(batch for batch in listed if batch.entries),
        tuple(filter(person.has_pack, unlisted)),
        tuple(_others(person, unlisted)),
    )


def candidates(folders: Sequence[Path]) -> list[str]:
    """Return the names that the manifests in these folders have."""
    entries = [e for manifest in _manifests(_paths(folders)) for e in manifest.entries.values()]
    return sorted({entry.candidate for entry in entries} - {""})


def _paths(folders: Sequence[Path]) -> list[Path]:
    """Return all that is in these folders, and below, once; links to folders are not followed."""
    for folder in folders:
        if not is_folder(folder):
            raise BadRequest(f"no such folder: {folder}")
    found = (
        Path(place, name)
        for folder in folders
        for place, _, names in os.walk(folder, onerror=_refuse)
        for name in sorted(names)
    )
    return list(dict.fromkeys(found))


def _refuse(error: OSError) -> None:
    raise OutputFault(f"cannot read {error.filename}: {error.strerror}") from None


def _manifests(paths: Iterable[Path]) -> Iterator[Manifest]:
    """Yield the manifests among some files; one of another program is none."""
    for path in paths:
        if path.name == MANIFEST:
            with suppress(OutputFault):
                yield Manifest(path.parent)


def _known(manifest: Manifest) -> Iterator[Path]:
    """Yield a manifest and what it lists, whoever that is for."""
    yield manifest.folder / MANIFEST
    yield from (manifest.folder / name for name in manifest.entries)


def _listed(person: Person, manifest: Manifest) -> Listed:
    entries = [entry for entry in manifest.entries.values() if person.is_called(entry.candidate)]
    packs = {entry.file for entry in entries}
    zips = [
        entry.file
        for entry in manifest.entries.values()
        if entry.file not in packs and packs.intersection(names_in(manifest.folder / entry.file))
    ]
    return Listed(manifest.folder, tuple(entries), tuple(zips))


def _others(person: Person, paths: Iterable[Path]) -> Iterator[str]:
    """Yield the files that are, or may be, about a candidate: by their names or their texts.

    Not packs that are surely for this candidate, or for another.
    """
    for path in paths:
        if is_pack(path) and person.has_pack(path) is not None:
            continue
        line = _line(person, path)
        if line:
            yield f"{path}:{line}"
        elif person.is_on(path) or person.is_on(path.parent):
            yield str(path)


def _line(person: Person, path: Path) -> int | None:
    """Return the first line of a text, or row of a table, that has the name."""
    if path.suffix.lower() in _TABLES:
        lines = _rows_about(person, path)
    elif path.suffix.lower() in _TEXTS and path.stat().st_size <= _MOST:
        lines = (n for n, line in enumerate(_text(path).splitlines(), 1) if person.is_in(line))
    else:
        return None
    return next(lines, None)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", errors="ignore")
    except OSError as error:
        raise OutputFault(f"cannot read {path}: {error.strerror}") from None


def _rows_about(person: Person, path: Path) -> Iterator[int]:
    """Yield the lines of cells with the name, of a table that can be read."""
    with suppress(KitgenError):
        for record in read_records(path, CANDIDATE):
            yield from (cell.line for cell in record.cells if person.is_called(cell.text))


def _is_inside(folder: Path, name: str) -> bool:
    """Tell whether a file of a manifest, which anybody may have changed, is in its folder."""
    path = folder / name
    return is_file(path) and leads_inside(path.parent, folder)
