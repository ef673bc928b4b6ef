"""The roofline of the handout's device with its four entries, and entry B at two larger batches."""

import numpy as np
from _look import ACCENT, GREY, INK, Figure, panels, say

ARITHMETIC = 300.0  # trillion operations a second
BANDWIDTH = 2.0  # TB a second
SIDE = 4096

# name, operations, bytes, measured seconds
ENTRIES = (
    ("A", 2 * SIDE**3, 3 * SIDE**2 * 2, 500e-6),
    ("B", 2 * 8 * SIDE**2, 2 * (SIDE**2 + 2 * 8 * SIDE), 18e-6),
    ("C", 0.2e9, 268e6, 140e-6),
    ("D", 0.02e9, 40e6, 1000e-6),
)
PLACES = {"A": (1.25, 0.62), "B": (1.25, 0.75), "C": (1.3, 0.85), "D": (1.3, 1)}


def _roof(intensity: np.ndarray) -> np.ndarray:
    return np.minimum(ARITHMETIC, BANDWIDTH * intensity)


def draw() -> Figure:
    figure, (axes,) = panels(66)
    x = np.array([0.15, ARITHMETIC / BANDWIDTH, 8000])
    axes.plot(x, _roof(x), color=INK)
    axes.plot([150, 150], [0.01, 300], color=GREY, linewidth=0.6, linestyle=(0, (2, 2)))
    say(axes, 165, 0.03, "150 operations a byte")
    say(axes, 900, 500, "300 trillion a second")
    say(axes, 1.7, 9.5, "2 TB a second", ha="right")
    for name, operations, size, seconds in ENTRIES:
        intensity, rate = operations / size, operations / seconds / 1e12
        axes.plot(intensity, rate, "o", color=ACCENT)
        right, up = PLACES[name]
        share = rate / _roof(np.array([intensity]))[0]
        say(axes, intensity * right, rate * up, f"{name}: {100 * share:.0f} % of its roof")
    for batch in (64, 512):
        operations, size = 2 * batch * SIDE**2, 2 * (SIDE**2 + 2 * batch * SIDE)
        intensity = operations / size
        axes.plot(
            intensity, _roof(np.array([intensity]))[0], "o", color=ACCENT, markerfacecolor="white"
        )
        say(axes, intensity * 1.05, _roof(np.array([intensity]))[0] * 0.45, f"B at {batch}")
    axes.set(
        xscale="log",
        yscale="log",
        xlim=(0.15, 8000),
        ylim=(0.01, 800),
        xlabel="operations for each byte moved",
        xticks=[1, 10, 100, 1000],
        yticks=[0.1, 1, 10, 100],
    )
    axes.set_xticklabels(["1", "10", "100", "1,000"])
    axes.set_yticklabels(["0.1", "1", "10", "100"])
    axes.set_xticks([], minor=True)
    axes.set_yticks([], minor=True)
    axes.set_ylabel("trillion operations a second")
    return figure
