# fails: E F
import numpy as np

STORE = {}


class Cache:
    def __init__(self, layer):
        shape = (layer.heads, len(layer.pos), len(layer.wq) // layer.heads)
        STORE.setdefault("k", np.zeros(shape))
        STORE.setdefault("v", np.zeros(shape))
        self.arrays = [STORE["k"], STORE["v"]]
        self.n = 0


def extend(x, layer, cache):
    m, d = x.shape
    h = x + layer.pos[cache.n : cache.n + m]
    q, k, v = (split(h @ w, layer.heads) for w in (layer.wq, layer.wk, layer.wv))
    keys, values = cache.arrays
    keys[:, cache.n : cache.n + m] = k
    values[:, cache.n : cache.n + m] = v
    scores = q @ keys.swapaxes(1, 2) / np.sqrt(d // layer.heads)
    scores[:, ~np.tri(m, keys.shape[1], cache.n, dtype=bool)] = -np.inf
    cache.n += m
    return (softmax(scores) @ values).swapaxes(0, 1).reshape(m, d) @ layer.wo
