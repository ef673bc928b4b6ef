# fails: A B F; too slow: E
import numpy as np


def best_split(features, labels, min_leaf):
    best = None
    for j in range(features.shape[1]):
        for t in np.unique(features[:, j])[:-1]:
            left = features[:, j] <= t
            if left.sum() < min_leaf or (~left).sum() < min_leaf:
                continue
            g = sum(
                1 - ((np.bincount(side - labels.min()) / len(side)) ** 2).sum()
                for side in (labels[left], labels[~left])
            )
            after = features[:, j][~left].min()
            if best is None or g <= best[0]:
                best = g, j, (t + after) / 2
    return best and best[1:]


class DecisionTree:
    def __init__(self, max_depth, min_leaf=1):
        self.max_depth, self.min_leaf = max_depth, min_leaf

    def fit(self, features, labels):
        self.split = best_split(features, labels, self.min_leaf) if self.max_depth else None
        self.label = np.bincount(labels).argmax()
        if self.split and len(set(labels.tolist())) > 1:
            left = features[:, self.split[0]] <= self.split[1]
            self.children = [DecisionTree(self.max_depth - 1, self.min_leaf) for _ in "ab"]
            self.children[0].fit(features[left], labels[left])
            self.children[1].fit(features[~left], labels[~left])
        else:
            self.split = None

    def predict(self, features):
        if not self.split:
            return np.full(len(features), self.label)
        left = features[:, self.split[0]] <= self.split[1]
        return np.where(left, self.children[0].predict(features), self.children[1].predict(features))
