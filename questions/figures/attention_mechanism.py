"""The weights of token two, in honest code and in the rewrite."""

import numpy as np
from _look import ACCENT, INK, PALE, Figure, panels, say

SCORES = np.array([np.log(3), 0, np.log(9)])  # with the handout's round numbers
VALUES = np.array([4, 8, -12])


def draw() -> Figure:
    figure, axes = panels(42, (1, 1))
    honest = np.exp(SCORES[:2]) / np.exp(SCORES[:2]).sum()
    whole = np.exp(SCORES) / np.exp(SCORES).sum()
    for plot, kept, lost, words in (
        (axes[0], honest, 0, "Mask, then softmax"),
        (axes[1], whole[:2], whole[2], "Softmax, then mask"),
    ):
        plot.bar([1, 2], kept, 0.6, facecolor=ACCENT)
        for token, weight in enumerate(kept, 1):
            say(plot, token, weight + 0.06, f"{weight:.2f}", ha="center")
        if lost:
            plot.bar([3], [lost], 0.6, facecolor=PALE, edgecolor=INK, linestyle=(0, (3, 2)))
            say(plot, 3, lost + 0.06, f"{lost:.2f}, set to 0", ha="center")
        else:
            say(plot, 3, 0.06, "masked before", ha="center")
        plot.set(xlim=(0.5, 3.8), ylim=(0, 1), yticks=[0, 0.5, 1], xlabel="token", xticks=[1, 2, 3])
        plot.set_title(f"{words}: sum {kept.sum():.2f}, output {kept @ VALUES[:2]:.2f}")
    axes[0].set_ylabel("weight")
    return figure
