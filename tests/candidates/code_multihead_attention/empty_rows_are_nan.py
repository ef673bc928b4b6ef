# fails: D F
import numpy as np


def attention(x, weights, heads, lengths):
    b, n, d = x.shape
    if d % heads != 0:
        raise ValueError("heads")
    dh = d // heads
    q, k, v = ((x @ w).reshape(b, n, heads, dh).transpose(0, 2, 1, 3) for w in weights[:3])
    s = np.einsum("bhid,bhjd->bhij", q, k) / dh**0.5
    future = np.triu(np.ones((n, n), dtype=bool), 1)
    pad = np.arange(n)[None] >= lengths[:, None]
    s = np.where(future | pad[:, None, None], -np.inf, s)
    s = s - s.max(axis=-1, keepdims=True)
    p = np.exp(s)
    p = p / p.sum(axis=-1, keepdims=True)
    o = np.einsum("bhij,bhjd->bihd", p, v).reshape(b, n, d) @ weights[3]
    return o * ~pad[:, :, None]
