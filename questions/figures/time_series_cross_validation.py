"""The replay of Mondays on the calendar, and what is known of the sales of the day before."""

from _look import ACCENT, INK, PALE, Axes, Figure, panels, say
from matplotlib.patches import Rectangle

YEARS, CUTS, DAYS_AHEAD = 3, 26, 14
LAST = YEARS * 364  # whole weeks


def draw() -> Figure:
    figure, (calendar, days) = panels(62, rows=(1.35, 1))
    _cuts(calendar)
    _known(days)
    return figure


def _cuts(axes: Axes) -> None:
    """Draw some of the cuts: what is trained on, and the fourteen days that are forecast."""
    shown = {1: 0, 2: 1, 3: 2, CUTS: 4}
    for cut, row in shown.items():
        start = LAST - (CUTS - cut + 1) * DAYS_AHEAD
        axes.add_patch(
            Rectangle((0, row), start, 0.7, facecolor=PALE, edgecolor=INK, linewidth=0.4)
        )
        axes.add_patch(
            Rectangle(
                (start, row), DAYS_AHEAD, 0.7, facecolor=ACCENT, edgecolor=ACCENT, linewidth=0.4
            )
        )
        say(axes, start + 25, row + 0.35, f"cut {cut}: forecast 14 days")
    say(axes, 20, 0.35, "train on all days before the cut")
    say(axes, 20, 3.35, "…")
    axes.set(xlim=(0, LAST + 260), ylim=(4.9, -0.2), yticks=[], xticks=[0, 364, 728, LAST])
    axes.set_xticklabels(["start", "1 year", "2 years", "today"])
    axes.spines["left"].set_visible(False)


def _known(axes: Axes) -> None:
    """Draw a cut: days that are known on Sunday, and those whose day before is not known."""
    for day in range(-7, DAYS_AHEAD + 1):
        if day == 0:
            continue
        left = day if day < 0 else day - 1
        known = day < 0
        axes.add_patch(
            Rectangle(
                (left + 0.08, 0), 0.84, 1, facecolor=PALE if known else "white", edgecolor=INK
            )
        )
        say(axes, left + 0.5, 0.5, f"{day}" if day > 0 else "", ha="center")
        if day > 0:
            say(axes, left + 0.5, 1.5, "yes" if day == 1 else "no", ha="center")
    axes.plot([0, 0], [-0.4, 1.9], color=ACCENT, linewidth=1.6)
    say(axes, -0.15, -0.45, "sales known up to Sunday", ha="right")
    say(axes, 0.15, -0.45, "day ahead h: the newest known sales are h days old")
    say(axes, -0.15, 1.5, "‘sales of the day before’ known?", ha="right")
    axes.set(xlim=(-7, DAYS_AHEAD), ylim=(2, -0.9))
    axes.axis("off")
