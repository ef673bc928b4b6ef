# fails: C D E
import numpy as np


def solve_exact(features, targets):
    X = np.c_[np.ones(len(features)), features]
    return np.linalg.inv(X.T @ X) @ X.T @ targets


def descend(features, targets, rate, steps):
    X = np.c_[np.ones(len(features)), features]
    theta, losses = np.zeros(X.shape[1]), []
    for _ in range(steps):
        e = X @ theta - targets
        losses.append(np.mean(e**2))
        theta = theta - rate * 2 / len(X) * X.T @ e
    return theta, losses
