"""Three simulated runs like those of the handout: each ends where a loss of 0/0 comes up."""

import numpy as np
from _look import ACCENT, INK, Figure, panels, say

RECORDS, PER_STEP, MEAN_OF = 48_000, 8, 25
LOG = {1500: 1.412, 1860: 1.405, 1872: 1.391}


def _run(order: np.ndarray, empty: np.ndarray, rate: float, rng: np.random.Generator) -> np.ndarray:
    """Return the loss of each step: a falling level, and the scatter of records."""
    steps = np.arange(1, RECORDS // PER_STEP + 1)
    learned = np.cumsum(rate * np.minimum(steps / 500, 1)) / 2e-4
    level = 1.385 + 0.75 / (1 + learned / 60)
    tokens = np.where(np.isin(order, empty), 0, 1)
    summed = tokens * (np.repeat(level, PER_STEP) + rng.normal(0, 0.05, RECORDS))
    with np.errstate(invalid="ignore"):
        each = summed / tokens
    return each.reshape(-1, PER_STEP).mean(axis=1)


def _order(first: int, empty: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return a random order in which a record without answer comes up first in a given step."""
    order = rng.permutation(RECORDS)
    places = np.flatnonzero(np.isin(order, empty))
    later = RECORDS - PER_STEP * np.arange(1, len(empty))
    for place, to in zip(places, [first * PER_STEP - 4, *later], strict=True):
        order[[place, to]] = order[[to, place]]
    return order


def draw() -> Figure:
    """The mean loss of 25 steps, up to the first step with NaN, with the rows of the log."""
    rng = np.random.default_rng(12)
    empty = np.array([17_051, 40_320])
    order, another = _order(1873, empty, rng), _order(2741, empty, rng)
    runs = (
        ("first run, lr 2e-4", order, 2e-4),
        ("rerun 1, lr 2e-5, same order", order, 2e-5),
        ("rerun 2, lr 2e-4, another order", another, 2e-4),
    )
    figure, axes = panels(44, (1, 1, 1))
    for plot, (name, records, rate) in zip(axes, runs, strict=True):
        loss = _run(records, empty, rate, rng)
        first = int(np.flatnonzero(np.isnan(loss))[0]) + 1
        means = (
            loss[: first - 1][: (first - 1) // MEAN_OF * MEAN_OF].reshape(-1, MEAN_OF).mean(axis=1)
        )
        steps = MEAN_OF * np.arange(1, len(means) + 1)
        plot.plot(steps, means, color=INK)
        plot.axvline(first, color=INK, linewidth=0.8, linestyle=(0, (2, 2)))
        say(plot, first - 60, 2.0, f"nan from\n{first:,} on", ha="right")
        plot.set(
            xlim=(0, 3000),
            ylim=(1.3, 2.2),
            xticks=[0, 1000, 2000],
            yticks=[1.4, 1.6, 1.8, 2, 2.2],
            xlabel="step",
            title=name,
        )
        plot.set_xticklabels(["0", "1,000", "2,000"])
        if plot is not axes[0]:
            plot.set_yticklabels([])
    axes[0].plot(list(LOG), list(LOG.values()), "o", color=ACCENT, markersize=2.5)
    return figure
