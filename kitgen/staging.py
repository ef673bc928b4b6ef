"""New contents that take the place of files all at once, or not at all."""

import os
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from kitgen.errors import OutputFault
from kitgen.locks import Taken, alone_in
from kitgen.signals import undisturbed

_PATIENCE = 30.0  # seconds to wait for another run, which needs far less than one to write
_OURS = re.compile(r"\.kitgen-[0-9a-f]{16}")
_LONG_AGO = 3600.0  # seconds; no run takes that long to write


@dataclass(frozen=True, slots=True)
class _Staged:
    """What is new beside its target, and the target's file under another name, if there is one."""

    new: Path
    target: Path
    old: Path | None


@contextmanager
def alone_at(targets: Sequence[Path]) -> Iterator[None]:
    """Let one run at a time write to the folders of these files.

    Removes what runs that were killed left there. Raises OutputFault where another run keeps a
    folder.
    """
    with ExitStack() as stack:
        for folder in sorted({target.parent for target in targets}):  # in one order: no deadlock
            try:
                is_alone = stack.enter_context(alone_in(folder, _PATIENCE))
            except Taken:
                raise OutputFault(
                    f"another run of kitgen is writing to {folder}", "wait for it, then try again"
                ) from None
            _clear(folder, is_alone)
        yield


def _clear(folder: Path, is_alone: bool) -> None:
    """Remove temporary files of dead runs; without a lock, those that are old enough."""
    for path in folder.iterdir():
        if _OURS.fullmatch(path.name):
            with suppress(OSError):
                if is_alone or path.lstat().st_mtime < time.time() - _LONG_AGO:
                    _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def alone_to_make(folder: Path) -> Iterator[bool]:
    """Let one run at a time make a folder; False where another run has just done so."""
    with alone_at([folder]):
        yield not folder.exists()


@contextmanager
def folder_made(folder: Path, contents: Sequence[tuple[Path, bytes]]) -> Iterator[None]:
    """Make a folder of files, which appear in one step; where the context fails, it goes again."""
    with _removed_afterwards() as temporary:
        new = _beside(folder, temporary)
        new.mkdir()
        for target, content in contents:
            file = new / target.relative_to(folder)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        with undisturbed(), _in_place([_Staged(new, folder, None)]):
            yield


@contextmanager
def file_made(path: Path) -> Iterator[Path]:
    """Give another file to write to, which takes that path at the end of the context."""
    with _removed_afterwards() as temporary:
        new = _beside(path, temporary)
        yield new
        new.replace(path)


@contextmanager
def replaced(contents: Sequence[tuple[Path, bytes]]) -> Iterator[None]:
    """Put contents in the place of files; where the context fails, all are as they were.

    Each is written to a temporary file first; these are renamed when all are complete. From then
    on, signals wait for the end of the context.
    """
    with _removed_afterwards() as temporary:
        staged = [_staged(target, content, temporary) for target, content in contents]
        with undisturbed(), _in_place(staged):
            yield


@contextmanager
def _removed_afterwards() -> Iterator[list[Path]]:
    """Give a list of temporary files, of which those that are left are removed at the end."""
    temporary: list[Path] = []
    try:
        yield temporary
    finally:
        with undisturbed():
            for path in temporary:
                with suppress(OSError):
                    _remove(path)


def _staged(target: Path, content: bytes, temporary: list[Path]) -> _Staged:
    """Write `content` beside its target, and keep the file that it will replace.

    The file is created with the rights that the user's umask leaves, or with those of the file
    that it will replace.
    """
    new = _beside(target, temporary)
    with new.open("xb") as file:
        file.write(content)
    if not target.exists():
        return _Staged(new, target, None)
    shutil.copymode(target, new)
    return _Staged(new, target, _kept(target, temporary))


def _beside(target: Path, temporary: list[Path]) -> Path:
    path = target.parent / f".kitgen-{token_hex(8)}"
    temporary.append(path)
    return path


def _kept(target: Path, temporary: list[Path]) -> Path:
    old = _beside(target, temporary)
    try:
        os.link(target, old)  # keeps the target in place until its successor is renamed to it
    except OSError:  # a file system without links
        shutil.copy2(target, old)
    return old


@contextmanager
def _in_place(staged: Sequence[_Staged]) -> Iterator[None]:
    """Rename all new files to their targets, and put the old ones back if that or more fails."""
    replaced: list[_Staged] = []
    try:
        for file in staged:
            file.new.replace(file.target)
            replaced.append(file)
        yield
    except BaseException:
        for file in reversed(replaced):
            if file.old is None:
                file.target.rename(file.new)
            else:
                file.old.replace(file.target)
        raise
