"""One zip per candidate or interviewer, of packs that were made."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from kitgen.batch.manifest import Entry, Manifest, sha256_of
from kitgen.batch.names import Distinct
from kitgen.batch.orders import Order
from kitgen.files.portable import allowed, in_file_names
from kitgen.output import written_whole

By = Literal["candidate", "interviewer"]
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # so that the same packs make the same zip


def zip_names(orders: Sequence[Order], by: By) -> dict[str, str]:
    """Return the name of the zip of each candidate, or interviewer, who is in a row."""
    people = dict.fromkeys(_person(order, by) for order in orders)
    distinct = Distinct()
    stems = {person: in_file_names(person) or f"no-{by}" for person in people}
    return {person: distinct.name(allowed(stem), ".zip") for person, stem in stems.items()}


def write_zips(
    orders: Sequence[Order], by: By, names: Mapping[str, str], manifest: Manifest
) -> Iterator[Path]:
    """Write the zip of each person in these rows, and yield its path."""
    packs: dict[str, list[str]] = {}
    for order in orders:
        packs.setdefault(_person(order, by), []).extend(pack.name for pack in order.packs)
    for person, of_person in packs.items():
        yield _write(names[person], person, of_person, by, manifest)


def names_in(path: Path) -> tuple[str, ...]:
    """Return the names of the packs in a zip; none for what is no zip."""
    try:
        with ZipFile(path) as archive:
            return tuple(archive.namelist())
    except (OSError, BadZipFile):
        return ()


def shorten_zip(name: str, without: Container[str], manifest: Manifest) -> None:
    """Write a zip anew without some packs; it goes where no other is in it."""
    path = manifest.folder / name
    with ZipFile(path) as archive:
        left = {pack: archive.read(pack) for pack in archive.namelist() if pack not in without}
    if left:
        digest = _write_zip(path, left.items())
        manifest.add([replace(manifest.entries[name], sha256=digest)])
    else:
        path.unlink()
        manifest.drop([name])


def _write(name: str, person: str, packs: Sequence[str], by: By, manifest: Manifest) -> Path:
    path = manifest.folder / name
    digest = _write_zip(path, ((pack, (manifest.folder / pack).read_bytes()) for pack in packs))
    people = {"candidate": "", "interviewer": ""} | {by: person}
    manifest.add([Entry("", **people, form="", kit="", file=name, sha256=digest, made_from="")])
    return path


def _write_zip(path: Path, packs: Iterable[tuple[str, bytes]]) -> str:
    """Write packs by their names, and return the digest of the zip."""
    with written_whole(path) as temporary:
        with ZipFile(temporary, "w", ZIP_DEFLATED) as archive:
            for pack, content in packs:
                info = ZipInfo(pack, _LONG_AGO)
                info.compress_type = ZIP_DEFLATED
                info.create_system, info.external_attr = 3, 0o644 << 16  # alike on all systems
                archive.writestr(info, content)
        return sha256_of(temporary) or ""


def _person(order: Order, by: By) -> str:
    return getattr(order.row.occasion, by) or ""
