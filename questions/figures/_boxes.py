"""Boxes and arrows for the architectures of design questions."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from _look import BOLD, INK, MILLIMETRE, PALE, REGULAR, WIDTH
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """Words in a frame at left, top, with width and height; the first line is its name.

    What happens later than the request that is served is shaded.
    """

    place: tuple[float, float, float, float]
    lines: tuple[str, ...]
    later: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line through points with a head at the last one; dashed where it is taken later."""

    points: tuple[Place, ...]
    later: bool


def box(place: tuple[float, float, float, float], *lines: str, later: bool = False) -> Box:
    return Box(place, lines, later)


def arrow(*points: Place, later: bool = False) -> Arrow:
    return Arrow(points, later)


def schematic(height: float, boxes: Iterable[Box], arrows: Iterable[Arrow]) -> Figure:
    """Return a figure of the usual width, with boxes and arrows measured in millimetres.

    The origin is at the top left, and y grows downwards.
    """
    figure = Figure(figsize=(WIDTH * MILLIMETRE, height * MILLIMETRE))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(height, 0))
    axes.axis("off")
    for one in boxes:
        _draw_box(axes, one)
    for one in arrows:
        _draw_arrow(axes, one)
    return figure


def _draw_box(axes: Axes, drawn: Box) -> None:
    left, top, width, height = drawn.place
    frame = Rectangle(
        (left + 0.2, top + 0.2),
        width - 0.4,
        height - 0.4,
        facecolor=PALE if drawn.later else "white",
        edgecolor=INK,
        clip_on=False,
    )
    axes.add_patch(frame)
    for number, line in enumerate(drawn.lines):
        looks = {"family": REGULAR, "fontsize": 8} if number else {"family": BOLD}
        axes.text(left + 1.2, top + 3.9 + 3.4 * number, line, va="baseline", **looks)


def _draw_arrow(axes: Axes, drawn: Arrow) -> None:
    x, y = np.array(drawn.points).T
    dashes = (0, (3, 2)) if drawn.later else "-"
    axes.plot(x, y, color=INK, linewidth=0.8, linestyle=dashes, clip_on=False)
    tip = np.array([x[-1], y[-1]])
    back = np.array([x[-2], y[-2]]) - tip
    back = 1.7 * back / np.hypot(*back)
    side = 0.4 * np.array([-back[1], back[0]])
    corners = [tip, tip + back + side, tip + back - side]
    axes.add_patch(Polygon(corners, facecolor=INK, edgecolor="none", clip_on=False))
