"""What fills the accelerator's memory, and what a generated token waits for."""

import numpy as np
from _look import ACCENT, GREY, INK, PALE, Figure, panels, say
from matplotlib.patches import Rectangle

MEMORY, RUNTIME, WEIGHTS = 80.0, 8.0, 16.0  # GB
BANDWIDTH = 2000.0  # GB a second
CACHE = 2 * 32 * 8 * 128 * 2 * 8192 / 1e9  # GB of one full conversation


def draw() -> Figure:
    """Above the memory, to scale; below the time of a step by the number of conversations."""
    figure, (memory, axes) = panels(62, rows=(1, 5))
    fit = int((MEMORY - WEIGHTS - RUNTIME) / CACHE)
    memory.add_patch(Rectangle((0, 0), WEIGHTS, 1, facecolor=ACCENT))
    memory.add_patch(Rectangle((WEIGHTS, 0), RUNTIME, 1, facecolor=PALE, edgecolor=INK))
    start = WEIGHTS + RUNTIME
    for n in range(fit):
        memory.add_patch(
            Rectangle(
                (start + n * CACHE, 0), CACHE, 1, facecolor="white", edgecolor=INK, linewidth=0.4
            )
        )
    say(memory, WEIGHTS / 2, 0.5, "weights 16", color="white", ha="center")
    say(memory, WEIGHTS + RUNTIME / 2, 0.5, "runtime 8", ha="center")
    say(memory, MEMORY, 1.45, f"{fit} conversations of {CACHE:.2f} GB", ha="right")
    memory.set_title("80 GB of memory")
    memory.set(xlim=(0, MEMORY), ylim=(0, 1))
    memory.axis("off")

    n = np.arange(fit + 1)
    weights, caches = 1000 * WEIGHTS / BANDWIDTH, 1000 * CACHE / BANDWIDTH * n
    axes.fill_between(n, 0, weights, color=ACCENT, linewidth=0)
    axes.fill_between(n, weights, weights + caches, color=PALE, linewidth=0)
    axes.plot(n, weights + caches, color=INK)
    say(axes, 51, weights / 2, "reading the weights: 8 ms", color="white", ha="right")
    say(axes, 51, 13, "reading the caches: 0.54 ms each", ha="right")
    crossing = weights / (1000 * CACHE / BANDWIDTH)
    speed = round(1000 * 32 / (weights + caches[32]), -1)
    for at, words in (
        (crossing, f"{crossing:.0f}: caches take\nas long as weights"),
        (32, f"32: {weights + caches[32]:.0f} ms,\n{speed:,.0f} tokens a second"),
    ):
        top = weights + 1000 * CACHE / BANDWIDTH * at
        axes.plot([at, at], [0, top], color=GREY, linewidth=0.6, linestyle=(0, (2, 2)))
        axes.plot(at, top, "o", color=INK)
        say(axes, at - 0.8, top + 1.5, words, ha="right", va="bottom")
    axes.set(
        xlim=(0, fit),
        ylim=(0, 40),
        xticks=[1, 8, 16, 24, 32, 40, 52],
        xlabel="conversations at once",
        title="Milliseconds a generated token",
    )
    return figure
