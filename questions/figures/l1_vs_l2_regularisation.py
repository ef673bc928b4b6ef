"""What the two penalties do to a weight, and where a constraint of their size touches the loss."""

import numpy as np
from _look import ACCENT, GREY, INK, PALE, Axes, Figure, panels, say

WEIGHTS = np.array([3.0, 0.4, -0.2])


def _l1(b: np.ndarray) -> np.ndarray:
    return np.sign(b) * np.maximum(np.abs(b) - 0.5, 0)


def _l2(b: np.ndarray) -> np.ndarray:
    return b / 1.5


def draw() -> Figure:
    """Left each weight after penalising; right the first two weights as a problem in the plane."""
    figure, (left, middle, right) = panels(54, (1.25, 1, 1))
    _shrinkage(left)
    _region(middle, "L1", _l1(WEIGHTS))
    _region(right, "L2", _l2(WEIGHTS))
    return figure


def _shrinkage(axes: Axes) -> None:
    b = np.array([-1, -0.5, 0.5, 3.3])
    axes.plot(b, b, color=GREY, linewidth=0.6, linestyle=(0, (2, 2)))
    axes.plot(b, _l1(b), color=INK)
    axes.plot(b, _l2(b), color=INK, linestyle="--")
    axes.plot(WEIGHTS, _l1(WEIGHTS), "o", color=ACCENT)
    axes.plot(WEIGHTS, _l2(WEIGHTS), "s", color=ACCENT, markerfacecolor="white")
    say(axes, 2.4, 2.75, "no penalty", ha="right")
    say(axes, 3.42, 2.72, "L1: 2.5")
    say(axes, 3.42, 2.15, "L2: 2.0")
    say(axes, 0.45, -0.35, "L1: 0 and 0\nL2: −0.13 and 0.27", va="top")
    axes.set(
        xlabel="least-squares weight",
        ylabel="weight after penalising",
        xlim=(-1, 4.6),
        ylim=(-1.6, 3.3),
        xticks=[-0.2, 0.4, 3],
        yticks=[0, 1, 2, 3],
    )
    axes.set_xticklabels(["−0.2", "0.4", "3"], fontsize=8)
    axes.get_xticklabels()[0].set_ha("right")
    axes.set_title("Each weight by itself")


def _region(axes: Axes, name: str, solution: np.ndarray) -> None:
    """The loss has circles around (3.0, 0.4); the constraint is as large as the solution."""
    angle = np.linspace(0, 2 * np.pi, 73)
    if name == "L1":
        size = np.abs(solution[:2]).sum()
        x, y = size * np.array([1, 0, -1, 0, 1]), size * np.array([0, 1, 0, -1, 0])
    else:
        size = np.hypot(*solution[:2])
        x, y = size * np.cos(angle), size * np.sin(angle)
    axes.fill(x, y, facecolor=PALE, edgecolor=INK, linewidth=0.8)
    touch = np.hypot(*(WEIGHTS[:2] - solution[:2]))
    for radius in (touch / 2, touch):
        axes.plot(
            3 + radius * np.cos(angle), 0.4 + radius * np.sin(angle), color=GREY, linewidth=0.6
        )
    axes.plot(*WEIGHTS[:2], "+", color=INK)
    axes.plot(*solution[:2], "o", color=ACCENT)
    axes.axhline(0, color=INK, linewidth=0.4)
    axes.axvline(0, color=INK, linewidth=0.4)
    first, second = solution[:2]
    axes.set_title(
        f"{name}: ({first:.1f}, {second:.2f})" if second else f"{name}: ({first:.1f}, 0)"
    )
    axes.set(
        xlim=(-0.3, 4.3),
        ylim=(-2.0, 2.6),
        xticks=[0, 1, 2, 3, 4],
        yticks=[-1, 0, 1, 2],
        xlabel="first weight",
        aspect="equal",
    )
    axes.set_ylabel("second weight")
