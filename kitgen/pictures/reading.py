"""Pictures of a bank or a theme: files in its folder, which nothing leads out of."""

from collections.abc import Sequence
from pathlib import Path

from kitgen.files.inside import Unusable, read_inside
from kitgen.pictures.figure import LARGEST, Figure, FigureFault, figure_of


def read_figure(folder: Path, file: str, owner: str = "the bank") -> Figure:
    """Read a picture in the folder of its owner; raises FigureFault for what cannot be printed."""
    try:
        content = read_inside(folder, file, "a figure", owner, LARGEST)
    except Unusable as error:
        raise FigureFault(str(error)) from None
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
