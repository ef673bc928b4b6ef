"""One round of k-means on many machines: each sends k sums and k counts."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Part = tuple[Floats, NDArray[np.int64]]


def local(points: Floats, centroids: Floats) -> Part:
    """Return what one machine sends: sum and count of its points for each centroid."""
    squares = (centroids**2).sum(axis=1) - 2 * points @ centroids.T
    labels = squares.argmin(axis=1)
    sums = np.zeros_like(centroids)
    np.add.at(sums, labels, points)
    return sums, np.bincount(labels, minlength=len(centroids))


def combine(a: Part, b: Part) -> Part:
    """Return what two machines, or groups of them, have together."""
    return a[0] + b[0], a[1] + b[1]


def finish(part: Part, centroids: Floats) -> Floats:
    """Return the next centroids; one without points anywhere stays."""
    sums, counts = part
    means: Floats = sums / np.maximum(counts, 1)[:, None]
    return np.where(counts[:, None] > 0, means, centroids)
