"""Removes what was found of a candidate."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from kitgen.batch.manifest import MANIFEST, Manifest
from kitgen.batch.zips import shorten_zip
from kitgen.errors import OutputFault
from kitgen.forgetting.traces import Listed, Traces
from kitgen.staging import alone_at


def remove(traces: Traces) -> Iterator[Path]:
    """Remove files, then what lists them; yield the path of each when that is done.

    What runs that were killed left beside them goes as well. A removal that was stopped is
    completed by the next one, since the manifests change last. Raises OutputFault for what cannot
    be removed.
    """
    files = traces.files  # while they are there
    try:
        with alone_at(files):
            for path in files:
                path.unlink(missing_ok=True)
                yield path
        for batch in traces.listed:
            yield from _unlist(batch)
        for path in files:
            _remove_empty(path.parent, traces.folders)
    except OSError as error:
        raise OutputFault(f"cannot remove {error.filename}: {error.strerror}") from None


def _unlist(batch: Listed) -> Iterator[Path]:
    """Take the files of a batch out of zips and out of the manifest."""
    manifest = Manifest(batch.folder)
    for name in batch.zips:
        shorten_zip(name, batch.packs, manifest)
        yield batch.folder / name
    manifest.drop(batch.packs)
    yield batch.folder / MANIFEST


def _remove_empty(folder: Path, tops: Sequence[Path]) -> None:
    """Remove a folder without content, and such folders around it, below those that were given."""
    with suppress(OSError):  # one with content
        while any(top in folder.parents for top in tops):
            folder.rmdir()
            folder = folder.parent
