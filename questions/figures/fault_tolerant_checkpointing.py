"""Time lost against the interval between saved states, for two lengths of the pause."""

import numpy as np
from _look import ACCENT, GREY, INK, Figure, panels, say

FAILURE = 1500 / 512 * 24 * 60  # minutes from one failure of the run to the next
RESTART = 20


def _lost(interval: np.ndarray, pause: float) -> np.ndarray:
    """Percent of the computing time: pauses, half an interval for each failure, restarts."""
    return 100 * (pause / interval + interval / 2 / FAILURE + RESTART / FAILURE)


def draw() -> Figure:
    """Both curves in percent; the dots are today's interval and the least of each curve."""
    minutes = np.linspace(12, 600, 300)
    figure, (axes,) = panels(46)
    for pause, style, color in ((5.0, "-", INK), (0.5, "--", ACCENT)):
        best = np.sqrt(2 * pause * FAILURE)
        least = float(_lost(best, pause))
        axes.plot(minutes, _lost(minutes, pause), color=color, linestyle=style)
        axes.plot([best], [least], "o", color=color)
        say(axes, best + 5, least + 1.4, f"{best:.0f} min, {least:.1f} %", ha="left")
    today = float(_lost(np.array([30.0]), 5)[0])
    axes.plot([30], [today], "o", color=GREY)
    say(axes, 40, today, f"today: 30 min, {today:.1f} %", ha="left")
    say(axes, 590, 10.2, "pause of 5 minutes", ha="right")
    say(axes, 590, 4.2, "pause of half a minute", ha="right")
    axes.set(
        xlabel="work between two saved states, minutes",
        ylabel="time lost, percent",
        xlim=(0, 600),
        ylim=(0, 20),
        xticks=[0, 60, 120, 180, 240, 300, 360, 420, 480, 540, 600],
    )
    return figure
