# fails: A B C E
import numpy as np


def solve_exact(features, targets):
    X = np.hstack([np.ones((len(features), 1)), features])
    return np.linalg.lstsq(X, targets, rcond=None)[0]


def descend(features, targets, rate, steps):
    theta = np.zeros(features.shape[1])
    losses = []
    for _ in range(steps):
        e = features @ theta - targets
        losses.append(np.mean(e**2))
        theta = theta - rate * 2 * features.T @ e / len(e)
    return np.append(0, theta), losses
