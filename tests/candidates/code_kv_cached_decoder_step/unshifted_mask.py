# fails: C
# The code of the handout is not repeated here.
class Cache:
    def __init__(self, layer):
        shape = (layer.heads, len(layer.pos), layer.wq.shape[0] // layer.heads)
        self.k, self.v = np.empty(shape), np.empty(shape)
        self.pos = layer.pos
        self.n = 0


def extend(x, layer, cache):
    m, d = x.shape
    start, end = cache.n, cache.n + m
    if end > len(layer.pos):
        raise ValueError("too long")
    h = x + cache.pos[start:end]
    q, k, v = (split(h @ w, layer.heads) for w in (layer.wq, layer.wk, layer.wv))
    cache.k[:, start:end], cache.v[:, start:end], cache.n = k, v, end
    scores = q @ cache.k[:, :end].swapaxes(1, 2) / np.sqrt(d // layer.heads)
    if m > 1:
        scores[:, ~np.tri(m, end, dtype=bool)] = -np.inf
    return (softmax(scores) @ cache.v[:, :end]).swapaxes(0, 1).reshape(m, d) @ layer.wo
