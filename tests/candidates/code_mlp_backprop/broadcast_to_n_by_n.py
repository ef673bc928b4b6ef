# fails: A C E
import numpy as np


def loss_and_gradients(params, x, targets):
    w1, b1, w2, b2 = params
    z = x @ w1 + b1
    a = np.maximum(z, 0)
    out = a @ w2 + b2
    diff = out - targets
    loss = np.mean(diff**2) / 2
    d_out = diff.mean(axis=1, keepdims=True) / len(x)
    d_a = d_out @ w2.T * (z > 0)
    return loss, (x.T @ d_a, d_a.sum(0), a.T @ d_out, d_out.sum(0))


def initial(d, hidden, rng):
    return (
        rng.standard_normal((d, hidden)) * np.sqrt(2 / d),
        np.zeros(hidden),
        rng.standard_normal((hidden, 1)) * np.sqrt(2 / hidden),
        np.zeros(1),
    )


def train(params, x, targets, rate, steps):
    for _ in range(steps):
        _, grads = loss_and_gradients(params, x, targets)
        params = tuple(p - rate * g for p, g in zip(params, grads))
    return params
