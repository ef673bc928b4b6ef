"""The chance of a false alarm with a look a day, and the limits that keep it at 5 percent."""

from collections.abc import Callable

import numpy as np
from _look import ACCENT, GREY, INK, Figure, panels, say

LOOKS = 14
DAYS = np.arange(1, LOOKS + 1)
STEPS = 801


def _crossed(limits: np.ndarray) -> np.ndarray:
    """Return the chance that some |z| up to each look exceeds its limit, when nothing differs.

    The density of the sum so far, inside the limits, is carried from look to look on a grid
    (Armitage, McPherson & Rowe 1969).
    """
    kept = []
    grid = density = np.zeros(0)
    for look, limit in enumerate(limits * np.sqrt(DAYS), 1):
        new = np.linspace(-limit, limit, STEPS)
        if look == 1:
            density = np.exp(-(new**2) / 2) / np.sqrt(2 * np.pi)
        else:
            kernel = np.exp(-((new[:, None] - grid) ** 2) / 2) / np.sqrt(2 * np.pi)
            density = np.trapezoid(kernel * density, grid, axis=1)
        grid = new
        kept.append(np.trapezoid(density, grid))
    return 1 - np.array(kept)


def _constant(shape: Callable[[float], np.ndarray]) -> float:
    """Return the constant with which limits of a shape give 5 percent after all looks."""
    low, high = 1.5, 4.0
    for _ in range(30):
        middle = (low + high) / 2
        too_lax = _crossed(shape(middle))[-1] > 0.05
        low, high = (middle, high) if too_lax else (low, middle)
    return high


def _pocock(constant: float) -> np.ndarray:
    return np.full(LOOKS, constant)


def _obrien_fleming(constant: float) -> np.ndarray:
    return constant * np.sqrt(LOOKS / DAYS)


def draw() -> Figure:
    """Left the false alarms of the habit, right the limits beside the z of day 4."""
    figure, (left, right) = panels(52, (1, 1.35))
    habit = 100 * _crossed(_pocock(1.96))
    left.plot(DAYS, habit, "o-", color=INK, markersize=2.5)
    left.axhline(5, color=GREY, linewidth=0.8, linestyle=(0, (2, 2)))
    say(left, 14, 6.6, "one look at day 14: 5 %", ha="right")
    say(left, 14, habit[-1] + 2, f"{habit[-1]:.0f} %", ha="right")
    say(left, 1.1, habit[0] - 1.6, "day 1: 5 %")
    say(left, 4.4, habit[3] - 1.3, f"day 4: {habit[3]:.0f} %")
    left.set(
        ylim=(0, 27),
        xticks=[1, 4, 7, 10, 14],
        xlabel="day",
        title="False alarms so far, percent of tests",
    )

    pocock, obrien = _constant(_pocock), _constant(_obrien_fleming)
    limits = _obrien_fleming(obrien)
    right.plot(DAYS, limits, "--", color=INK)
    right.plot(DAYS, _pocock(pocock), "-", color=INK)
    right.axhline(1.96, color=GREY, linewidth=0.8, linestyle=(0, (2, 2)))
    right.plot(4, 2.17, "o", color=ACCENT)
    say(right, 4, 1.5, "day 4: z = 2.17", ha="center")
    say(
        right,
        4.3,
        limits[3] + 0.35,
        f"O’Brien-Fleming: {limits[3]:.1f} on day 4, {limits[-1]:.1f} on day 14",
    )
    say(right, 14, pocock + 0.3, f"Pocock: {pocock:.2f}", ha="right")
    say(right, 14, 1.68, "1.96, for one look only", ha="right")
    right.set(ylim=(0.8, 6), xticks=[1, 4, 7, 10, 14], xlabel="day", title="Limit for |z|")
    return figure
