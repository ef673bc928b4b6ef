"""Where the shipped folders are: inside the installed package, or beside it in a checkout."""

from pathlib import Path

from kitgen.paths import is_folder

LANGUAGES_FOLDER = "languages"  # of a theme, and of the built-in templates
_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """Return the folder `name` (templates, questions or examples) that came with kitgen."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def catalogues_in(folder: Path) -> list[Path]:
    """Return the catalogues of translations that a folder of templates has."""
    there = folder / LANGUAGES_FOLDER
    return sorted(there.glob("*.po")) if is_folder(there) else []
