# fails: B D F
import numpy as np


def softmax(z):
    z = z - z.max(axis=-1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


def attention(x, weights, heads, lengths):
    b, n, d = x.shape
    assert d % heads == 0
    q, k, v = (np.reshape(x @ w, (b, heads, n, d // heads)) for w in weights[:3])
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(d // heads)
    mask = np.tril(np.ones((n, n))) * (np.arange(n) < lengths[:, None])[:, None, None, :]
    scores = np.where(mask == 0, -1e9, scores)
    out = (softmax(scores) @ v).reshape(b, n, d) @ weights[3]
    return out * (np.arange(n) < lengths[:, None])[:, :, None]
