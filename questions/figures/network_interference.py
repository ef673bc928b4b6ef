"""Waiting times in both arms, by the share of customers in the new arm."""

import numpy as np
from _look import ACCENT, GREY, INK, Figure, panels, say

GAP, MEAN = 6.0, 21.0
SHARES = np.array([0.0, 0.1, 0.5])


def _old(share: np.ndarray) -> np.ndarray:
    return MEAN + GAP * share


def draw() -> Figure:
    """Lines for a constant gap and a constant mean; dots for the weeks of the table."""
    figure, (axes,) = panels(50)
    share = np.array([0.0, 1.0])
    axes.plot(share, _old(share), color=INK)
    axes.plot(share, _old(share) - GAP, color=INK, linestyle="--")
    axes.plot(share, [MEAN, MEAN], color=GREY, linewidth=0.8, linestyle=(0, (2, 2)))
    axes.plot(SHARES, _old(SHARES), "o", color=ACCENT)
    axes.plot(SHARES[1:], _old(SHARES[1:]) - GAP, "s", color=ACCENT, markerfacecolor="white")
    for x, y in zip(SHARES[1:], _old(SHARES[1:]), strict=True):
        say(axes, x, y + 1, f"{y:.1f}", ha="center")
        say(axes, x, y - GAP - 1.1, f"{y - GAP:.1f}", ha="center")
    say(axes, 1.02, _old(np.array(1.0)), "old arm")
    say(axes, 1.02, MEAN, "all customers, 21.0;\nnew arm at 100 %")
    say(axes, 0.86, MEAN - 2, "new arm", va="top")
    axes.set(
        xlim=(-0.04, 1.35),
        ylim=(13, 28.5),
        xticks=[0, 0.1, 0.5, 1],
        yticks=[15, 18, 21, 24, 27],
        xlabel="share of customers in the new arm",
        ylabel="waiting time, minutes",
    )
    axes.set_xticklabels(["0", "10 %", "50 %", "100 %"])
    return figure
