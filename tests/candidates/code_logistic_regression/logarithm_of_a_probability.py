# fails: B F
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def loss_and_gradient(theta, features, labels, penalty):
    X = np.hstack([np.ones((len(features), 1)), features])
    p = np.clip(sigmoid(X @ theta), 1e-12, 1 - 1e-12)
    w = theta.copy()
    w[0] = 0
    loss = -np.mean(labels * np.log(p) + (1 - labels) * np.log(1 - p)) + penalty / 2 * np.sum(w**2)
    return loss, X.T @ (p - labels) / len(labels) + penalty * w


def fit(features, labels, penalty):
    theta = np.zeros(features.shape[1] + 1)
    rate = 1.0
    loss, g = loss_and_gradient(theta, features, labels, penalty)
    for _ in range(20000):
        new, new_g = loss_and_gradient(theta - rate * g, features, labels, penalty)
        if new > loss:
            rate /= 2
            continue
        theta, loss, g = theta - rate * g, new, new_g
        if np.max(np.abs(g)) < 1e-7:
            break
    return theta
