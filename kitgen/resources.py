"""Where the shipped folders are: inside the installed package, or beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """Return the folder `name` (templates, questions or examples) that came with kitgen."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
