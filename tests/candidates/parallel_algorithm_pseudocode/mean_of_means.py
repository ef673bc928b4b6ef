# fails: A B C D
def local(points, centroids):
    squares = ((points[:, None] - centroids) ** 2).sum(axis=2)
    labels = squares.argmin(axis=1)
    return [points[labels == j].mean(axis=0) if (labels == j).any() else None
            for j in range(len(centroids))]


def combine(a, b):
    return [y if x is None else x if y is None else (x + y) / 2 for x, y in zip(a, b)]


def finish(part, centroids):
    return np.array([c if x is None else x for x, c in zip(part, centroids)])
