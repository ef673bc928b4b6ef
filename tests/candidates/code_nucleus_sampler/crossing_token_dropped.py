# fails: A B C D F G
import numpy as np


def softmax(x):
    e = np.exp(x - np.max(x))
    return e / e.sum()


def token_probabilities(logits, temperature, top_k, top_p):
    p = softmax(logits / max(temperature, 1e-6))
    order = np.argsort(p)[::-1]
    p[order[top_k:]] = 0
    p /= p.sum()
    order = np.argsort(p)[::-1]
    if top_p < 1:
        keep = np.cumsum(p[order]) <= top_p
        keep[0] = True
        p[order[~keep]] = 0
    return p / p.sum()


def sample(logits, temperature, top_k, top_p, rng):
    return int(rng.choice(len(logits), p=token_probabilities(logits, temperature, top_k, top_p)))
