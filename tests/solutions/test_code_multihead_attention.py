"""Attention against one token at a time in decimals of Python, and what the follow-ups say."""

from math import exp, sqrt

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.solutions import load

attention = load("code_multihead_attention").attention
Floats = NDArray[np.float64]


def by_running_sums(x: Floats, weights: tuple[Floats, ...], heads: int) -> Floats:
    """The last token of a sequence, key by key with a running maximum, as a follow-up says."""
    wq, wk, wv, wo = weights
    d = x.shape[1]
    size = d // heads
    mixed = np.zeros(d)
    for head in range(heads):
        part = slice(head * size, (head + 1) * size)
        query = x[-1] @ wq[:, part]
        top, total, sums = -np.inf, 0.0, np.zeros(size)
        for token in x:
            score = float(query @ (token @ wk[:, part])) / sqrt(size)
            higher = max(top, score)
            shrink = exp(top - higher)
            total = total * shrink + exp(score - higher)
            sums = sums * shrink + exp(score - higher) * (token @ wv[:, part])
            top = higher
        mixed[part] = sums / total
    return mixed @ wo


@pytest.mark.parametrize("heads", [1, 2, 4])
@pytest.mark.parametrize("seed", range(3))
def test_equals_running_sums(seed: int, heads: int) -> None:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(3, 7, 8))
    weights = tuple(rng.normal(size=(8, 8)) for _ in range(4))
    lengths = np.array([7, 4, 1])
    found = attention(x, weights, heads, lengths)
    for row, length in enumerate(lengths):
        for n in range(1, length + 1):
            expected = by_running_sums(x[row, :n], weights, heads)
            np.testing.assert_allclose(found[row, n - 1], expected, atol=1e-9)
        assert not found[row, length:].any()


def test_numbers_of_answer_and_follow_ups() -> None:
    assert round(8 * 16 * 4096**2 * 4 / 1e9, 1) == 8.6
    n, d = 4096, 1024
    projections, scores = 4 * n * d**2, 2 * n**2 * d
    assert (round(projections / 1e9), round(scores / 1e9)) == (17, 34)
    assert 4 * 2048 * d**2 == 2 * 2048**2 * d


def test_a_row_of_minus_1e9_is_uniform() -> None:
    """What a follow-up says."""
    row = np.full(4, -1e9)
    powers = np.exp(row - row.max())
    assert (powers / powers.sum()).tolist() == [0.25] * 4
    with np.errstate(over="ignore"):
        assert np.float16(-1e9) == -np.inf


def test_nothing_is_changed() -> None:
    x = np.full((1, 3, 2), np.nan)
    x[0, 0] = 1.0
    before = x.copy()
    attention(x, (np.eye(2),) * 4, 2, np.array([1]))
    np.testing.assert_array_equal(x, before)
