"""Tests A to F of attention in a batch, as the answer of the question lists them."""

import numpy as np
from numpy.typing import NDArray

from kitgen.bank.harness import expect, refuses

Floats = NDArray[np.float64]
GIVEN = {
    "np": np,
    "NDArray": NDArray,
    "Floats": Floats,
    "Ints": NDArray[np.int64],
    "Weights": tuple[Floats, Floats, Floats, Floats],
}

NEAR = 1e-9


def drawn(batch=2, n=5, d=6, seed=1):
    rng = np.random.default_rng(seed)
    weights = tuple(rng.normal(size=(d, d)) / np.sqrt(d) for _ in range(4))
    return rng.normal(size=(batch, n, d)), weights


def run(candidate, x, weights, heads, lengths):
    copies = tuple(w.copy() for w in weights)
    return np.asarray(candidate.attention(x.copy(), copies, heads, np.array(lengths)))


def one_by_one(x, weights, heads):
    """One sequence, token by token and head by head."""
    wq, wk, wv, wo = weights
    n, d = x.shape
    size = d // heads
    mixed = np.zeros((n, d))
    for head in range(heads):
        part = slice(head * size, (head + 1) * size)
        for i in range(n):
            query = x[i] @ wq[:, part]
            scores = [query @ (x[j] @ wk[:, part]) / np.sqrt(size) for j in range(i + 1)]
            shares = np.exp(np.array(scores) - max(scores))
            shares /= shares.sum()
            for j in range(i + 1):
                mixed[i, part] += shares[j] * (x[j] @ wv[:, part])
    return mixed @ wo


def test_a_example(candidate):
    """the example of the handout"""
    x = np.array([[[1.0, 0.0], [0.0, 2.0]]])
    found = run(candidate, x, (np.eye(2),) * 4, 1, [2])
    share = 1 / (1 + np.exp(4 / np.sqrt(2)))
    expect(found, [[[1, 0], [share, 2 * (1 - share)]]], within=NEAR)


def test_b_heads(candidate):
    """two sequences, five tokens, three heads: as token by token and head by head"""
    x, weights = drawn()
    found = run(candidate, x, weights, 3, [5, 5])
    for row in range(2):
        expect(found[row], one_by_one(x[row], weights, 3), within=NEAR, what=f"sequence {row}")


def test_c_later_tokens(candidate):
    """other tokens from the fourth on leave the first three outputs as they are"""
    x, weights = drawn()
    before = run(candidate, x, weights, 2, [5, 5])
    changed = x.copy()
    changed[:, 3:] = -7.0
    after = run(candidate, changed, weights, 2, [5, 5])
    expect(after[:, :3], before[:, :3], within=NEAR)


def test_d_padding(candidate):
    """lengths 5, 2 and 0: real tokens as alone, all others 0"""
    x, weights = drawn(batch=3)
    found = run(candidate, x, weights, 2, [5, 2, 0])
    for row, length in enumerate((5, 2, 0)):
        alone = one_by_one(x[row, :length], weights, 2)
        expect(found[row, :length], alone, within=NEAR, what=f"length {length}")
        expect(found[row, length:], np.zeros((5 - length, 6)), what=f"beyond {length}")


def test_e_large_scores(candidate):
    """scores of a million: finite, and the share of the largest is 1"""
    x = 1000 * np.array([[[1.0, 0.0], [0.0, 1.0], [0.9, 0.0]]])
    found = run(candidate, x, (np.eye(2),) * 4, 1, [3])
    expect(found, [[[1000, 0], [0, 1000], [1000, 0]]], within=1e-6)


def test_f_refused_and_nan(candidate):
    """four heads of six features are refused; NaN in the padding changes nothing"""
    x, weights = drawn()
    refuses(candidate.attention, x.copy(), weights, 4, np.array([5, 5]), what="4 heads of 6")
    before = run(candidate, x, weights, 2, [5, 3])
    x[1, 3:] = np.nan
    expect(run(candidate, x, weights, 2, [5, 3]), before, within=NEAR, what="NaN in the padding")
