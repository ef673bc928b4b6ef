"""The stages of the plan to scale, with what each of them sees and lets through."""

from _look import ACCENT, INK, PALE, Figure, panels, say
from matplotlib.patches import Rectangle

CHECKOUTS, BLOCKED, NEWLY_PASSED, DELAY = 2_000_000, 0.008, 0.004, 45
SHADOW, WEEK = 7, 8 + 7


def draw() -> Figure:
    figure, (axes,) = panels(54)
    known = WEEK + DELAY
    for row, (share, start, end) in enumerate(
        (
            (1, SHADOW, SHADOW + 1),
            (5, SHADOW + 1, WEEK),
            (25, WEEK, known),
            (95, known, known + DELAY),
        ),
        1,
    ):
        _bar(axes, row, start, end)
        hourly = CHECKOUTS * BLOCKED * share / 100 / 24
        daily = CHECKOUTS * NEWLY_PASSED * share / 100
        words = (
            f"{hourly:,.{0 if share > 1 else 1}f} blocks an hour; {daily:,.0f} newly passed a day"
        )
        inside = share == 95
        say(
            axes, start - 1.5 if inside else end + 1.5, row, words, ha="right" if inside else "left"
        )
    _bar(axes, 0, 0, SHADOW)
    say(axes, SHADOW + 1.5, 0, "decides nothing")
    axes.add_patch(Rectangle((WEEK - 7 + DELAY, 4.72), 7, 0.56, facecolor=ACCENT, edgecolor=ACCENT))
    say(axes, WEEK - 7 + DELAY - 1.5, 5, "fraud of the 5 % week becomes known", ha="right")
    axes.plot([known, known], [4.3, 5.3], color=INK, linewidth=0.8, linestyle=(0, (3, 2)))
    axes.set(
        xlim=(0, 108),
        ylim=(5.5, -0.6),
        xlabel="day",
        xticks=[0, SHADOW, WEEK, 30, known, 90, known + DELAY],
    )
    axes.set_yticks(range(5), ["shadow", "1 %", "5 %", "25 %", "95 %"])
    axes.tick_params(axis="y", length=0)
    return figure


def _bar(axes, row: float, start: float, end: float) -> None:
    axes.add_patch(Rectangle((start, row - 0.28), end - start, 0.56, facecolor=PALE, edgecolor=INK))
