"""A tree against a search over all splits in fractions, and what the follow-ups say."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.solutions import load

module = load("code_decision_tree")
best_split = module.best_split
DecisionTree = module.DecisionTree
Ints = NDArray[np.int64]


def impurity(labels: list[int]) -> Fraction:
    """Times the number of rows."""
    n = len(labels)
    return n - sum((Fraction(labels.count(c) ** 2, n) for c in set(labels)), Fraction(0))


@pytest.mark.parametrize("min_leaf", [1, 3])
@pytest.mark.parametrize("seed", range(8))
def test_split_equals_the_search_over_all(seed: int, min_leaf: int) -> None:
    rng = np.random.default_rng(seed)
    features = rng.integers(0, 5, size=(12, 3)).astype(float)
    labels = rng.integers(0, 3, size=12)
    found = []
    for column in range(3):
        values = sorted(set(features[:, column].tolist()))
        for low, high in pairwise(values):
            sides = [
                labels[features[:, column] <= low].tolist(),
                labels[features[:, column] > low].tolist(),
            ]
            if min(map(len, sides)) >= min_leaf:
                found.append((sum(map(impurity, sides)), column, (low + high) / 2))
    assert best_split(features, labels, min_leaf) == (min(found)[1:] if found else None)


def test_without_limits_rows_that_differ_are_learnt() -> None:
    rng = np.random.default_rng(0)
    features, labels = rng.random((200, 3)), rng.integers(0, 2, 200)
    tree = DecisionTree(max_depth=200)
    tree.fit(features, labels)
    assert (tree.predict(features) == labels).all()


@pytest.mark.parametrize("min_leaf", [1, 5, 20])
def test_leaves_have_enough_rows(min_leaf: int) -> None:
    rng = np.random.default_rng(1)
    features, labels = rng.random((100, 2)), rng.integers(0, 2, 100)
    tree = DecisionTree(50, min_leaf)
    tree.fit(features, labels)
    waiting, smallest = [(tree._root, features)], 100
    while waiting:
        node, rows = waiting.pop()
        if node.children is None:
            smallest = min(smallest, len(rows))
            continue
        left = rows[:, node.column] <= node.threshold
        waiting += [(node.children[0], rows[left]), (node.children[1], rows[~left])]
    assert smallest >= min_leaf


def test_a_number_of_the_row_is_chosen_before_two_useless_values() -> None:
    """What a follow-up says: 199 thresholds get luckier than one."""
    rng = np.random.default_rng(2)
    chosen = 0
    for _ in range(50):
        features = np.column_stack((rng.integers(0, 2, 200), np.arange(200))).astype(float)
        chosen += best_split(features, rng.integers(0, 2, 200), 1)[0] == 1
    assert chosen >= 45


def test_nan_goes_right() -> None:
    """What a follow-up says."""
    assert not np.array([np.nan])[0] <= 1e300
    assert np.argsort([2.0, np.nan, 1.0]).tolist() == [2, 0, 1]
