# fails: D
import numpy as np


def knn_predict(train, labels, queries, k):
    if k < 1 or k > len(train):
        raise ValueError("k")
    squares = ((queries[:, None] - train) ** 2).sum(axis=2)
    nearest = np.argsort(squares, axis=1, kind="stable")[:, :k]
    votes = [np.bincount(row).argmax() for row in labels[nearest]]
    return np.array(votes, dtype=int)
