"""One hidden layer with gradients by hand: O(n d h) time and O(n h) memory a step."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Params = tuple[Floats, Floats, Floats, Floats]


def loss_and_gradients(params: Params, x: Floats, targets: Floats) -> tuple[float, Params]:
    """Return half the mean squared error and the gradient of each parameter, in the same order."""
    w1, b1, w2, b2 = params
    before = x @ w1 + b1  # (n, h)
    hidden = np.maximum(before, 0.0)
    errors = (hidden @ w2 + b2)[:, 0] - targets  # (n,): (n, 1) less (n,) would be (n, n)
    loss = float(np.mean(errors**2) / 2)
    to_output = errors[:, None] / len(x)  # (n, 1)
    to_hidden = (to_output @ w2.T) * (before > 0)  # (n, h)
    gradients = (
        x.T @ to_hidden,
        to_hidden.sum(axis=0),
        hidden.T @ to_output,
        to_output.sum(axis=0),
    )
    return loss, gradients


def initial(d: int, hidden: int, rng: np.random.Generator) -> Params:
    """Return random weights whose layers neither grow nor shrink what passes, and zero biases."""
    w1 = rng.normal(scale=np.sqrt(2 / d), size=(d, hidden))
    w2 = rng.normal(scale=np.sqrt(1 / hidden), size=(hidden, 1))
    return w1, np.zeros(hidden), w2, np.zeros(1)


def train(params: Params, x: Floats, targets: Floats, rate: float, steps: int) -> Params:
    """Return the parameters after `steps` of gradient descent on all rows."""
    w1, b1, w2, b2 = params
    for _ in range(steps):
        _, (g1, c1, g2, c2) = loss_and_gradients((w1, b1, w2, b2), x, targets)
        w1, b1, w2, b2 = w1 - rate * g1, b1 - rate * c1, w2 - rate * g2, b2 - rate * c2
    return w1, b1, w2, b2
