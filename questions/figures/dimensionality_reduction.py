"""The fault in the plane of the two pressures, on their sum and on their difference."""

from statistics import NormalDist

import numpy as np
from _look import ACCENT, GREY, INK, Axes, Figure, panels, say

SPREAD, CORRELATION, FAULT = 2.0, 0.98, 1.5  # bar
HEALTHY, FAULTY = 120, 20


def draw() -> Figure:
    figure, (plane, total, difference) = panels(52, (1.15, 1, 1))
    rng = np.random.default_rng(3)
    covariance = SPREAD**2 * np.array([[1, CORRELATION], [CORRELATION, 1]])
    x, y = rng.multivariate_normal([0, 0], covariance, HEALTHY + FAULTY).T
    y[HEALTHY:] -= FAULT
    plane.plot(x[:HEALTHY], y[:HEALTHY], ".", color=GREY, markersize=2.5)
    plane.plot(x[HEALTHY:], y[HEALTHY:], "x", color=ACCENT, markersize=4)
    say(plane, -6.2, 4.9, "· healthy\n× clogged", color=INK)
    plane.set(
        xlim=(-7, 7),
        ylim=(-7, 7),
        aspect="equal",
        xticks=[-5, 0, 5],
        yticks=[-5, 0, 5],
        xlabel="inlet, bar from mean",
        ylabel="outlet, bar from mean",
    )
    _densities(total, "Sum (kept)", SPREAD * np.sqrt(2 + 2 * CORRELATION))
    _densities(difference, "Difference (dropped)", SPREAD * np.sqrt(2 - 2 * CORRELATION))
    top = 1 / (SPREAD * np.sqrt(2 - 2 * CORRELATION))
    say(difference, -FAULT, 1.07 * top, "clogged", ha="center")
    say(difference, 0, 1.07 * top, "healthy", ha="center")
    return figure


def _densities(axes: Axes, name: str, deviation: float) -> None:
    """Draw what is seen of healthy and clogged pumps on one sum of the two pressures."""
    x = np.linspace(-FAULT - 3 * deviation, 3 * deviation, 90)
    for mean, color, style in ((0.0, GREY, "-"), (-FAULT, ACCENT, "--")):
        axes.plot(x, np.exp(-(((x - mean) / deviation) ** 2) / 2) / deviation, style, color=color)
    auc = NormalDist().cdf(FAULT / (np.sqrt(2) * deviation))
    axes.set_title(f"{name}: AUC {auc:.{3 if auc > 0.9 else 2}f}")
    axes.set(yticks=[], xlabel="bar from mean", ylim=(0, 1.15 / deviation))
    axes.spines["left"].set_visible(False)
