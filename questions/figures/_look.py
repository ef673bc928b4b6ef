"""How all drawings look, so that they print well in black and white and can be drawn again."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import fontpkg
import matplotlib as mpl
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

INK = "#14181d"
ACCENT = "#0b5563"
GREY = "#767c82"
PALE = "#e4e9eb"
MILLIMETRE = 1 / 25.4
WIDTH = 140  # in millimetres: fits the narrowest text, that of the interviewer's guide


_FOLDER = tempfile.TemporaryDirectory()


def _family(weight: int) -> str:
    """Register the pack's font in one weight, for the characters used; return its name."""
    font = TTFont(fontpkg.path("Source Sans 3", 400, "normal"))
    subsetter = Subsetter(Options(layout_features=["kern"]))
    subsetter.populate(unicodes=[*range(0x20, 0x180), *map(ord, "αβλπσ√−–—→←↑↓≤≥≈×·…‘’“”")])
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": weight}, inplace=True)
    family = f"Source Sans 3 {weight}"
    font["OS/2"].usWeightClass = 400  # each weight is a family here
    for record in font["name"].names:
        if record.nameID in {1, 4, 16}:
            record.string = family
        if record.nameID == 6:  # names the outlines in the SVG
            record.string = f"g{weight}"
    file = Path(_FOLDER.name, f"{weight}.ttf")
    font.save(file)
    font_manager.fontManager.addfont(file)
    return family


REGULAR = _family(400)
BOLD = _family(600)

mpl.use("svg")
mpl.rcParams.update(
    {
        "svg.fonttype": "path",
        "svg.hashsalt": "kitgen",
        "font.family": REGULAR,
        "font.size": 8.5,
        "axes.titlesize": 8.5,
        "axes.titleweight": "normal",
        "axes.titlelocation": "left",
        "axes.titlepad": 5,
        "axes.labelsize": 8.5,
        "axes.labelpad": 1,
        "axes.linewidth": 0.5,
        "axes.edgecolor": INK,
        "axes.labelcolor": INK,
        "axes.titlecolor": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "text.color": INK,
        "text.hinting": "none",
        "text.hinting_factor": 1,
        "xtick.color": INK,
        "ytick.color": INK,
        "xtick.labelsize": 8,
        "ytick.labelsize": 8,
        "xtick.major.width": 0.5,
        "ytick.major.width": 0.5,
        "xtick.major.size": 2.5,
        "ytick.major.size": 2.5,
        "xtick.major.pad": 2,
        "ytick.major.pad": 2,
        "xtick.minor.size": 0,
        "ytick.minor.size": 0,
        "ytick.alignment": "center",
        "lines.linewidth": 1.1,
        "lines.markersize": 4,
        "patch.linewidth": 0.6,
    }
)


def panels(
    height: float, columns: Sequence[float] = (1,), rows: Sequence[float] = (1,)
) -> tuple[Figure, list[Axes]]:
    """Return a figure of the usual width with panels, row by row.

    The height is in millimetres; columns and rows are sizes relative to each other.
    """
    figure = Figure(figsize=(WIDTH * MILLIMETRE, height * MILLIMETRE), layout="constrained")
    figure.get_layout_engine().set(w_pad=0.02, h_pad=0.02, wspace=0.04)
    grid = figure.add_gridspec(len(rows), len(columns), width_ratios=columns, height_ratios=rows)
    return figure, [figure.add_subplot(cell) for cell in grid]


def say(axes: Axes, x: float, y: float, words: str, **looks: Any) -> Text:
    """Write words into the drawing, by default to the right of a place."""
    return axes.text(x, y, words, **{"linespacing": 0.8, "va": "center", **looks})
