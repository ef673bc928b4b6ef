# fails: C E
def kmeans(points: Floats, k: int, rng: np.random.Generator, max_iter: int = 100):
    if not 1 <= k <= len(points):
        raise ValueError("k")
    centroids = points[rng.choice(len(points), k, replace=False)]
    for _ in range(max_iter):
        labels = squares(points, centroids).argmin(1)
        moved = np.array([points[labels == j].mean(0) for j in range(k)])
        if (moved == centroids).all():
            break
        centroids = moved
    found = squares(points, centroids)
    return centroids, found.argmin(1), float(found.min(1).sum())


def squares(points, centroids):
    return (points**2).sum(1)[:, None] - 2 * points @ centroids.T + (centroids**2).sum(1)
