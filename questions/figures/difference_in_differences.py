"""The gap between the districts, and how it would go on under two assumptions."""

import numpy as np
from _look import ACCENT, GREY, INK, Figure, panels, say

SOUTH = np.array([20, 19, 18, 17, 14, 13, 12])
NORTH = np.array([16, 16, 16, 16, 15, 15, 15])
BEFORE = 4
MONTHS = ["Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"]


def draw() -> Figure:
    """One panel: the observed gap, its mean before July, and its trend before July."""
    gap = SOUTH - NORTH
    month = np.arange(len(gap))
    trend = np.polyval(np.polyfit(month[:BEFORE], gap[:BEFORE], 1), month)
    constant = gap[:BEFORE].mean()
    by_trend = (trend - gap)[BEFORE:].mean()
    figure, (axes,) = panels(54)
    axes.axvline(BEFORE - 0.5, color=GREY, linewidth=0.6)
    say(axes, BEFORE - 0.45, 4.6, "new model in the South", fontsize=8)
    axes.plot([0, 6], [constant, constant], color=GREY, linewidth=0.9, linestyle=(0, (2, 2)))
    axes.plot(month, trend, color=INK, linestyle="--", linewidth=0.9)
    axes.plot(month[:BEFORE], gap[:BEFORE], "o-", color=ACCENT)
    axes.plot(month[BEFORE:], gap[BEFORE:], "o-", color=ACCENT)
    say(
        axes,
        6.15,
        constant,
        f"gap held at its mean:\n{constant - gap[BEFORE:].mean():.1f} points, on average",
    )
    say(axes, 6.15, trend[-1], f"trend goes on: {by_trend:.0f} point")
    say(axes, 6.15, gap[-1], "observed gap")
    axes.set(
        xlim=(-0.3, 8.6),
        ylim=(-3.8, 5),
        xticks=month,
        yticks=[-3, -2, -1, 0, 1, 2, 3, 4],
        ylabel="South minus North, points",
    )
    axes.set_xticklabels(MONTHS)
    axes.set_yticklabels([f"{y}".replace("-", "−") for y in (-3, -2, -1, 0, 1, 2, 3, 4)])
    return figure
