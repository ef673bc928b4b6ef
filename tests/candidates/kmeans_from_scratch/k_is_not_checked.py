# fails: B
import numpy as np


def kmeans(points, k, rng, max_iter=100):
    offset = points.mean(axis=0)
    x = points - offset
    centroids = x[[rng.integers(len(x))]]
    while len(centroids) < k:
        nearest = squares(x, centroids).min(axis=1)
        weights = nearest / nearest.sum() if nearest.sum() > 0 else None
        centroids = np.vstack([centroids, x[rng.choice(len(x), p=weights)]])
    for _ in range(max_iter):
        labels = squares(x, centroids).argmin(axis=1)
        moved = centroids.copy()
        for j in set(labels.tolist()):
            moved[j] = x[labels == j].mean(axis=0)
        if (moved == centroids).all():
            break
        centroids = moved
    found = squares(x, centroids)
    return centroids + offset, found.argmin(axis=1), found.min(axis=1).sum()


def squares(x, centroids):
    return ((x[:, None] - centroids) ** 2).sum(axis=2)
