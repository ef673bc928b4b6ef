# fails: ; too slow: E
import numpy as np


def gini(y):
    _, counts = np.unique(y, return_counts=True)
    p = counts / len(y)
    return 1 - (p**2).sum()


def best_split(features, labels, min_leaf):
    if len(np.unique(labels)) == 1:
        return None
    best, found = np.inf, None
    for j in range(features.shape[1]):
        values = np.unique(features[:, j])
        for a, b in zip(values, values[1:]):
            left = features[:, j] <= a
            k = left.sum()
            if k < min_leaf or len(labels) - k < min_leaf:
                continue
            score = k * gini(labels[left]) + (len(labels) - k) * gini(labels[~left])
            if score < best - 1e-9:
                t = (a + b) / 2
                best, found = score, (j, a if t >= b else t)
    return found


class DecisionTree:
    def __init__(self, max_depth, min_leaf=1):
        self.max_depth = max_depth
        self.min_leaf = min_leaf

    def build(self, X, y, depth):
        values, counts = np.unique(y, return_counts=True)
        split = best_split(X, y, self.min_leaf) if depth < self.max_depth else None
        if split is None:
            return values[counts.argmax()]
        j, t = split
        left = X[:, j] <= t
        return j, t, self.build(X[left], y[left], depth + 1), self.build(X[~left], y[~left], depth + 1)

    def fit(self, features, labels):
        self.tree = self.build(features, labels, 0)

    def predict(self, features):
        out = []
        for row in features:
            node = self.tree
            while isinstance(node, tuple):
                node = node[2] if row[node[0]] <= node[1] else node[3]
            out.append(node)
        return np.array(out)
