"""Tests A to F of incremental attention, as the answer of the question lists them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kitgen.bank.harness import expect, refuses

Floats = NDArray[np.float64]
NEAR = 1e-10


# What the handout gives.


@dataclass(frozen=True)
class Layer:
    wq: Floats
    wk: Floats
    wv: Floats
    wo: Floats
    pos: Floats
    heads: int


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def split(x, heads):
    return x.reshape(len(x), heads, -1).swapaxes(0, 1)


def attend_full(x, layer):
    t, d = x.shape
    h = x + layer.pos[:t]
    weights = (layer.wq, layer.wk, layer.wv)
    q, k, v = (split(h @ w, layer.heads) for w in weights)
    scores = q @ k.swapaxes(1, 2) / np.sqrt(d // layer.heads)
    scores[:, ~np.tri(t, dtype=bool)] = -np.inf
    out = (softmax(scores) @ v).swapaxes(0, 1).reshape(t, d)
    return out @ layer.wo


GIVEN = {
    "np": np,
    "NDArray": NDArray,
    "Floats": Floats,
    "dataclass": dataclass,
    "Layer": Layer,
    "softmax": softmax,
    "split": split,
    "attend_full": attend_full,
}


# A random case: six tokens of width 12, three heads.

TOKENS = np.random.default_rng(0).normal(size=(6, 12))


def random_layer(candidate, max_len=6):
    rng = np.random.default_rng(1)
    weights = [rng.normal(size=(12, 12)) / np.sqrt(12) for _ in range(4)]
    return candidate.Layer(*weights, np.random.default_rng(2).normal(size=(max_len, 12)), 3)


def fed(candidate, layer, cache, tokens, pieces):
    """The outputs of all tokens, fed in pieces of these lengths."""
    ends = np.cumsum(pieces)
    parts = [tokens[end - length : end] for end, length in zip(ends, pieces, strict=True)]
    return np.concatenate([candidate.extend(part.copy(), layer, cache) for part in parts])


def expect_whole(candidate, pieces, cache_of=None):
    """Six tokens in pieces come out as the whole sequence does."""
    layer = random_layer(candidate)
    cache = (cache_of or candidate.Cache)(layer)
    found = fed(candidate, layer, cache, TOKENS, pieces)
    what = f"largest difference, in pieces of {pieces}"
    expect(np.shape(found), np.shape(TOKENS), what="shape")
    expect(np.abs(found - attend_full(TOKENS, layer)).max(), 0.0, within=NEAR, what=what)


def splits(length):
    """All ways to cut so many tokens into pieces."""
    if length == 0:
        return [[]]
    return [[first, *rest] for first in range(1, length + 1) for rest in splits(length - first)]


def test_a_example(candidate):
    """the example of the handout"""
    eye = np.eye(2)
    layer = candidate.Layer(eye, eye, eye, eye, pos=np.zeros((4, 2)), heads=1)
    cache = candidate.Cache(layer)
    first = candidate.extend(np.array([[1.0, 0.0]]), layer, cache)
    expect(np.round(first, 4), [[1.0, 0.0]], within=1e-9, what="first token")
    second = candidate.extend(np.array([[0.0, 1.0]]), layer, cache)
    expect(np.round(second, 4), [[0.3302, 0.6698]], within=1e-9, what="second token")


def test_b_one_at_a_time(candidate):
    """six tokens one at a time, as the whole sequence"""
    expect_whole(candidate, [1] * 6)


def test_c_all_splits(candidate):
    """the same for all 32 splits"""
    for pieces in splits(6):
        expect_whole(candidate, pieces)


def test_d_too_many_tokens(candidate):
    """one token too many raises, and one that fits is then served"""
    layer = random_layer(candidate, max_len=5)
    cache = candidate.Cache(layer)
    fed(candidate, layer, cache, TOKENS[:4], [1] * 4)
    refuses(candidate.extend, TOKENS[4:6].copy(), layer, cache, what="two tokens for one place")
    last = candidate.extend(TOKENS[4:5].copy(), layer, cache)
    whole = attend_full(TOKENS[:5], layer)
    expect(np.abs(last - whole[4:]).max(), 0.0, within=NEAR, what="largest difference after it")


def test_e_unused_memory(candidate):
    """NaN in all arrays of a new cache changes nothing"""

    def spoilt(layer):
        cache = candidate.Cache(layer)
        spoil(getattr(cache, "__dict__", {}), [v for v in vars(layer).values() if is_array(v)])
        return cache

    expect_whole(candidate, [1] * 6, spoilt)


def is_array(value):
    return isinstance(value, np.ndarray)


def spoil(value, kept):
    """Fill the float arrays in a value with NaN, but for those that the layer lends."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for part in value:
            spoil(part, kept)
    elif is_array(value) and value.dtype.kind == "f" and value.flags.writeable:
        lent = any(np.shares_memory(value, array) for array in kept)
        value[...] = value if lent else np.nan


def test_f_two_caches(candidate):
    """two caches used in turn do not disturb each other"""
    layer = random_layer(candidate)
    caches = candidate.Cache(layer), candidate.Cache(layer)
    found = []
    for token in TOKENS[:, None]:
        found.append(candidate.extend(token.copy(), layer, caches[0]))
        candidate.extend(-token, layer, caches[1])
    difference = np.abs(np.concatenate(found) - attend_full(TOKENS, layer)).max()
    expect(difference, 0.0, within=NEAR, what="largest difference")
