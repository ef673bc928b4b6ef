# fails: F
def local(points, centroids):
    labels = ((points[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)
    return points, labels


def combine(a, b):
    return np.concatenate([a[0], b[0]]), np.concatenate([a[1], b[1]])


def finish(part, centroids):
    points, labels = part
    return np.array([points[labels == j].mean(axis=0) if (labels == j).any() else centroids[j]
                     for j in range(len(centroids))])
