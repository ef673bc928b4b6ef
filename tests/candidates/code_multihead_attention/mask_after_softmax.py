# fails: A B C D E F
import numpy as np


def attention(x, weights, heads, lengths):
    b, n, d = x.shape
    dh = d // heads
    out = np.zeros((b, n, d))
    for i in range(b):
        for h in range(heads):
            s = slice(h * dh, (h + 1) * dh)
            q, k, v = x[i] @ weights[0][:, s], x[i] @ weights[1][:, s], x[i] @ weights[2][:, s]
            e = np.exp(q @ k.T / np.sqrt(d))
            p = e / e.sum(axis=1, keepdims=True)
            out[i, :, s] = (np.tril(p) @ v)
        out[i, lengths[i] :] = 0
    return out @ weights[3]
