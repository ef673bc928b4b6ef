# fails: D E
import numpy as np


def loss_and_gradients(params, x, targets):
    w1, b1, w2, b2 = params
    n = len(targets)
    z = x @ w1 + b1
    h = z * (z > 0)
    e = (h @ w2).reshape(n) + b2 - targets
    gw2 = h.T @ e[:, None] / n
    gb2 = np.array([e.mean()])
    gh = np.outer(e, w2) * (z > 0) / n
    return 0.5 * (e**2).mean(), (x.T @ gh, gh.sum(axis=0), gw2, gb2)


def initial(d, hidden, rng):
    return rng.normal(size=(d, hidden)), np.zeros(hidden), rng.normal(size=(hidden, 1)), np.zeros(1)


def train(params, x, targets, rate, steps):
    for _ in range(steps):
        _, grads = loss_and_gradients(params, x, targets)
        for p, g in zip(params, grads):
            p -= rate * g
    return params
