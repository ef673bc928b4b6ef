"""Copies of the built-in templates, to be changed in a theme's folder."""

from collections.abc import Sequence
from pathlib import Path

from kitgen.output import OutputFile, write
from kitgen.paths import is_there
from kitgen.resources import shipped
from kitgen.theme import THEME_FILE, theme_files
from kitgen.workspace.workspace import schema_line

_SCHEMA_LINE = b"# yaml-language-server:"


def eject(folder: Path) -> tuple[Sequence[Path], Sequence[str]]:
    """Copy what a theme may replace to a folder; return the new files, and what was there before.

    The latter stays as it is. Raises OutputFault where the folder cannot be written.
    """
    there = [name for name in theme_files() if is_there(folder / name)]
    new = [name for name in theme_files() if name not in there]
    files = [OutputFile(name, _content(name, folder)) for name in new]
    return write(files, folder, force=False), there


def _content(name: str, folder: Path) -> bytes:
    content = (shipped("templates") / name).read_bytes()
    first, _, rest = content.partition(b"\n")
    if name == THEME_FILE and first.startswith(_SCHEMA_LINE):
        return schema_line("theme", folder).encode() + rest
    return content
