"""What was computed once and is kept: files named by a digest of all that they depend on.

Keeping is a matter of speed alone: an entry that is missing, cut short or changed is computed
again, and one that cannot be written is not kept. Several processes may use one folder.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from time import time

import kitgen

_FOLDER: ContextVar[Path | None] = ContextVar("cache folder", default=None)
_MOST_BYTES = 500_000_000  # some hundred packs and a bank of 10,000 questions
_WRITTEN: set[Path] = set()  # folders in which this process has kept an entry, or others for it
_SEAL = 32  # bytes of a SHA-256 digest, with which each entry begins


def user_folder() -> Path:
    """Return the folder of this user for what programs may compute again."""
    from platformdirs import user_cache_path

    return user_cache_path("kitgen", appauthor=False)


@contextmanager
def caching(folder: Path | None) -> Iterator[None]:
    """Keep entries in a folder for as long as the context lasts; None keeps none."""
    token = _FOLDER.set(folder)
    try:
        yield
    finally:
        _FOLDER.reset(token)


def cache_in(folder: Path | None) -> None:
    """Keep entries in a folder for as long as this process lasts; None keeps none."""
    _FOLDER.set(folder)


def expect_entries_of_others() -> None:
    """Let `shrink` look at the entries, since processes of this command may keep some."""
    folder = _FOLDER.get()
    if folder:
        _WRITTEN.add(folder)


def cache_folder() -> Path | None:
    """Return the folder in which entries are kept now; None where none are kept."""
    return _FOLDER.get()


def digest(*parts: str | bytes) -> str:
    """Return the name of what depends on these parts alone, and on kitgen's version."""
    found = sha256()
    for part in (_version(), *parts):
        data = part.encode() if isinstance(part, str) else part
        found.update(b"%d:" % len(data))  # so that ("ab", "c") differs from ("a", "bc")
        found.update(data)
    return found.hexdigest()


def kept(kind: str, name: str, make: Callable[[], bytes]) -> bytes:
    """Return the entry of this kind and name, a digest; make it and keep it where there is none."""
    found = find(kind, name)
    if found is None:
        found = make()
        keep(kind, name, found)
    return found


def find(kind: str, name: str) -> bytes | None:
    """Return an entry as it was kept; None where there is none, or where it was changed since."""
    folder = _FOLDER.get()
    if folder is None:
        return None
    path = _path(folder, kind, name)
    try:
        with path.open("rb") as file:
            seal, content = file.read(_SEAL), file.read()
    except OSError:
        return None
    if seal != _seal(kind, name, content):
        return None
    with suppress(OSError):
        os.utime(path)  # the entries that were not used for longest are removed first
    return content


def keep(kind: str, name: str, content: bytes) -> None:
    """Keep an entry; without a word where the folder cannot be written."""
    folder = _FOLDER.get()
    if folder is None:
        return
    path = _path(folder, kind, name)
    temporary = path.with_name(f".{token_hex(8)}")
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # answers are confidential
        path.parent.mkdir(mode=0o700, exist_ok=True)
        try:
            with temporary.open("wb") as file:
                file.writelines((_seal(kind, name, content), content))
            temporary.replace(path)
            _WRITTEN.add(folder)
        finally:
            temporary.unlink(missing_ok=True)


def shrink(most_bytes: int = _MOST_BYTES) -> None:
    """Remove the entries that were not used for longest until the others fit.

    That looks at all entries, so it does nothing where this process has kept none, nor others for
    it.
    """
    folder = _FOLDER.get()
    if folder is None or folder not in _WRITTEN:
        return
    with suppress(OSError):
        files = [(path, path.stat()) for path in folder.glob("*/*")]
        files.sort(key=lambda found: found[1].st_mtime, reverse=True)
        size = 0
        for path, status in files:
            size += status.st_size
            is_left_over = path.name.startswith(".") and status.st_mtime < time() - 3600
            if size > most_bytes or is_left_over:
                path.unlink(missing_ok=True)


def _path(folder: Path, kind: str, name: str) -> Path:
    return folder / kind / name


def _seal(kind: str, name: str, content: bytes) -> bytes:
    """Return what tells that an entry is whole, and the one that was asked for."""
    seal = sha256(f"{kind}/{name}/".encode())
    seal.update(content)
    return seal.digest()


@cache
def _version() -> str:
    """Return kitgen's version and that of its code, which changes without it in a checkout."""
    package = str(Path(__file__).parent)
    code = sha256()
    for path, status in sorted(_code_files(package)):
        place = path.removeprefix(package)
        code.update(f"{place} {status.st_size} {status.st_mtime_ns}\n".encode())
    return f"{kitgen.__version__} {code.hexdigest()}"


def _code_files(package: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files of code in a folder; Path.rglob takes three times as long."""
    waiting = [package]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    yield entry.path, entry.stat()
                elif entry.name != "__pycache__" and entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
