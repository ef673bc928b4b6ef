# fails: D E F
import numpy as np


def loss_and_gradient(theta, features, labels, penalty):
    z = features @ theta[1:] + theta[0]
    loss = np.mean(np.maximum(z, 0) - labels * z + np.log1p(np.exp(-np.abs(z))))
    e = 1 / (1 + np.exp(-z)) - labels
    g = np.append(e.mean(), features.T @ e / len(e))
    return loss + penalty / 2 * theta @ theta, g + penalty * theta


def fit(features, labels, penalty):
    theta = np.zeros(features.shape[1] + 1)
    for _ in range(5000):
        theta -= 0.1 * loss_and_gradient(theta, features, labels, penalty)[1]
    return theta
