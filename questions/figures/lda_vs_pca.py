"""How two classes lie along the first axis of PCA and of LDA, in three simulated sets of data."""

import numpy as np
from _look import ACCENT, GREY, INK, PALE, Axes, Figure, panels, say

RANDOM = np.random.default_rng(7)
TEST = 4000


def _low_variance(rows: int) -> tuple[np.ndarray, np.ndarray]:
    """The class moves the mean of a feature with little variance."""
    y = RANDOM.integers(0, 2, rows)
    x = RANDOM.normal(size=(rows, 2)) * [5, 1]
    x[:, 1] += np.where(y == 1, 2, -2)
    return x, y


def _spread(rows: int) -> tuple[np.ndarray, np.ndarray]:
    """The class changes the spread of a feature, and no mean."""
    y = RANDOM.integers(0, 2, rows)
    x = RANDOM.normal(size=(rows, 10))
    x[:, 0] *= np.where(y == 1, 6, 1)
    return x, y


def _few_rows(rows: int) -> tuple[np.ndarray, np.ndarray]:
    """The class moves the mean of the feature with the most variance, among many others."""
    y = RANDOM.integers(0, 2, rows)
    x = RANDOM.normal(size=(rows, 50))
    x[:, 0] = 1.5 * x[:, 0] + np.where(y == 1, 1.5, -1.5)
    return x, y


def _pca(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.linalg.svd(x - x.mean(0), full_matrices=False)[2][0]


def _lda(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    centred = np.concatenate([x[y == k] - x[y == k].mean(0) for k in (0, 1)])
    within = centred.T @ centred / (len(x) - 2)
    axis = np.linalg.solve(within, x[y == 1].mean(0) - x[y == 0].mean(0))
    return axis / np.linalg.norm(axis)


def _log_density(at: np.ndarray, sample: np.ndarray) -> np.ndarray:
    spread = sample.std(ddof=1)
    return -0.5 * ((at - sample.mean()) / spread) ** 2 - np.log(spread)


def draw() -> Figure:
    """Columns are sets of data, rows the two axes."""
    figure, axes = panels(72, (1, 1, 1), (1, 1))
    sets = (("P", _low_variance, 2000), ("Q", _spread, 2000), ("R", _few_rows, 60))
    for column, (name, make, rows) in enumerate(sets):
        train, test = make(rows), make(TEST)
        for row, (method, find) in enumerate((("PCA", _pca), ("LDA", _lda))):
            direction = find(*train)
            _strip(axes[3 * row + column], f"{name}, {method}", direction, train, test)
    return figure


def _strip(axes: Axes, title: str, direction: np.ndarray, train: tuple, test: tuple) -> None:
    """Densities of test rows by class, and ticks for up to 40 training rows."""
    z, y = test[0] @ direction, test[1]
    at, seen = train[0] @ direction, train[1]
    right = (_log_density(z, at[seen == 1]) > _log_density(z, at[seen == 0])) == y
    low, high = (float(v) for v in np.quantile(z, [0.002, 0.998]))
    grid = np.linspace(low, high, 48)
    width = 0.12 * min(z[y == k].std() for k in (0, 1)) + 0.02 * (grid[-1] - grid[0])
    top = 0.0
    for k in (0, 1):
        kernel = np.exp(-0.5 * ((grid[:, None] - z[y == k]) / width) ** 2)
        height = kernel.sum(1) / ((y == k).sum() * width * np.sqrt(2 * np.pi))
        top = max(top, height.max())
        if k == 0:
            axes.fill_between(grid, height, linewidth=0.8, facecolor=PALE, edgecolor=GREY)
        else:
            axes.plot(grid, height, color=ACCENT)
    for k, below, colour in ((0, -0.10, GREY), (1, -0.22, ACCENT)):
        marks = at[seen == k][:20]
        axes.vlines(marks, (below - 0.09) * top, below * top, color=colour, linewidth=0.5)
    axes.set_title(title)
    say(axes, 0.99, 0.93, f"{right.mean():.2f}", ha="right", transform=axes.transAxes, color=INK)
    axes.set(ylim=(-0.36 * top, 1.15 * top), xlim=(grid[0], grid[-1]), xticks=[], yticks=[])
    axes.spines["left"].set_visible(False)
