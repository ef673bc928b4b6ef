"""Activations and gradients in networks of twenty layers, with three beginnings."""

import numpy as np
from _look import GREY, INK, Figure, panels, say

WIDTH, LAYERS, ROWS, NETWORKS = 256, 20, 64, 12
HE = np.sqrt(2 / WIDTH)


def _plain(deviation: float, rng: np.random.Generator) -> np.ndarray:
    """Return mean squares by layer: of activations beside the input, and of gradients."""
    weights = rng.normal(0, deviation, (LAYERS, WIDTH, WIDTH))
    x = rng.normal(size=(ROWS, WIDTH))
    forward, on = [], []
    for w in weights:
        x = np.maximum(x @ w, 0)
        forward.append(np.mean(x**2))
        on.append(x > 0)
    gradient = rng.normal(size=x.shape)
    back = [np.mean(gradient**2)]
    for w, open_ in zip(weights[:0:-1], on[:0:-1], strict=True):
        gradient = (gradient * open_) @ w.T
        back.append(np.mean(gradient**2))
    return np.array([forward, back[::-1]])


def _skips(rng: np.random.Generator) -> np.ndarray:
    """Return the same of blocks that each add a branch as large as their input."""
    first = rng.normal(0, HE, (LAYERS, WIDTH, WIDTH))
    second = rng.normal(0, 1 / 16, (LAYERS, WIDTH, WIDTH))
    x = rng.normal(size=(ROWS, WIDTH))
    forward, on = [], []
    for v, w in zip(first, second, strict=True):
        inner = np.maximum(x @ v, 0)
        x = x + inner @ w
        forward.append(np.mean(x**2))
        on.append(inner > 0)
    gradient = rng.normal(size=x.shape)
    back = [np.mean(gradient**2)]
    for v, w, open_ in zip(first[:0:-1], second[:0:-1], on[:0:-1], strict=True):
        gradient = gradient + (gradient @ w.T * open_) @ v.T
        back.append(np.mean(gradient**2))
    return np.array([forward, back[::-1]])


def draw() -> Figure:
    figure, axes = panels(52, (1, 1))
    rng = np.random.default_rng(20)
    for looks, network in (
        ({"color": INK}, lambda: _plain(1 / 16, rng)),
        ({"color": INK, "linestyle": "--"}, lambda: _plain(HE, rng)),
        ({"color": GREY}, lambda: _skips(rng)),
    ):
        runs = np.sqrt(np.mean([network() for _ in range(NETWORKS)], axis=0))
        for plot, sizes in zip(axes, runs, strict=True):
            plot.plot(np.arange(1, LAYERS + 1), sizes, **looks)
    for plot in axes:
        plot.set(
            yscale="log",
            ylim=(3e-4, 3e3),
            xticks=[1, 5, 10, 15, 20],
            xlabel="hidden layer",
            yticks=[1e-3, 1, 1e3],
        )
        plot.set_yticks([1e-3, 1, 1e3], ["1/1,000", "1", "1,000"])
        plot.set_yticks([], minor=True)
    axes[0].set_title("Activations beside the inputs")
    axes[1].set_title("Gradients beside those of layer 20")
    say(axes[0], 11, 0.0028, "1/16, as in the\nprompt", ha="right")
    say(axes[0], 12, 2.6, "0.088 (He)")
    say(axes[0], 10.5, 260, "skip connections,\nbranches unscaled", ha="right")
    return figure
