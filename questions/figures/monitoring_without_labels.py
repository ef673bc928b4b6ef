"""Two signals of the same change, as they come in: missed instalments, and defaults."""

import numpy as np
from _look import ACCENT, GREY, INK, PALE, Figure, panels, say

APPROVED, BEFORE, AFTER = 20_000, 0.03, 0.04
MISSED, SHARE_SEEN = 0.04, 0.60
FIRST, LAST = -60, 150


def draw() -> Figure:
    rng = np.random.default_rng(31)
    figure, axes = panels(62, rows=(1, 1))
    days = np.arange(FIRST, LAST + 1)
    for plot, delay, before, after, name in (
        (
            axes[0],
            31,
            MISSED,
            MISSED + SHARE_SEEN * (AFTER - BEFORE),
            "First instalments missed, by daily cohort",
        ),
        (axes[1], 120, BEFORE, AFTER, "Defaults, by daily cohort"),
    ):
        seen = rng.binomial(APPROVED, np.where(days - delay >= 0, after, before))
        mean = APPROVED * before
        error = np.sqrt(mean * (1 - before))
        plot.fill_between(
            [FIRST, LAST],
            mean - 3 * error,
            mean + 3 * error,
            facecolor=PALE,
            edgecolor=GREY,
            linewidth=0.4,
        )
        plot.plot(days, seen, color=INK, linewidth=0.7)
        plot.axvline(0, color=GREY, linewidth=0.8, linestyle=(0, (2, 2)))
        plot.axvline(delay, color=ACCENT, linewidth=1.2)
        say(plot, delay - 2, mean + 6 * error, f"day {delay}", ha="right")
        plot.set(title=name, xlim=(FIRST, LAST), xticks=[-60, -30, 0, 31, 60, 90, 120, 150])
    axes[0].set_yticks([800, 1000], ["800", "1,000"])
    say(axes[0], -2, 925, "defaults rise from\n3 to 4 % here", ha="right")
    axes[1].set_xlabel("day on which the figure is known")
    return figure
