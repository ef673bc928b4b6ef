# fails: D
import numpy as np


def kmeans(points, k, rng, max_iter=100):
    if k < 1 or k > len(points):
        raise ValueError(f"cannot make {k} clusters of {len(points)} points")
    runs = [one_run(points, k, rng, max_iter) for _ in range(8)]
    return min(runs, key=lambda run: run[2])


def one_run(points, k, rng, max_iter):
    distinct = np.unique(points, axis=0)
    chosen = distinct[rng.permutation(len(distinct))[:k]]
    centroids = np.concatenate([chosen, points[: k - len(chosen)]])
    for _ in range(max_iter):
        squares = ((points[:, None] - centroids) ** 2).sum(axis=2)
        labels = squares.argmin(axis=1)
        before = centroids.copy()
        for j in range(k):
            if (labels == j).any():
                centroids[j] = points[labels == j].mean(axis=0)
        if np.allclose(before, centroids, rtol=0, atol=0):
            break
    return centroids, labels, float(squares.min(axis=1).sum())
