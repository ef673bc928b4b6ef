"""An input and the leaving share given it, in the training month and this month, by country."""

from _look import INK, PALE, Figure, panels, say

LEAVING_Y = (0.08, 0.16)
FIRST_YEAR = (0.60, 0.20)  # among those who leave, among those who stay


def first_year(leaving: float) -> tuple[float, float]:
    """The share of customers in their first year, and the leaving share among them."""
    share = leaving * FIRST_YEAR[0] + (1 - leaving) * FIRST_YEAR[1]
    return share, leaving * FIRST_YEAR[0] / share


COUNTRIES = (
    ("X: mix of inputs", "mobile only", (0.30, 0.12), (0.60, 0.12)),
    ("Y: share that leaves", "first year", *map(first_year, LEAVING_Y)),
    ("Z: relation", "mobile only", (0.30, 0.12), (0.30, 0.06)),
)


def draw() -> Figure:
    figure, axes = panels(44, (1, 1, 1))
    for plot, (title, feature, before, after) in zip(axes, COUNTRIES, strict=True):
        for side, face, shares in ((-1, PALE, before), (1, INK, after)):
            for place, share in enumerate(shares):
                x = place + 0.19 * side
                plot.bar(x, 100 * share, 0.36, facecolor=face, edgecolor=INK, linewidth=0.6)
                say(plot, x, 100 * share + 4.5, f"{100 * share:.0f}", ha="center")
        plot.set(xlim=(-0.6, 1.6), ylim=(0, 70), title=title, yticks=[0, 20, 40, 60])
        plot.set_xticks([0, 1], [feature, "leaving\namong them"])
        plot.tick_params(axis="x", length=0)
    axes[0].set_ylabel("share (%)")
    return figure
