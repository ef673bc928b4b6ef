"""Causal attention with heads and padding: O(b n d (n + d)) time, b h n^2 scores in memory."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Weights = tuple[Floats, Floats, Floats, Floats]


def attention(x: Floats, weights: Weights, heads: int, lengths: Ints) -> Floats:
    """Return the output of each token; rows beyond the length of a sequence are 0."""
    batch, n, d = x.shape
    if d % heads:
        raise ValueError(f"{heads} heads do not divide {d} features")
    wq, wk, wv, wo = weights
    real = np.arange(n) < lengths[:, None]  # (batch, n)
    x = np.where(real[:, :, None], x, 0.0)  # 0 times NaN would be NaN

    def split(features: Floats) -> Floats:
        """(batch, n, d) to (batch, heads, n, d / heads)."""
        parts: Floats = features.reshape(batch, n, heads, d // heads).transpose(0, 2, 1, 3)
        return parts

    queries, keys, values = split(x @ wq), split(x @ wk), split(x @ wv)
    scores = queries @ keys.transpose(0, 1, 3, 2) / np.sqrt(d // heads)
    # Each token sees itself, so no row is empty; what is padding itself is set to 0 at the end.
    seen = np.tri(n, dtype=bool) & real[:, None, None, :] | np.eye(n, dtype=bool)
    scores = np.where(seen, scores, -np.inf)
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    mixed = powers / powers.sum(axis=-1, keepdims=True) @ values
    joined = mixed.transpose(0, 2, 1, 3).reshape(batch, n, d)
    return np.where(real[:, :, None], joined @ wo, 0.0)
