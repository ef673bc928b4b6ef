"""Where a theme is, by its name."""

from pathlib import Path

from kitgen.literals import PLAIN, THEMES
from kitgen.paths import is_folder
from kitgen.resources import shipped


def theme_folder(name: str, beside: Path = Path()) -> Path:
    """Return the folder of a theme: one of yours, from the folder `beside`, or a built-in one."""
    own, built_in = beside / name, shipped("templates")
    if name not in THEMES or is_folder(own):
        return own
    return built_in if name == PLAIN else built_in / "themes" / name
