# fails: C E
from collections import Counter

import numpy as np


def knn_predict(train, labels, queries, k):
    out = []
    for query in queries:
        nearest = np.argsort(((train - query) ** 2).sum(axis=1), kind="stable")[:k]
        out.append(Counter(labels[nearest].tolist()).most_common(1)[0][0])
    return np.array(out)
