"""The intervals of the A/B test, and what they mean where results changed."""

import numpy as np
from _look import ACCENT, GREY, INK, Figure, panels, say

CHANGED = 0.4
LINES = (
    ("clicks per user", np.array([-0.4, 0.1, 0.6])),
    ("clicks in changed searches", np.array([-0.4, 0.1, 0.6]) / CHANGED),
    ("purchases per user", np.array([-1.1, -0.2, 0.7])),
)


def draw() -> Figure:
    figure, (axes,) = panels(36)
    for row, (_, (low, middle, high)) in enumerate(LINES):
        axes.plot([low, high], [row, row], color=INK, linewidth=1.6)
        axes.plot(middle, row, "o", color=ACCENT)
        words = f"{middle:+.2g} ({low:+.1f} to {high:+.1f})"
        say(axes, 2.0, row, words.replace("-", "−"))
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set(
        xlim=(-1.5, 3.3),
        ylim=(2.6, -0.6),
        xticks=[-1, 0, 1, 2],
        xlabel="change against the old ranker, percent",
    )
    axes.set_yticks(range(len(LINES)), [name for name, _ in LINES])
    axes.tick_params(axis="y", length=0)
    return figure
