# fails: D F
import numpy as np


def best_split(features, labels, min_leaf):
    n = len(labels)
    classes, y = np.unique(labels, return_inverse=True)
    total = np.bincount(y, minlength=len(classes))
    parent = 1 - ((total / n) ** 2).sum()
    best, found = parent - 1e-12, None  # only if it gets better
    for j in range(features.shape[1]):
        order = np.argsort(features[:, j], kind="stable")
        x, c = features[order, j], y[order]
        left = np.zeros(len(classes))
        right = total.astype(float)
        for i in range(n - 1):
            left[c[i]] += 1
            right[c[i]] -= 1
            if x[i] == x[i + 1] or i + 1 < min_leaf or n - i - 1 < min_leaf:
                continue
            k = i + 1
            g = k / n * (1 - ((left / k) ** 2).sum()) + (n - k) / n * (
                1 - ((right / (n - k)) ** 2).sum()
            )
            if g < best - 1e-12:
                best, found = g, (j, (x[i] + x[i + 1]) / 2)
    return found


class DecisionTree:
    def __init__(self, max_depth, min_leaf=1):
        self.max_depth, self.min_leaf = max_depth, min_leaf

    def fit(self, features, labels):
        self.root = self.grow(features, labels, 0)

    def grow(self, X, y, depth):
        v, k = np.unique(y, return_counts=True)
        node = {"label": v[k.argmax()]}
        split = best_split(X, y, self.min_leaf) if depth < self.max_depth else None
        if split:
            m = X[:, split[0]] <= split[1]
            node.update(split=split, left=self.grow(X[m], y[m], depth + 1))
            node["right"] = self.grow(X[~m], y[~m], depth + 1)
        return node

    def predict(self, features):
        def one(row):
            node = self.root
            while "split" in node:
                node = node["left" if row[node["split"][0]] <= node["split"][1] else "right"]
            return node["label"]

        return np.array([one(row) for row in features])
