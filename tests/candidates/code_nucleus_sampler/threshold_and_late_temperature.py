# fails: C D
import numpy as np


def token_probabilities(logits, temperature, top_k, top_p):
    if temperature < 0 or top_k < 1 or top_p <= 0 or top_p > 1:
        raise ValueError
    z = logits - logits.max()
    if top_k < len(z):
        z = np.where(z >= np.sort(z)[-top_k], z, -np.inf)  # keeps all that tie
    p = np.exp(z) / np.exp(z).sum()
    order = np.argsort(-p, kind="stable")
    if top_p < 1:
        last = np.searchsorted(np.cumsum(p[order]), top_p)
        z[order[last + 1 :]] = -np.inf
    z = z / temperature
    e = np.exp(z - z.max())
    return e / e.sum()


def sample(logits, temperature, top_k, top_p, rng):
    p = token_probabilities(logits, temperature, top_k, top_p)
    return int(rng.choice(len(p), p=p))
