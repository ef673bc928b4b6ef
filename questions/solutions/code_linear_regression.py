"""Least squares twice: exact in O(n d^2 + d^3), and by descent in O(n d) a step."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def solve_exact(features: Floats, targets: Floats) -> Floats:
    """Return the intercept and the slopes with the least squared error.

    Features are centred first, as X'X squares the condition number and the intercept adds to it.
    Of many solutions, as with a column that is there twice, it takes the shortest slopes.
    """
    means = features.mean(axis=0)
    slopes = np.linalg.lstsq(features - means, targets - targets.mean(), rcond=None)[0]
    return np.concatenate(([targets.mean() - means @ slopes], slopes))


def descend(
    features: Floats, targets: Floats, rate: float, steps: int
) -> tuple[Floats, list[float]]:
    """Return intercept and slopes after descent from zero, and the loss before each step.

    Raises ValueError when the loss leaves the finite numbers, as it does for too large a rate.
    """
    theta = np.zeros(features.shape[1] + 1)
    losses = []
    for _ in range(steps):
        errors = theta[0] + features @ theta[1:] - targets
        with np.errstate(over="ignore"):
            losses.append(float(np.mean(errors**2)))
        if not np.isfinite(losses[-1]):
            raise ValueError(f"the loss is not finite: rate {rate} is too large")
        gradient = np.concatenate(([errors.mean()], features.T @ errors / len(targets)))
        theta = theta - 2 * rate * gradient
    return theta, losses
