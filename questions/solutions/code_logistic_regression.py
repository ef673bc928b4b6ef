"""Logistic regression by gradient descent: O(n d) time and O(n) memory beside the data a step."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def loss_and_gradient(
    theta: Floats, features: Floats, labels: Floats, penalty: float
) -> tuple[float, Floats]:
    """Return the objective and its gradient; theta[0] is the intercept, which is not penalised."""
    if not np.isin(labels, (0.0, 1.0)).all():
        raise ValueError("labels must be 0 or 1")
    scores = theta[0] + features @ theta[1:]
    losses = np.logaddexp(0.0, (1 - 2 * labels) * scores)  # no probability meets a logarithm
    errors = np.exp(-np.logaddexp(0.0, -scores)) - labels
    weights = theta[1:]
    loss = losses.mean() + penalty / 2 * (weights @ weights)
    slopes = features.T @ errors / len(labels) + penalty * weights
    return float(loss), np.concatenate(([errors.mean()], slopes))


def fit(features: Floats, labels: Floats, penalty: float) -> Floats:
    """Return theta by gradient descent from zero.

    The objective curves by at most a quarter of the largest squared singular value over n, plus
    the penalty; one over that is a step that never raises it.
    """
    rows, columns = features.shape
    extended = np.column_stack((np.ones(rows), features))
    curvature = np.linalg.norm(extended, 2) ** 2 / (4 * rows) + penalty
    theta = np.zeros(columns + 1)
    for _ in range(50_000):
        _, gradient = loss_and_gradient(theta, features, labels, penalty)
        if np.abs(gradient).max() < 1e-7:
            break
        theta = theta - gradient / curvature
    return theta
