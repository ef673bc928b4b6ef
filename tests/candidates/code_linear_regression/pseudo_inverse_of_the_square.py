# fails: A D
import numpy as np


def solve_exact(features, targets):
    X = np.hstack([np.ones((len(features), 1)), features])
    return np.linalg.pinv(X.T @ X) @ (X.T @ targets)


def descend(features, targets, rate, steps):
    X = np.hstack([np.ones((len(features), 1)), features])
    theta = np.zeros(X.shape[1])
    losses = []
    for _ in range(steps):
        e = X @ theta - targets
        loss = (e @ e) / len(e)
        if not np.isfinite(loss):
            raise ValueError("diverged")
        losses.append(loss)
        theta -= rate * X.T @ e / len(e)  # without the two
    return theta, losses
