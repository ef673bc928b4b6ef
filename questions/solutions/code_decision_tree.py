"""A classification tree: O(d n log n) for the split of a node, and times the depth for a tree."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def best_split(features: Floats, labels: Ints, min_leaf: int) -> tuple[int, float] | None:
    """Return the column and threshold with the lowest weighted Gini impurity, if there is one."""
    n, columns = features.shape
    classes, codes = np.unique(labels, return_inverse=True)
    if len(classes) < 2:
        return None
    best, found = np.inf, None
    sizes = np.arange(1, n)
    for column in range(columns):
        order = np.argsort(features[:, column], kind="stable")
        values = features[order, column]
        left = np.cumsum(np.eye(len(classes), dtype=np.int64)[codes[order]], axis=0)
        right = left[-1] - left[:-1]
        # The weighted impurity times n is n less this; whole numbers keep ties exact up to here.
        purity = (left[:-1] ** 2).sum(axis=1) / sizes + (right**2).sum(axis=1) / (n - sizes)
        allowed = values[1:] > values[:-1]
        allowed &= (sizes >= min_leaf) & (n - sizes >= min_leaf)
        if allowed.any():
            place = int(np.argmin(np.where(allowed, n - purity, np.inf)))
            if n - purity[place] < best - 1e-9:
                best = float(n - purity[place])
                low, high = values[place], values[place + 1]
                middle = low + (high - low) / 2
                found = column, float(middle if middle < high else low)
    return found


@dataclass
class _Node:
    label: int
    column: int = 0
    threshold: float = 0.0
    children: "tuple[_Node, _Node] | None" = None


class DecisionTree:
    """Splits while a node is impure and the limits allow it, even if the impurity stays."""

    def __init__(self, max_depth: int, min_leaf: int = 1) -> None:
        self._max_depth, self._min_leaf = max_depth, min_leaf

    def fit(self, features: Floats, labels: Ints) -> None:
        """Grow the tree on these rows alone."""
        self._root = self._grow(features, labels, self._max_depth)

    def predict(self, features: Floats) -> Ints:
        """Return the label of the leaf of each row."""
        result = np.zeros(len(features), dtype=np.int64)
        waiting = [(self._root, np.arange(len(features)))]
        while waiting:
            node, rows = waiting.pop()
            result[rows] = node.label
            if node.children:
                left = features[rows, node.column] <= node.threshold
                waiting += zip(node.children, (rows[left], rows[~left]), strict=True)
        return result

    def _grow(self, features: Floats, labels: Ints, depth: int) -> _Node:
        values, counts = np.unique(labels, return_counts=True)
        node = _Node(int(values[counts.argmax()]))
        split = best_split(features, labels, self._min_leaf) if depth > 0 else None
        if split:
            node.column, node.threshold = split
            left = features[:, node.column] <= node.threshold
            sides = (left, ~left)
            first, second = (self._grow(features[s], labels[s], depth - 1) for s in sides)
            node.children = first, second
        return node
