"""Tests A to E of k-means, as the answer of the question lists them."""

import numpy as np
from numpy.typing import NDArray

from kitgen.bank.harness import expect, refuses

Floats = NDArray[np.float64]
GIVEN = {"np": np, "NDArray": NDArray, "Floats": Floats, "Ints": NDArray[np.intp]}

EXAMPLE = np.array([[0.0, 0.0], [0.0, 2.0], [9.0, 0.0], [9.0, 2.0]])
NEAR = 1e-6


def seeded(seed):
    return np.random.default_rng(seed)


def expect_example(candidate, offset):
    """The example moved by `offset`, as the best of ten seeds."""
    runs = [candidate.kmeans(EXAMPLE + offset, 2, seeded(seed)) for seed in range(10)]
    centroids, _, inertia = min(runs, key=lambda run: run[2])
    found = sorted((np.asarray(centroids) - offset).tolist())
    expect(found, [[0.0, 1.0], [9.0, 1.0]], within=NEAR, what="centroids")
    expect(inertia, 4.0, within=NEAR, what="inertia")


def test_a_example(candidate):
    """the example of the handout"""
    expect_example(candidate, 0.0)


def test_b_extremes_of_k(candidate):
    """k = 1, k = n, and k that is refused"""
    points = seeded(3).normal(size=(9, 2))
    centroids, _, _ = candidate.kmeans(points.copy(), 1, seeded(0))
    expect(centroids, points.mean(axis=0, keepdims=True), within=NEAR, what="k = 1")
    for seed in range(5):
        _, _, inertia = candidate.kmeans(points.copy(), 9, seeded(seed))
        expect(inertia, 0.0, within=NEAR, what="inertia for k = n")
    for k in (0, 10):
        refuses(candidate.kmeans, points.copy(), k, seeded(0), what=f"k = {k} of 9 points")


def test_c_duplicates(candidate):
    """eight points of which two are distinct, k = 3"""
    points = np.repeat([[1.0, 1.0], [2.0, 5.0]], 4, axis=0)
    for seed in range(20):
        centroids, _, inertia = candidate.kmeans(points.copy(), 3, seeded(seed))
        expect(np.shape(centroids), (3, 2), what="shape of the centroids")
        expect(np.isfinite(centroids).all(), True, what="all centroids finite")
        expect(inertia, 0.0, within=NEAR, what="inertia")


def test_d_returned_centroids(candidate):
    """max_iter=1: labels and inertia belong to the returned centroids"""
    for seed in range(20):
        points = seeded(seed).normal(size=(80, 2))
        centroids, labels, inertia = candidate.kmeans(points.copy(), 7, seeded(seed), 1)
        squares = ((points[:, None] - np.asarray(centroids)) ** 2).sum(axis=2)
        own, least = squares[np.arange(80), labels], squares.min(axis=1)
        expect(int((own > least + NEAR).sum()), 0, what="points with a nearer centroid")
        expect(inertia, least.sum(), within=NEAR, what="inertia")


def test_e_far_from_the_origin(candidate):
    """as A, with 1e8 added to all points"""
    expect_example(candidate, 1e8)
