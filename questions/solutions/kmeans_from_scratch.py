"""k-means with k-means++ seeding: O(n k d) time and O(n (k + d)) memory per iteration."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


def kmeans(
    points: Floats, k: int, rng: np.random.Generator, max_iter: int = 100
) -> tuple[Floats, Ints, float]:
    """Return centroids (k, d), labels (n,) and inertia of one run of Lloyd's algorithm.

    Stops when no label changes or after `max_iter` updates. Labels and inertia always belong
    to the centroids returned. Raises ValueError unless 1 <= k <= n.
    """
    if not 1 <= k <= len(points):
        raise ValueError(f"k must be between 1 and {len(points)}, not {k}")
    offset = points.mean(axis=0)
    centred = points - offset  # the expansion in _squared_distances cancels far from the origin
    centroids = _seed(centred, k, rng)
    labels, nearest = _assign(centred, centroids)
    for _ in range(max_iter):
        centroids = _update(centred, labels, nearest, k)
        previous = labels
        labels, nearest = _assign(centred, centroids)
        if np.array_equal(labels, previous):
            break
    return centroids + offset, labels, float(nearest.sum())


def _seed(points: Floats, k: int, rng: np.random.Generator) -> Floats:
    """k-means++: draw each next centroid with probability proportional to squared distance."""
    chosen = [int(rng.integers(len(points)))]
    nearest = _squared_distances(points, points[chosen])[:, 0]
    while len(chosen) < k:
        total = nearest.sum()  # zero when fewer than k points are distinct
        weights = nearest / total if total > 0 else None
        chosen.append(int(rng.choice(len(points), p=weights)))
        nearest = np.minimum(nearest, _squared_distances(points, points[chosen[-1:]])[:, 0])
    return points[chosen]


def _assign(points: Floats, centroids: Floats) -> tuple[Ints, Floats]:
    """Label of the nearest centroid, the lower one on a tie, and the squared distance to it."""
    distances = _squared_distances(points, centroids)
    labels = distances.argmin(axis=1)
    return labels, distances[np.arange(len(points)), labels]


def _update(points: Floats, labels: Ints, nearest: Floats, k: int) -> Floats:
    """Mean of each cluster; the j-th empty cluster moves to the j-th worst-served point."""
    counts = np.bincount(labels, minlength=k)
    sums = np.zeros((k, points.shape[1]))
    np.add.at(sums, labels, points)
    centroids: Floats = sums / np.maximum(counts, 1)[:, None]
    empty = np.flatnonzero(counts == 0)
    worst = np.argsort(-nearest, kind="stable")[: len(empty)]
    centroids[empty] = points[worst]
    return centroids


def _squared_distances(points: Floats, centroids: Floats) -> Floats:
    """All (n, k) squared distances without an (n, k, d) array, clipped at zero."""
    squares = (points**2).sum(axis=1)[:, None] + (centroids**2).sum(axis=1)
    distances: Floats = np.maximum(squares - 2 * points @ centroids.T, 0.0)
    return distances
