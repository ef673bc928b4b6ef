"""Observed against predicted default in the five groups of the table, and the repaired map."""

import numpy as np
from _look import ACCENT, GREY, INK, Figure, panels, say

PREDICTED = np.array([0.01, 0.03, 0.08, 0.20, 0.45])
LOANS = np.array([7000, 5000, 4000, 2500, 1500])
DEFAULTS = np.array([203, 275, 388, 420, 429])


def _log_odds(p: np.ndarray) -> np.ndarray:
    return np.log(p / (1 - p))


def _fit() -> tuple[float, float]:
    """Return intercept and slope of a logistic regression on the log-odds, by Newton's method."""
    inputs = np.column_stack([np.ones(5), _log_odds(PREDICTED)])
    coefficients = np.array([0.0, 1.0])
    for _ in range(20):
        p = 1 / (1 + np.exp(-inputs @ coefficients))
        hessian = inputs.T @ (inputs * (LOANS * p * (1 - p))[:, None])
        coefficients += np.linalg.solve(hessian, inputs.T @ (DEFAULTS - LOANS * p))
    return float(coefficients[0]), float(coefficients[1])


def draw() -> Figure:
    """Both axes in percent; the lengths of the bars are 95 % intervals of the observed rates."""
    rate = DEFAULTS / LOANS
    error = 1.96 * np.sqrt(rate * (1 - rate) / LOANS)
    intercept, slope = _fit()
    grid = np.linspace(0.005, 0.5, 60)
    repaired = 1 / (1 + np.exp(-intercept - slope * _log_odds(grid)))

    figure, (axes,) = panels(56)
    axes.plot([0, 50], [0, 50], color=GREY, linewidth=0.6, linestyle=(0, (2, 2)))
    axes.plot(100 * grid, 100 * repaired, color=INK, linestyle="--")
    axes.errorbar(
        100 * PREDICTED,
        100 * rate,
        100 * error,
        fmt="o",
        color=ACCENT,
        ecolor=INK,
        elinewidth=0.9,
        capsize=2,
    )
    for x, y, loans in zip(100 * PREDICTED, 100 * rate, LOANS, strict=True):
        say(axes, x + 0.9, y - 1.7, f"{y:.1f} %, {loans:,} loans", ha="left")
    say(axes, 34.5, 36.5, "as predicted", ha="right")
    say(axes, 29.5, 18.6, f"repaired: logistic fit on the log-odds, slope {slope:.2f}")
    axes.set(
        xlabel="predicted default, percent",
        ylabel="observed default, percent",
        xlim=(0, 58),
        ylim=(0, 42),
        xticks=[1, 3, 8, 20, 45],
    )
    return figure
