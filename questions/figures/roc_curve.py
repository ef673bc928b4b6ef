"""Ten tickets as a ROC curve, and precision with few and with many tickets that are not urgent."""

import numpy as np
from _look import ACCENT, GREY, INK, Axes, Figure, panels, say

URGENT = np.array([1, 1, 0, 1, 0, 0, 1, 0, 0, 0])
CAUGHT = np.r_[0, np.cumsum(URGENT)] / URGENT.sum()
ALARMED = np.r_[0, np.cumsum(1 - URGENT)] / (1 - URGENT).sum()
COST = 60 * 4 * (1 - CAUGHT) + 40 * 6 * ALARMED


def draw() -> Figure:
    """Left the ROC curve with its costs; right precision against recall, with 6 and 600 others."""
    figure, (left, right) = panels(58, (1, 1.1))
    _roc(left)
    _precision(right)
    return figure


def _roc(axes: Axes) -> None:
    area = np.trapezoid(CAUGHT, ALARMED)
    axes.plot([0, 1], [0, 1], color=GREY, linewidth=0.6, linestyle=(0, (2, 2)))
    axes.plot(ALARMED, CAUGHT, color=INK)
    axes.plot(ALARMED, CAUGHT, "o", color=INK, markersize=2.5)
    for k, dx, dy in ((2, 0.04, -0.06), (4, 0.04, -0.06), (7, 0.0, 0.06)):
        axes.plot(ALARMED[k], CAUGHT[k], "o", color=ACCENT)
        say(axes, ALARMED[k] + dx, CAUGHT[k] + dy, f"after {k}: {COST[k]:.0f}")
    say(axes, 0.62, 0.3, f"area {area:.2f}")
    axes.set(
        xlabel="share of other tickets alarmed",
        ylabel="share of urgent tickets caught",
        xlim=(-0.03, 1.03),
        ylim=(-0.03, 1.1),
        xticks=[0, 0.5, 1],
        yticks=[0, 0.25, 0.5, 0.75, 1],
    )
    axes.set_title("The list as a curve, with costs in dollars")


def _precision(axes: Axes) -> None:
    hits = URGENT == 1
    for copies, style in ((1, "-"), (100, "--")):
        found = 4 * CAUGHT[1:]
        share = (found / (found + 6 * copies * ALARMED[1:]))[hits]
        recall = CAUGHT[1:][hits]
        axes.step(np.r_[0, recall], np.r_[share[0], share], style, where="pre", color=INK)
        axes.plot(recall, share, "o", color=ACCENT, markersize=3)
        if copies == 1:
            say(axes, 0.79, share[2], "75 % with 6 others")
            say(axes, 1.03, share[3], "57 %")
        else:
            say(axes, 0.79, 0.1, "2.9 % with 600")
            say(axes, 1.03, share[3], "1.3 %")
    axes.set(
        xlabel="recall",
        ylabel="precision",
        xlim=(0, 1.25),
        ylim=(-0.03, 1.1),
        xticks=[0, 0.25, 0.5, 0.75, 1],
        yticks=[0, 0.25, 0.5, 0.75, 1],
    )
    axes.set_title("Same order, more tickets that are not urgent")
