"""Files that another file names: in its folder, and nothing leads out of that."""

from pathlib import Path


def path_inside(folder: Path, name: str) -> Path | None:
    """Return the path of a file in a folder; None for one elsewhere, be it by a link."""
    path = (folder / name).resolve()
    return path if path.is_relative_to(folder.resolve()) else None
