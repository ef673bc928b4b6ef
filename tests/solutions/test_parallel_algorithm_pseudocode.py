"""A round of k-means in parts against plain Python, and the figures of the question."""

import random
from functools import reduce

import numpy as np
import pytest

from tests.solutions import load

module = load("parallel_algorithm_pseudocode")


def plain_round(points: list[list[float]], centroids: list[list[float]]) -> list[list[float]]:
    groups: list[list[list[float]]] = [[] for _ in centroids]
    for point in points:
        squares = [sum((x - y) ** 2 for x, y in zip(point, c, strict=True)) for c in centroids]
        groups[squares.index(min(squares))].append(point)
    return [
        [sum(column) / len(group) for column in zip(*group, strict=True)] if group else centroid
        for group, centroid in zip(groups, centroids, strict=True)
    ]


@pytest.mark.parametrize("seed", range(30))
def test_random_points_on_random_machines(seed: int) -> None:
    rng = random.Random(seed)
    points = [[rng.gauss(0, 1), rng.gauss(0, 1)] for _ in range(rng.randrange(1, 50))]
    centroids = [[rng.gauss(0, 2), rng.gauss(0, 2)] for _ in range(rng.randrange(1, 8))]
    cuts = sorted(rng.randrange(len(points) + 1) for _ in range(4))
    start = np.array(centroids)
    sent = [module.local(part, start) for part in np.split(np.array(points), cuts)]
    rng.shuffle(sent)
    found = module.finish(reduce(module.combine, sent), start)
    np.testing.assert_allclose(found, plain_round(points, centroids))


def test_figures_of_the_question() -> None:
    assert 1000 * (100 + 1) * 8 == 808_000
    assert 64 * 808_000 == 51_712_000
    assert (90 * 0 + 10 * 10) / 100 == 1
    assert 10**9 * 100 * 8 == 800 * 10**9
    assert round(10**9 / 64 / 1e6) == 16
