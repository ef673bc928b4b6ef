# fails: A B E
import numpy as np


def loss_and_gradients(params, x, targets):
    w1, b1, w2, b2 = params
    h = np.maximum(x @ w1 + b1, 0)
    e = (h @ w2 + b2).ravel() - targets
    d_out = e.reshape(-1, 1) / len(x)
    d_h = np.maximum(d_out @ w2.T, 0)  # relu of the error, not of the unit
    return (e @ e) / (2 * len(x)), (x.T @ d_h, d_h.sum(0), h.T @ d_out, d_out.sum(0))


def initial(d, hidden, rng):
    limit = np.sqrt(6 / (d + hidden))
    w1 = rng.uniform(-limit, limit, size=(d, hidden))
    w2 = rng.uniform(-limit, limit, size=(hidden, 1))
    return w1, np.zeros(hidden), w2, np.zeros(1)


def train(params, x, targets, rate, steps):
    for _ in range(steps):
        _, grads = loss_and_gradients(params, x, targets)
        params = tuple(p - rate * g for p, g in zip(params, grads))
    return params
