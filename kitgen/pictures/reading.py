"""Pictures of a bank or a theme: files in its folder, which nothing leads out of."""

from collections.abc import Sequence
from pathlib import Path

from kitgen.files.inside import path_inside
from kitgen.pictures.figure import LARGEST, Figure, FigureFault, figure_of


def read_figure(folder: Path, file: str, owner: str = "the bank") -> Figure:
    """Read a picture in the folder of its owner; raises FigureFault for what cannot be printed."""
    path = path_inside(folder, file)
    if path is None:
        raise FigureFault(f"a figure is in the folder of {owner}")
    if path.exists() and not path.is_file():  # such as a pipe, whose writer would be waited for
        raise FigureFault("is not a file")
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise FigureFault(f"there is no such file in the folder of {owner}") from None
    except OSError as error:
        raise FigureFault(f"the file cannot be read: {error.strerror}") from None
    if len(content) > LARGEST:
        raise FigureFault(f"a figure has at most {LARGEST:,} bytes")
    figure = figure_of(file, content)
    if figure.type == "svg+xml":
        _require_utf8(content)
    return figure


def unreadable(folders: Sequence[Path], file: str) -> str | None:
    """Return why no folder has a figure that can be printed; None where one has."""
    reason = "there is no bank to read it from"
    for folder in folders:
        try:
            read_figure(folder, file)
        except FigureFault as fault:
            reason = str(fault)
        else:
            return None
    return reason


def _require_utf8(content: bytes) -> None:
    try:
        content.decode()
    except UnicodeDecodeError:
        raise FigureFault("the SVG is not UTF-8") from None
