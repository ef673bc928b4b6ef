# fails: A C E
import numpy as np


def loss_and_gradient(theta, features, labels, penalty):
    if set(np.unique(labels)) - {0.0, 1.0}:
        raise ValueError("labels")
    z = features @ theta[1:] + theta[0]
    loss = np.mean(np.logaddexp(0, z) - labels * z) + penalty / 2 * np.sum(theta[1:] ** 2)
    e = 1 / (1 + np.exp(-z)) - labels
    g = np.zeros_like(theta)
    g[0] = e.sum()
    g[1:] = e @ features + penalty * theta[1:]
    return loss, g


def fit(features, labels, penalty):
    theta = np.zeros(features.shape[1] + 1)
    for _ in range(5000):
        theta = theta - 0.05 * loss_and_gradient(theta, features, labels, penalty)[1]
    return theta
