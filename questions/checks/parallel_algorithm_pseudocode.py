"""Tests A to F of a round of k-means on many machines, as the answer of the question lists them."""

import pickle
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kitgen.bank.harness import expect

Floats = NDArray[np.float64]
GIVEN = {"np": np, "NDArray": NDArray, "Floats": Floats, "Any": Any, "Part": Any}
NEAR = 1e-9


def serial(points, centroids):
    """The round of the handout."""
    squares = ((points[:, None] - centroids) ** 2).sum(axis=2)
    labels = squares.argmin(axis=1)
    new = centroids.copy()
    for j in range(len(centroids)):
        if (labels == j).any():
            new[j] = points[labels == j].mean(axis=0)
    return new


def cloud(seed, n=60, k=4):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, 3)), rng.normal(size=(k, 3))


def parts(candidate, points, centroids, cuts):
    """What each machine sends, when the rows are split at these cuts."""
    return [candidate.local(p.copy(), centroids.copy()) for p in np.split(points, cuts)]


def expect_round(candidate, points, centroids, sent, what):
    found = candidate.finish(reduce(candidate.combine, sent), centroids.copy())
    expect(found, serial(points, centroids), within=NEAR, what=what)


def test_a_example(candidate):
    """the example of the handout: two machines"""
    points, centroids = np.array([[0.0], [1.0], [2.0], [9.0]]), np.array([[0.0], [10.0]])
    sent = parts(candidate, points, centroids, [1])
    expect_round(candidate, points, centroids, sent, "centroids")


def test_b_uneven_machines(candidate):
    """five machines with 1 to 30 points"""
    for seed in range(5):
        points, _ = cloud(seed)
        centroids = points[::15] + 0.0  # so that no cluster is empty in all
        sent = parts(candidate, points, centroids, [30, 49, 54, 59])
        expect_round(candidate, points, centroids, sent, f"seed {seed}")


def test_c_a_machine_without_points(candidate):
    """a machine without any points"""
    points, centroids = cloud(1)
    sent = parts(candidate, points, centroids, [20, 20, 40])
    expect_round(candidate, points, centroids, sent, "centroids")


def test_d_any_grouping(candidate):
    """parts that are combined in another order, or in a tree"""
    points, centroids = cloud(2)
    a, b, c, d = parts(candidate, points, centroids, [3, 20, 45])
    join, expected = candidate.combine, serial(points, centroids)
    for what, part in {"in reverse": join(join(join(d, c), b), a),
                       "in a tree": join(join(a, b), join(c, d))}.items():  # fmt: skip
        expect(candidate.finish(part, centroids.copy()), expected, within=NEAR, what=what)


def test_e_a_cluster_without_points(candidate):
    """a centroid without points: on one machine, and on all"""
    points, centroids = np.array([[0.0], [1.0], [9.0]]), np.array([[0.0], [10.0], [99.0]])
    sent = parts(candidate, points, centroids, [2])
    expect_round(candidate, points, centroids, sent, "centroids")


def test_f_size_of_a_message(candidate):
    """a hundred times the points, and a message of the same size"""
    sizes = []
    for n in (100, 10_000):
        points, centroids = cloud(3, n)
        sizes.append(len(pickle.dumps(candidate.local(points, centroids))))
    assert sizes[1] < 2 * sizes[0], f"{sizes[0]} bytes for 100 points, {sizes[1]} for 10,000"
