"""Cached attention against loops over heads, positions and keys, for every way to split."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.solutions import load

module = load("code_kv_cached_decoder_step")
Layer, Cache, attend_full, extend = (
    module.Layer,
    module.Cache,
    module.attend_full,
    module.extend,
)
Floats = NDArray[np.float64]
T, D, HEADS = 6, 12, 3


def make(seed: int, length: int = T) -> tuple[Any, Floats]:
    rng = np.random.default_rng(seed)
    matrices = [rng.normal(size=(D, D)) / np.sqrt(D) for _ in range(4)]
    return Layer(*matrices, rng.normal(size=(length, D)), HEADS), rng.normal(size=(T, D))


def by_loops(x: Floats, layer: Any) -> Floats:
    """One head, one position, one key at a time."""
    h = x + layer.pos[: len(x)]
    q, k, v = h @ layer.wq, h @ layer.wk, h @ layer.wv
    size = D // HEADS
    out = np.zeros((len(x), D))
    for head in range(HEADS):
        part = slice(head * size, (head + 1) * size)
        for i in range(len(x)):
            weights = [
                math.exp(float(q[i, part] @ k[j, part]) / math.sqrt(size)) for j in range(i + 1)
            ]
            for j, weight in enumerate(weights):
                out[i, part] += weight / sum(weights) * v[j, part]
    result: Floats = out @ layer.wo
    return result


def compositions(n: int) -> Iterator[list[int]]:
    if n == 0:
        yield []
    for first in range(1, n + 1):
        for rest in compositions(n - first):
            yield [first, *rest]


def test_example_of_the_handout() -> None:
    eye = np.eye(2)
    layer = Layer(eye, eye, eye, eye, np.zeros((4, 2)), 1)
    x = np.array([[1.0, 0.0], [0.0, 1.0]])
    expected = [[1.0, 0.0], [0.3302, 0.6698]]
    assert attend_full(x, layer).round(4).tolist() == expected
    cache = Cache(layer)
    assert extend(x[:1], layer, cache).round(4).tolist() == expected[:1]
    assert extend(x[1:], layer, cache).round(4).tolist() == expected[1:]
    assert cache.length == 2


@pytest.mark.parametrize("seed", range(5))
def test_full_attention_equals_loops(seed: int) -> None:
    layer, x = make(seed)
    np.testing.assert_allclose(attend_full(x, layer), by_loops(x, layer), atol=1e-12)


def test_every_split_of_six_tokens_equals_loops() -> None:
    layer, x = make(0)
    expected = by_loops(x, layer)
    splits = list(compositions(T))
    assert len(splits) == 32
    for split in splits:
        cache, outputs, start = Cache(layer), [], 0
        for size in split:
            outputs.append(extend(x[start : start + size], layer, cache))
            start += size
        assert cache.length == T
        np.testing.assert_allclose(np.concatenate(outputs), expected, atol=1e-12)


def test_unused_capacity_is_never_read() -> None:
    layer, x = make(1, length=50)
    cache = Cache(layer)
    cache.keys[:] = np.nan
    cache.values[:] = np.nan
    outputs = [extend(x[i : i + 1], layer, cache) for i in range(T)]
    np.testing.assert_allclose(np.concatenate(outputs), by_loops(x, layer), atol=1e-12)


def test_positions_continue_from_the_cache() -> None:
    """The same embedding twice must not give the same keys."""
    layer, x = make(2)
    cache = Cache(layer)
    extend(x[:1], layer, cache)
    extend(x[:1], layer, cache)
    assert not np.allclose(cache.keys[:, 0], cache.keys[:, 1])


def test_cutting_the_length_takes_tokens_back() -> None:
    layer, x = make(3)
    cache = Cache(layer)
    extend(x[:3], layer, cache)
    extend(-x[3:5], layer, cache)
    cache.length = 3
    last = extend(x[3:], layer, cache)
    np.testing.assert_allclose(last, by_loops(x, layer)[3:], atol=1e-12)


def test_too_many_tokens_leave_the_cache_as_it_was() -> None:
    layer, x = make(4, length=5)
    cache = Cache(layer)
    extend(x[:4], layer, cache)
    keys = cache.keys[:, :4].copy()
    with pytest.raises(ValueError, match="fit"):
        extend(x[4:6], layer, cache)
    assert cache.length == 4
    assert (cache.keys[:, :4] == keys).all()
    np.testing.assert_allclose(extend(x[4:5], layer, cache), by_loops(x[:5], layer)[4:], atol=1e-12)


def test_caches_are_independent() -> None:
    layer, x = make(5)
    one, two = Cache(layer), Cache(layer)
    extend(x[:3], layer, one)
    extend(-x[:3], layer, two)
    np.testing.assert_allclose(extend(x[3:4], layer, one), by_loops(x, layer)[3:4], atol=1e-12)
