"""Tests A to F of a decision tree, as the answer of the question lists them."""

import numpy as np
from numpy.typing import NDArray

from kitgen.bank.harness import expect

Floats = NDArray[np.float64]
GIVEN = {"np": np, "NDArray": NDArray, "Floats": Floats, "Ints": NDArray[np.int64]}

FEATURES = [[2.0, 1.0], [3.0, 1.0], [9.0, 2.0], [19.0, 2.0]]
LABELS = [0, 0, 1, 0]


def split(candidate, features, labels, min_leaf=1):
    found = candidate.best_split(np.array(features, dtype=float), np.array(labels), min_leaf)
    return None if found is None else [int(found[0]), float(found[1])]


def predicted(candidate, features, labels, rows, **limits):
    tree = candidate.DecisionTree(**limits)
    tree.fit(np.array(features, dtype=float), np.array(labels))
    return tree.predict(np.array(rows, dtype=float))


def test_a_example(candidate):
    """the example of the handout"""
    expect(split(candidate, FEATURES, LABELS), [0, 6.0], what="split")
    found = predicted(candidate, FEATURES, LABELS, [[5, 1], [12, 2], [20, 2]], max_depth=2)
    expect(found, [0, 1, 0], what="labels")


def test_b_splits(candidate):
    """equal values stay together; no split of one label or of constant columns; three classes"""
    found = split(candidate, [[1], [2], [2], [2], [5]], [0, 0, 1, 1, 1])
    expect(found, [0, 1.5], what="values 1, 2, 2, 2, 5")
    expect(split(candidate, [[1], [2]], [7, 7]), None, what="one label")
    expect(split(candidate, [[3], [3], [3]], [0, 1, 0]), None, what="a constant column")
    found = split(candidate, [[0, 4], [0, 3], [0, 2], [0, 1]], [9, 5, -2, -2])
    expect(found, [1, 2.5], what="labels 9, 5, -2, -2")


def test_c_limits(candidate):
    """depth 0, leaves of at least two rows, and the smallest label where counts are equal"""
    rows = [[1], [2], [3], [4]]
    found = predicted(candidate, rows, [4, 4, 1, 4], rows, max_depth=0)
    expect(found, [4, 4, 4, 4], what="depth 0")
    found = predicted(candidate, rows, [0, 0, 1, 1], rows, max_depth=1)
    expect(found, [0, 0, 1, 1], what="depth 1")
    expect(split(candidate, rows, [1, 0, 0, 0], 2), [0, 2.5], what="min_leaf 2")
    expect(split(candidate, rows, [1, 0, 0, 0], 3), None, what="min_leaf 3 of 4 rows")
    found = predicted(candidate, rows, [8, 3, 3, 3], rows, max_depth=5, min_leaf=2)
    expect(found, [3, 3, 3, 3], what="8 and 3 in a leaf")


def test_d_no_gain_at_first(candidate):
    """a label that two columns make only together: right at depth 2"""
    rows = [[0, 0], [0, 1], [1, 0], [1, 1]]
    expect(predicted(candidate, rows, [0, 1, 1, 0], rows, max_depth=2), [0, 1, 1, 0])


def test_e_many_rows(candidate):
    """100,000 rows, five columns: the split is found in ten seconds"""
    rng = np.random.default_rng(0)
    features = rng.random((100_000, 5))
    labels = (features[:, 3] > 0.7).astype(np.int64)
    column, threshold = split(candidate, features, labels)
    expect([column, threshold], [3, 0.7], within=0.001)


def test_f_neighbouring_floats(candidate):
    """two values with no float between them: both leaves are there"""
    low = np.nextafter(1.0, 2.0)
    rows = [[low], [np.nextafter(low, 2.0)]]
    expect(predicted(candidate, rows, [0, 1], rows, max_depth=50), [0, 1])
