# fails: C E
import numpy as np


def token_probabilities(logits, temperature, top_k, top_p):
    if temperature < 0 or top_k < 1 or not 0 < top_p <= 1:
        raise ValueError("bad argument")
    n = len(logits)
    if temperature == 0:
        return np.eye(n)[int(np.argmax(logits))]
    e = np.exp(logits / temperature)
    pairs = sorted(((-v, i) for i, v in enumerate(e)))[:top_k]
    total = -sum(v for v, _ in pairs)
    out, so_far = np.zeros(n), 0.0
    for v, i in pairs:
        if so_far >= top_p:
            break
        out[i] = -v / total
        so_far += out[i]
    return out / out.sum()


def sample(logits, temperature, top_k, top_p, rng):
    p = token_probabilities(logits, temperature, top_k, top_p)
    return int(np.searchsorted(np.cumsum(p), rng.random(), side="right"))
