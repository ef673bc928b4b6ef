# fails: B
import numpy as np


def knn_predict(train, labels, queries, k):
    if not 1 <= k <= len(train):
        raise ValueError("k")
    squares = ((queries[:, None] - train) ** 2).sum(axis=2)
    nearest = np.argpartition(squares, k - 1, axis=1)[:, :k]
    classes, codes = np.unique(labels, return_inverse=True)
    votes = (codes[nearest][:, :, None] == np.arange(len(classes))).sum(axis=1)
    return classes[votes.argmax(axis=1)]
