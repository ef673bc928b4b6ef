"""Tests A to F of nearest neighbours, as the answer of the question lists them."""

import numpy as np
from numpy.typing import NDArray

from kitgen.bank.harness import expect, refuses

Floats = NDArray[np.float64]
GIVEN = {"np": np, "NDArray": NDArray, "Floats": Floats, "Ints": NDArray[np.int64]}

TRAIN = np.array([[0.0, 0.0], [2.0, 0.0], [0.0, 2.0], [9.0, 9.0]])
LABELS = np.array([7, 3, 3, 5])
QUERIES = np.array([[1.0, 0.0], [9.0, 8.0]])


def example(candidate, k, queries=QUERIES):
    return candidate.knn_predict(TRAIN.copy(), LABELS.copy(), queries.copy(), k)


def on_a_line(candidate, features, labels, k):
    """The label of a query at 0, where training rows have one feature."""
    train = np.array(features, dtype=float)[:, None]
    return candidate.knn_predict(train, np.array(labels), np.zeros((1, 1)), k)


def test_a_example(candidate):
    """the example of the handout"""
    expect(example(candidate, 1), [7, 5], what="k = 1")
    expect(example(candidate, 3), [3, 3], what="k = 3")


def test_b_equal_distances(candidate):
    """rows at equal distance: the lower index is nearer"""
    labels = [1 if row in (2, 4) else 0 for row in range(1000)]
    expect(on_a_line(candidate, np.arange(1000) % 2, labels, 3), [1])


def test_c_equal_votes(candidate):
    """labels with equal votes: the smallest wins"""
    expect(on_a_line(candidate, range(4), [4, 2, 2, 4], 4), [2])


def test_d_any_integers(candidate):
    """labels 1000 and -5"""
    expect(on_a_line(candidate, range(3), [1000, -5, -5], 1), [1000], what="k = 1")
    expect(on_a_line(candidate, range(3), [1000, -5, -5], 3), [-5], what="k = 3")


def test_e_extremes_of_k(candidate):
    """k = n, and k that is refused"""
    expect(example(candidate, 4), [3, 3], what="k = n")
    for k in (0, 5):
        refuses(example, candidate, k, what=f"k = {k} of 4 rows")


def test_f_no_queries(candidate):
    """no queries: an empty result"""
    expect(np.shape(example(candidate, 2, np.empty((0, 2)))), (0,), what="shape")
