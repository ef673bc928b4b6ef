"""The one place that writes to disk: all files of a run appear, or none."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kitgen.errors import OutputExists, OutputFault
from kitgen.files.portable import LONGEST, alike
from kitgen.staging import alone_at, alone_to_make, file_made, folder_made, replaced


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
    """Raise OutputFault for files of one run that would replace each other on some system."""
    by_key: dict[str, list[str]] = {}
    for name in names:
        by_key.setdefault(alike(name), []).append(name)
    repeated = sorted({name for same in by_key.values() if len(same) > 1 for name in same})
    if repeated:
        raise OutputFault(
            f"several files of this run would be called {', '.join(repeated)}",
            "write each of them to a separate folder",
        )


def refuse_long(names: Sequence[str]) -> None:
    """Raise OutputFault for a file name that is longer than file systems allow."""
    for name in names:
        if len(os.fsencode(Path(name).name)) > LONGEST:
            raise OutputFault(
                f"the name of a file of this run is too long: {name}",
                "shorten what it is made of: a role's name, or an id",
            )


def unwritten(files: Iterable[OutputFile], folder: Path) -> tuple[OutputFile, ...]:
    """Return the files that are not in the folder with the same content."""
    with _faults(folder):
        return tuple(file for file in files if not _is_written(file, folder / file.name))


def _is_written(file: OutputFile, path: Path) -> bool:
    return path.is_file() and path.read_bytes() == file.content


def write(files: Sequence[OutputFile], folder: Path, *, force: bool) -> tuple[Path, ...]:
    """Write all files and return their paths; raises what `written` raises."""
    with written(files, folder, force=force) as paths:
        return paths


@contextmanager
def written(
    files: Sequence[OutputFile], folder: Path, *, force: bool
) -> Iterator[tuple[Path, ...]]:
    """Write all files and give their paths; where the context fails, take them back.

    Files that they replaced are then as they were. Raises OutputExists unless `force`, and
    OutputFault where the folder cannot be written or a name leads out of it.
    """
    names = [file.name for file in files]
    refuse_repeated(names)
    if not force:
        refuse_existing(folder, names)
    with _faults(folder), ExitStack() as stack:
        paths = tuple(_path_in(folder, name) for name in names)
        targets = [path.resolve() for path in paths]
        contents = [(target, file.content) for target, file in zip(targets, files, strict=True)]
        top = _outermost_missing(folder.resolve())
        if top and stack.enter_context(alone_to_make(top)):
            stack.enter_context(folder_made(top, contents))
        else:
            stack.enter_context(_alone_in_folders(targets))
            if not force:  # another run may have come first
                refuse_existing(folder, names)
            stack.enter_context(replaced(contents))
        yield paths


@contextmanager
def _alone_in_folders(targets: Sequence[Path]) -> Iterator[None]:
    """Make the folders of files, and let one run at a time write to them."""
    with ExitStack() as stack:
        for parent in dict.fromkeys(target.parent for target in targets):
            stack.enter_context(_folders_made(parent))
        stack.enter_context(alone_at(targets))
        yield


def append(path: Path, content: bytes) -> None:
    """Add to the end of a file, which is made with its folder when missing."""
    with _faults(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(content)


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give another file to write to, which takes that path when it is complete."""
    with _faults(path.parent), file_made(path) as new:
        yield new


def _outermost_missing(folder: Path) -> Path | None:
    missing = _missing(folder)
    return missing[-1] if missing else None


def _missing(folder: Path) -> list[Path]:
    """Return a folder and those around it as far as they are not there, the innermost first."""
    return [path for path in (folder, *folder.parents) if not path.exists()]


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
def _folders_made(folder: Path) -> Iterator[None]:
    """Make a folder, and take it and those around it away again where the context fails."""
    missing = _missing(folder)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for path in missing:
            with suppress(OSError):  # somebody else uses it by now
                path.rmdir()
        raise
