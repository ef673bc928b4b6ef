"""Causal self-attention, whole and incremental.

For m new tokens after t cached ones `extend` costs O(m d^2 + m (t + m) d);
recomputing everything would cost O((t + m) d^2 + (t + m)^2 d).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Layer:
    """Projections (d, d), position embeddings (max_len, d), and how many heads share d."""

    wq: Floats
    wk: Floats
    wv: Floats
    wo: Floats
    pos: Floats
    heads: int


def softmax(x: Floats) -> Floats:
    """Softmax over the last axis."""
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    out: Floats = e / e.sum(axis=-1, keepdims=True)
    return out


def split(x: Floats, heads: int) -> Floats:
    """(t, d) to (heads, t, d // heads)."""
    return x.reshape(len(x), heads, -1).swapaxes(0, 1)


def attend_full(x: Floats, layer: Layer) -> Floats:
    """Causal attention over a whole sequence x (t, d)."""
    t, d = x.shape
    h = x + layer.pos[:t]
    q, k, v = (split(h @ w, layer.heads) for w in (layer.wq, layer.wk, layer.wv))
    scores = q @ k.swapaxes(1, 2) / np.sqrt(d // layer.heads)
    scores[:, ~np.tri(t, dtype=bool)] = -np.inf
    out: Floats = (softmax(scores) @ v).swapaxes(0, 1).reshape(t, d) @ layer.wo
    return out


class Cache:
    """Keys and values of the tokens so far, in arrays allocated once for the longest sequence."""

    def __init__(self, layer: Layer) -> None:
        capacity, d = layer.pos.shape
        self.length = 0
        self.keys = np.empty((layer.heads, capacity, d // layer.heads))
        self.values = np.empty_like(self.keys)


def extend(x: Floats, layer: Layer, cache: Cache) -> Floats:
    """Attend from the next m tokens x (m, d), add them to the cache, return outputs (m, d).

    Raises ValueError, with the cache unchanged, if the tokens do not fit.
    """
    m, d = x.shape
    start, end = cache.length, cache.length + m
    if end > len(layer.pos):
        raise ValueError(f"{end} tokens do not fit into {len(layer.pos)}")
    h = x + layer.pos[start:end]
    q, k, v = (split(h @ w, layer.heads) for w in (layer.wq, layer.wk, layer.wv))
    cache.keys[:, start:end] = k
    cache.values[:, start:end] = v
    cache.length = end
    scores = q @ cache.keys[:, :end].swapaxes(1, 2) / np.sqrt(d // layer.heads)
    scores[:, ~np.tri(m, end, start, dtype=bool)] = -np.inf  # row i sees columns <= start + i
    context = softmax(scores) @ cache.values[:, :end]
    out: Floats = context.swapaxes(0, 1).reshape(m, d) @ layer.wo
    return out
