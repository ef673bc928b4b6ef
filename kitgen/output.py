"""The one place that writes to disk: all files of a run appear, or none."""

import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from kitgen.errors import OutputExists, OutputFault

_LONGEST = 255  # bytes of a file name, on all common file systems
_TEMPORARY = ".kitgen-"  # what names of files begin with that are being written


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to write: its name in the output folder, or its path below it, and its content."""

    name: str
    content: bytes


def refuse_existing(folder: Path, names: Sequence[str]) -> None:
    """Raise OutputExists for files of a run that exist, OutputFault for a folder out of reach."""
    with _faults(folder):
        found = [str(folder / name) for name in names if (folder / name).exists()]
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        verb = "exist" if more else "exists"
        raise OutputExists(f"{found[0]}{more} already {verb}")


def refuse_repeated(names: Sequence[str]) -> None:
    """Raise OutputFault for files of one run that would replace each other."""
    repeated = sorted(name for name, times in Counter(names).items() if times > 1)
    if repeated:
        raise OutputFault(
            f"several files of this run would be called {', '.join(repeated)}",
            "write each of them to a separate folder",
        )


def refuse_long(names: Sequence[str]) -> None:
    """Raise OutputFault for a file name that is longer than file systems allow."""
    for name in names:
        if len(os.fsencode(Path(name).name)) > _LONGEST:
            raise OutputFault(
                f"the name of a file of this run is too long: {name}",
                "shorten the name of the role or of the round, or the candidate's",
            )


def unwritten(files: Iterable[OutputFile], folder: Path) -> tuple[OutputFile, ...]:
    """Return the files that are not in the folder with the same content."""
    with _faults(folder):
        return tuple(file for file in files if not _is_written(file, folder / file.name))


def _is_written(file: OutputFile, path: Path) -> bool:
    return path.is_file() and path.read_bytes() == file.content


def write(files: Sequence[OutputFile], folder: Path, *, force: bool) -> tuple[Path, ...]:
    """Write all files and return their paths.

    Each is written to a temporary file first; these are renamed when all are complete. Where
    that fails, files that were replaced are put back. Raises OutputExists unless `force`, and
    OutputFault where the folder cannot be written or a name leads out of it.
    """
    names = [file.name for file in files]
    refuse_repeated(names)
    if not force:
        refuse_existing(folder, names)
    with _faults(folder), _folders_made(folder, names), _removed_afterwards() as temporary:
        paths = tuple(_path_in(folder, name) for name in names)
        pairs = zip(files, paths, strict=True)
        staged = [_staged(file.content, path, temporary) for file, path in pairs]
        _replace_all(staged, temporary)
    return paths


def append(path: Path, content: bytes) -> None:
    """Add to the end of a file, which is made with its folder when missing."""
    with _faults(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(content)


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give another file to write to, which takes that path when it is complete."""
    with _faults(path.parent), _removed_afterwards() as temporary:
        new = _beside(path, temporary)
        yield new
        new.replace(path)


def remove_left_over(folders: Iterable[Path]) -> None:
    """Remove from these folders the files that a run which was killed had not finished."""
    for folder in folders:
        with _faults(folder):
            for path in folder.glob(f"{_TEMPORARY}*"):
                path.unlink(missing_ok=True)


def _path_in(folder: Path, name: str) -> Path:
    path = folder / name
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except RuntimeError:  # links in a circle, before Python 3.13
        raise OutputFault(f"cannot write {path}: its links lead in a circle") from None
    if not inside and not path.is_symlink():
        raise OutputFault(f"'{name}' is not a file in {folder}")
    if path.is_dir():
        raise OutputFault(f"cannot write {path}: it is a folder")
    return path


@contextmanager
def _faults(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputFault(f"cannot write to {folder}: {error.strerror}") from None


@contextmanager
def _folders_made(folder: Path, names: Iterable[str]) -> Iterator[None]:
    """Make the folder, and take away again where nothing is written what names had made as well."""
    inside = (path for name in names for path in (folder / name).parents)
    missing = [path for path in {folder, *folder.parents, *inside} if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for path in sorted(missing, reverse=True):  # what is inside first
            with suppress(OSError):  # somebody else uses it by now
                path.rmdir()
        raise


@contextmanager
def _removed_afterwards() -> Iterator[list[Path]]:
    """Give a list of temporary files, of which those that are left are removed at the end."""
    temporary: list[Path] = []
    try:
        yield temporary
    finally:
        for path in temporary:
            path.unlink(missing_ok=True)


def _staged(content: bytes, path: Path, temporary: list[Path]) -> tuple[Path, Path]:
    """Write `content` beside the file that `path` leads to; return both places.

    The file is created with the rights that the user's umask leaves, or with those of the file
    that it will replace.
    """
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    new = _beside(target, temporary)
    with new.open("xb") as file:
        file.write(content)
    if target.exists():
        shutil.copymode(target, new)
    return new, target


def _beside(target: Path, temporary: list[Path]) -> Path:
    path = target.parent / f"{_TEMPORARY}{token_hex(8)}"
    temporary.append(path)
    return path


def _replace_all(staged: Sequence[tuple[Path, Path]], temporary: list[Path]) -> None:
    """Rename all new files to their targets, or leave every target as it was."""
    replaced: list[tuple[Path, Path | None]] = []
    try:
        for new, target in staged:
            old = _set_aside(target, temporary)
            replaced.append((target, old))
            new.replace(target)
    except OSError:
        for target, old in reversed(replaced):
            if old is None:
                target.unlink(missing_ok=True)
            else:
                old.replace(target)
        raise


def _set_aside(target: Path, temporary: list[Path]) -> Path | None:
    """Keep a file that will be replaced under another name; None where there is no file."""
    if not target.exists():
        return None
    old = _beside(target, temporary)
    try:
        os.link(target, old)  # keeps the target in place until its successor is renamed to it
    except OSError:  # a file system without links
        shutil.copy2(target, old)
    return old
