"""k-nearest-neighbour classification: O(m n (d + log n)) time for m queries and n rows."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CELLS = 4_000_000  # float64 numbers in one block of differences: 32 MB


def knn_predict(train: Floats, labels: Ints, queries: Floats, k: int) -> Ints:
    """Return the majority label among the k rows of `train` nearest to each query.

    Nearest by Euclidean distance; of equally distant rows the one with the lower index comes
    first; of labels with equal votes the smallest wins. Raises ValueError unless 1 <= k <= n.
    """
    if not 1 <= k <= len(train):
        raise ValueError(f"k must be between 1 and {len(train)}, not {k}")
    classes, codes = np.unique(labels, return_inverse=True)
    votes = np.zeros((len(queries), len(classes)), dtype=np.intp)
    rows = max(1, CELLS // train.size)
    for start in range(0, len(queries), rows):  # over blocks of queries, to bound the memory
        block = slice(start, start + rows)
        neighbours = _nearest(train, queries[block], k)
        votes[block] = _count(codes[neighbours], len(classes))
    winners: Ints = classes[votes.argmax(axis=1)]  # argmax takes the first maximum
    return winners


def _nearest(train: Floats, queries: Floats, k: int) -> NDArray[np.intp]:
    """Indices (m, k) of the nearest rows, nearest first, ties by index.

    Differences rather than q.q - 2 q.t + t.t: equal rows then get equal distances, to the bit.
    """
    distances = ((queries[:, None, :] - train) ** 2).sum(axis=2)
    return np.argsort(distances, axis=1, kind="stable")[:, :k]


def _count(codes: NDArray[np.intp], classes: int) -> NDArray[np.intp]:
    """Votes (m, classes) from class codes (m, k): one bincount over row-shifted codes."""
    m = len(codes)
    shifted = codes + classes * np.arange(m)[:, None]
    return np.bincount(shifted.ravel(), minlength=m * classes).reshape(m, classes)
