"""The log losses of the table."""

import numpy as np
from _look import GREY, INK, Figure, panels, say

TREES = np.array([10, 100, 300, 1000])
MODELS = (
    ("A", np.array([0.173, 0.164, 0.164, 0.163]), np.array([0.757, 0.570, 0.566, 0.565])),
    ("B", np.array([0.549, 0.323, 0.158, 0.018]), np.array([0.593, 0.550, 0.560, 0.679])),
)


def draw() -> Figure:
    figure, axes = panels(48, (1, 1))
    for plot, (name, training, validation) in zip(axes, MODELS, strict=True):
        plot.axhline(-np.log(0.5), color=GREY, linewidth=0.8, linestyle=(0, (2, 2)))
        say(plot, 1150, -np.log(0.5) + 0.04, "always one half")
        plot.plot(TREES, validation, "o-", color=INK)
        plot.plot(TREES, training, "o--", color=INK, markerfacecolor="white")
        say(plot, 1150, validation[-1] - 0.045 * (name == "B"), "validation")
        say(plot, 1150, training[-1] + 0.03 * (name == "B"), "training")
        plot.set(xscale="log", xlim=(8, 3300), ylim=(0, 0.8), title=f"Model {name}", xlabel="trees")
        plot.set_xticks(TREES, ["10", "100", "300", "1,000"])
        plot.set_xticks([], minor=True)
    axes[0].set_ylabel("log loss")
    return figure
