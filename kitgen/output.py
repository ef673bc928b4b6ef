"""The one place that writes to disk: all files of a run appear, or none."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from kitgen.errors import BadRequest, OutputExists


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to be: its name in the output folder, or its path below it, and its content."""

    name: str
    content: bytes


def refuse_existing(folder: Path, names: Sequence[str]) -> None:
    """Raise OutputExists when a file of a run is there already."""
    there = [str(folder / name) for name in names if (folder / name).exists()]
    if there:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise OutputExists(
            f"there already: {there[0]}{more}",
            "use --force to overwrite, or --output for another folder",
        )


def write(files: Sequence[OutputFile], folder: Path, *, force: bool) -> tuple[Path, ...]:
    """Write all files, each through a temporary file beside it; returns their paths.

    Raises OutputExists unless `force`, and BadRequest where the folder cannot be written.
    """
    if not force:
        refuse_existing(folder, [file.name for file in files])
    waiting: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            with NamedTemporaryFile(dir=folder, prefix=".kitgen-", delete=False) as temporary:
                waiting.append((Path(temporary.name), folder / file.name))
                (folder / file.name).parent.mkdir(parents=True, exist_ok=True)
                temporary.write(file.content)
        for temporary_path, path in waiting:
            temporary_path.chmod(0o666 & ~_umask())
            temporary_path.replace(path)
    except OSError as error:
        raise BadRequest(f"cannot write to {folder}: {error.strerror}") from None
    finally:
        for temporary_path, _ in waiting:
            temporary_path.unlink(missing_ok=True)
    return tuple(path for _, path in waiting)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
