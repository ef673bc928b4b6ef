"""Boxes and arrows for the architectures of design questions."""

import numpy as np
from _look import BOLD, INK, MILLIMETRE, PALE, REGULAR, WIDTH
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle


def schematic(height: float) -> tuple[Figure, Axes]:
    """Return a figure of the usual width for boxes and arrows, measured in millimetres.

    The origin is at the top left, and y grows downwards.
    """
    figure = Figure(figsize=(WIDTH * MILLIMETRE, height * MILLIMETRE))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(height, 0))
    axes.axis("off")
    return figure, axes


def box(
    axes: Axes, place: tuple[float, float, float, float], *lines: str, later: bool = False
) -> None:
    """Draw a box at left, top, with width and height; its first line is its name.

    What happens later than the request that is served is shaded.
    """
    left, top, width, height = place
    fill = PALE if later else "white"
    frame = Rectangle(
        (left + 0.2, top + 0.2),
        width - 0.4,
        height - 0.4,
        facecolor=fill,
        edgecolor=INK,
        clip_on=False,
    )
    axes.add_patch(frame)
    for number, line in enumerate(lines):
        looks = {"family": REGULAR, "fontsize": 8} if number else {"family": BOLD}
        axes.text(left + 1.2, top + 3.9 + 3.4 * number, line, va="baseline", **looks)


def arrow(axes: Axes, *points: tuple[float, float], later: bool = False) -> None:
    """Draw a line through points with a head at the last one; dashed where it is taken later."""
    x, y = np.array(points).T
    axes.plot(
        x, y, color=INK, linewidth=0.8, linestyle=(0, (3, 2)) if later else "-", clip_on=False
    )
    tip = np.array([x[-1], y[-1]])
    back = np.array([x[-2], y[-2]]) - tip
    back = 1.7 * back / np.hypot(*back)
    side = 0.4 * np.array([-back[1], back[0]])
    axes.add_patch(
        Polygon(
            [tip, tip + back + side, tip + back - side],
            facecolor=INK,
            edgecolor="none",
            clip_on=False,
        )
    )
