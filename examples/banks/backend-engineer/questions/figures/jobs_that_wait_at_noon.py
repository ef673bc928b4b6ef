"""How many jobs wait in a morning, and how long.

To draw it: PYTHONPATH=questions/figures python FILE
"""

from pathlib import Path

import numpy as np
from _look import ACCENT, GREY, INK, Axes, Figure, panels, say
from _svg import to_svg

HOURS = np.linspace(9, 14, 301)


def _waiting(workers: int) -> np.ndarray:
    """Jobs in the queue at each time: 80 ms a job, 120 come a second until noon, then 60."""
    waiting, rate = np.zeros_like(HOURS), workers / 0.08
    for i, hour in enumerate(HOURS[:-1]):
        arrivals = 120 if hour < 12 - 1e-9 else 60
        step = (arrivals - rate) * 3600 * (HOURS[1] - HOURS[0])
        waiting[i + 1] = max(0, waiting[i] + step)
    return waiting


def draw() -> Figure:
    """Left the queue for eight and nine workers; right the wait of a job by its arrival."""
    figure, (left, right) = panels(48, (1, 1))
    eight, nine = _waiting(8), _waiting(9)
    assert abs(eight.max() - 216_000) < 1
    assert abs(np.interp(13.5, HOURS, eight)) < 1
    _lines(left, eight / 1000, nine / 1000)
    left.set(ylabel="jobs that wait, in thousands", ylim=(0, 240), yticks=[0, 81, 216])
    left.plot(12, 216, "o", color=ACCENT)
    say(left, 12.1, 222, "noon: 216,000")
    _lines(right, eight / 100 / 60, nine / 112.5 / 60)
    right.set(ylabel="wait of a job, in minutes", ylim=(0, 40), yticks=[0, 6, 12, 36])
    right.plot([9.5, 12], [6, 36], "o", color=ACCENT)
    say(right, 12.1, 37, "noon: 36 minutes")
    return figure


def _lines(axes: Axes, eight: np.ndarray, nine: np.ndarray) -> None:
    axes.plot(HOURS, eight, color=INK)
    axes.plot(HOURS, nine, color=INK, linestyle="--")
    axes.axvline(12, color=GREY, linewidth=0.5, linestyle=(0, (2, 2)))
    axes.set(xlim=(9, 14), xticks=[9, 10, 11, 12, 13, 13.5])
    axes.set_xticklabels(["9:00", "10:00", "11:00", "12:00", "", "13:30"])
    top = eight.max()
    say(axes, 10.35, top * 0.62, "8 workers", ha="right")
    say(axes, 10.75, top * 0.1, "9 workers")


if __name__ == "__main__":
    Path(__file__).with_suffix(".svg").write_text(to_svg(draw()), "utf-8")
