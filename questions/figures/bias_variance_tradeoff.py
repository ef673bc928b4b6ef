"""The errors of the table, and what is left of the validation errors above the noise."""

import numpy as np
from _look import ACCENT, GREY, INK, Figure, panels, say

ROWS = np.array([500, 8000])
NOISE = 45
MODELS = (
    ("A, linear regression", np.array([82, 85]), np.array([89, 86])),
    ("B, boosted trees", np.array([0, 4]), np.array([81, 56])),
)


def draw() -> Figure:
    figure, axes = panels(50, (1, 1))
    for plot, (name, training, validation) in zip(axes, MODELS, strict=True):
        plot.plot(ROWS, validation, "o-", color=INK)
        plot.plot(ROWS, training, "o--", color=INK, markerfacecolor="white")
        plot.axhline(NOISE, color=GREY, linewidth=0.8, linestyle=(0, (2, 2)))
        for rows, error in zip(ROWS, validation, strict=True):
            plot.plot([rows, rows], [NOISE, error - 2], color=ACCENT, linewidth=2.5)
            side, shift = ("left", 1.12) if rows == ROWS[0] else ("right", 1 / 1.12)
            middle = (NOISE + error) / 2 + (3 if name[0] == "B" and rows != ROWS[0] else 0)
            say(plot, rows * shift, middle, f"excess {error - NOISE}", ha=side)
        say(plot, 9200, validation[1] + 4 * (name[0] == "A"), "validation")
        say(plot, 9200, training[1] - 5 * (name[0] == "A"), "training")
        say(plot, 9200, NOISE - 5, "noise")
        plot.set(
            xscale="log",
            xlim=(380, 21000),
            ylim=(-4, 100),
            xticks=ROWS,
            title=name,
            xlabel="training rows",
        )
        plot.set_xticks(ROWS, ["500", "8,000"])
        plot.set_xticks([], minor=True)
    axes[0].set_ylabel("mean squared error")
    return figure
