"""Nearest neighbours against plain sorting, with ties in distance and in votes."""

from collections import Counter

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.solutions import load

module = load("code_knn_vectorised")
knn_predict = module.knn_predict
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def by_sorting(train: Floats, labels: Ints, queries: Floats, k: int) -> list[int]:
    answers = []
    for query in queries:
        order = sorted(range(len(train)), key=lambda i: (sum((train[i] - query) ** 2), i))
        votes = Counter(int(labels[i]) for i in order[:k])
        answers.append(min(votes, key=lambda label: (-votes[label], label)))
    return answers


TRAIN = np.array([[0.0, 0.0], [2.0, 0.0], [0.0, 2.0], [9.0, 9.0]])
LABELS = np.array([7, 3, 3, 5])


def test_example_of_the_handout() -> None:
    queries = np.array([[1.0, 0.0], [9.0, 8.0]])
    assert knn_predict(TRAIN, LABELS, queries, 1).tolist() == [7, 5]
    assert knn_predict(TRAIN, LABELS, queries, 3).tolist() == [3, 3]


@pytest.mark.parametrize("seed", range(40))
def test_equals_sorting_on_a_grid_full_of_ties(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, d = int(rng.integers(1, 40)), int(rng.integers(1, 4))
    train = rng.integers(0, 4, size=(n, d)).astype(float)
    labels = rng.choice([-5, 0, 2, 1000], size=n)
    queries = rng.integers(0, 4, size=(15, d)).astype(float)
    for k in {1, (n + 1) // 2, n}:
        got = knn_predict(train, labels, queries, k).tolist()
        assert got == by_sorting(train, labels, queries, k)


def test_small_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    train, queries = rng.normal(size=(50, 4)), rng.normal(size=(31, 4))
    labels = rng.integers(0, 3, size=50)
    whole = knn_predict(train, labels, queries, 5).tolist()
    for cells in (1, 400, 999):
        monkeypatch.setattr(module, "CELLS", cells)
        assert knn_predict(train, labels, queries, 5).tolist() == whole


def test_tie_at_the_boundary_takes_the_lower_index() -> None:
    train = np.array([[1.0], [-1.0], [1.0], [-1.0]] * 50)
    labels = np.array([8, 9, 9, 9] * 50)
    assert knn_predict(train, labels, np.array([[0.0]]), 1).tolist() == [8]


def test_a_thousand_ties_and_three_neighbours() -> None:
    """Rows 0, 2 and 4 are the answer; an unstable sort or a partition takes others."""
    train = (np.arange(1000.0) % 2)[:, None]
    labels = np.zeros(1000, dtype=np.int64)
    labels[[2, 4]] = 1
    assert knn_predict(train, labels, np.array([[0.0]]), 3).tolist() == [1]


def test_equal_votes_take_the_smallest_label() -> None:
    train = np.array([[0.0], [1.0], [2.0], [3.0]])
    assert knn_predict(train, np.array([4, 2, 2, 4]), np.array([[0.0]]), 4).tolist() == [2]
    assert knn_predict(train, np.array([4, -2, -2, 4]), np.array([[0.0]]), 2).tolist() == [-2]


def test_equal_rows_of_fractions_tie_too() -> None:
    """Matrix products may give equal rows distances that differ in the last bit."""
    rng = np.random.default_rng(0)
    half = rng.normal(size=(501, 33))
    labels = np.repeat([0, 1], len(half))
    got = knn_predict(np.concatenate([half, half]), labels, rng.normal(size=(77, 33)), 1)
    assert set(got.tolist()) == {0}


def test_large_offset() -> None:
    train = np.array([[1.7e9], [1.7e9 + 10]])
    assert knn_predict(train, np.array([0, 1]), np.array([[1.7e9 + 7]]), 1).tolist() == [1]


def test_no_queries_and_one_class() -> None:
    assert knn_predict(TRAIN, LABELS, np.empty((0, 2)), 2).shape == (0,)
    assert knn_predict(TRAIN, np.full(4, 6), np.zeros((2, 2)), 3).tolist() == [6, 6]


def test_inputs_untouched() -> None:
    train, queries = TRAIN.copy(), np.ones((2, 2))
    knn_predict(train, LABELS, queries, 2)
    assert (train == TRAIN).all()
    assert (queries == 1).all()


@pytest.mark.parametrize("k", [0, -1, 5])
def test_impossible_k(k: int) -> None:
    with pytest.raises(ValueError, match="k must be"):
        knn_predict(TRAIN, LABELS, np.zeros((1, 2)), k)
