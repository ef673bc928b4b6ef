"""k-means against its own contract, an exhaustive optimum and hand-made cases."""

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.solutions import load

module = load("kmeans_from_scratch")
kmeans = module.kmeans
Floats = NDArray[np.float64]


def check_contract(points: Floats, k: int, result: tuple[Floats, NDArray[np.intp], float]) -> None:
    """Labels and inertia belong to the centroids that are returned, by plain loops."""
    centroids, labels, inertia = result
    assert centroids.shape == (k, points.shape[1])
    assert labels.shape == (len(points),)
    assert np.isfinite(centroids).all()
    total = 0.0
    for point, label in zip(points, labels, strict=True):
        distances = [float(((point - centroid) ** 2).sum()) for centroid in centroids]
        assert distances[label] == pytest.approx(min(distances), abs=1e-6)
        total += distances[label]
    assert inertia == pytest.approx(total, rel=1e-6, abs=1e-6)


def best_inertia(points: Floats, k: int) -> float:
    """The global optimum, by trying every partition of a handful of points."""
    best = np.inf
    for labels in itertools.product(range(k), repeat=len(points)):
        cost = 0.0
        for cluster in set(labels):
            members = points[[label == cluster for label in labels]]
            cost += float(((members - members.mean(axis=0)) ** 2).sum())
        best = min(best, cost)
    return best


def test_example_of_the_handout() -> None:
    points = np.array([[0.0, 0.0], [0.0, 2.0], [9.0, 0.0], [9.0, 2.0]])
    centroids, labels, inertia = kmeans(points, 2, np.random.default_rng(0))
    assert sorted(centroids.tolist()) == [[0.0, 1.0], [9.0, 1.0]]
    assert labels[0] == labels[1] != labels[2] == labels[3]
    assert inertia == 4.0


@pytest.mark.parametrize("seed", range(20))
def test_contract_on_random_points(seed: int) -> None:
    rng = np.random.default_rng(seed)
    points = rng.normal(size=(60, 3))
    k = int(rng.integers(1, 12))
    check_contract(points, k, kmeans(points, k, rng))


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("max_iter", [0, 1, 2])
def test_contract_holds_when_iterations_run_out(seed: int, max_iter: int) -> None:
    rng = np.random.default_rng(seed)
    points = rng.normal(size=(80, 2))
    check_contract(points, 7, kmeans(points, 7, rng, max_iter))


@pytest.mark.parametrize("seed", range(10))
def test_converged_centroids_are_the_means_of_their_points(seed: int) -> None:
    rng = np.random.default_rng(seed)
    points = rng.normal(size=(100, 2))
    centroids, labels, _ = kmeans(points, 5, rng, max_iter=1000)
    for cluster in range(5):
        np.testing.assert_allclose(centroids[cluster], points[labels == cluster].mean(axis=0))


@pytest.mark.parametrize("seed", range(5))
def test_best_of_ten_runs_is_the_global_optimum_of_small_cases(seed: int) -> None:
    rng = np.random.default_rng(seed)
    points = rng.normal(size=(7, 2))
    best = best_inertia(points, 3)
    runs = [kmeans(points, 3, rng)[2] for _ in range(30)]
    assert min(runs) == pytest.approx(best)
    assert all(run >= best - 1e-9 for run in runs)


def test_rectangle_has_a_bad_optimum_that_seeding_meets_once_in_34() -> None:
    rng = np.random.default_rng(1)
    points = np.array([[0.0, 0.0], [0.0, 1.0], [4.0, 0.0], [4.0, 1.0]])
    runs = [round(kmeans(points, 2, rng)[2], 6) for _ in range(3400)]
    assert set(runs) == {1.0, 16.0}
    assert 60 < runs.count(16.0) < 145


def test_one_cluster_is_the_mean_and_n_clusters_cost_nothing() -> None:
    points = np.random.default_rng(3).normal(size=(9, 2))
    centroids, _, inertia = kmeans(points, 1, np.random.default_rng(0))
    np.testing.assert_allclose(centroids[0], points.mean(axis=0))
    assert inertia == pytest.approx(((points - points.mean(axis=0)) ** 2).sum())
    assert kmeans(points, 9, np.random.default_rng(0))[2] == pytest.approx(0.0, abs=1e-12)


def test_fewer_distinct_points_than_clusters() -> None:
    points = np.repeat([[1.0, 1.0], [2.0, 5.0]], 4, axis=0)
    result = kmeans(points, 3, np.random.default_rng(0))
    check_contract(points, 3, result)
    assert result[2] == 0.0
    check_contract(np.ones((6, 2)), 4, kmeans(np.ones((6, 2)), 4, np.random.default_rng(0)))


def test_an_empty_cluster_takes_the_worst_served_point(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two centroids start so far off that they own nothing; both must come back to work."""
    points = np.array([[-6.0], [-5.0], [0.0], [1.0], [10.0]])
    far = np.array([[0.0], [1e6], [-1e6]])
    monkeypatch.setattr(module, "_seed", lambda points, k, rng: far)
    centroids, labels, inertia = kmeans(points, 3, np.random.default_rng(0))
    assert len(set(labels.tolist())) == 3
    assert sorted(centroids[:, 0].tolist()) == [-5.5, 0.5, 10.0]
    assert inertia == 1.0


def test_seeds_are_distinct_points_while_there_are_enough() -> None:
    points = np.repeat(np.arange(5.0)[:, None], 20, axis=0)
    for seed in range(50):
        assert kmeans(points, 5, np.random.default_rng(seed), max_iter=0)[2] == 0.0


def test_far_from_the_origin() -> None:
    """Squares of 1e16 would swallow distances of 1 without centring."""
    points = np.array([[0.0, 0.0], [0.0, 2.0], [9.0, 0.0], [9.0, 2.0]]) + 1e8
    assert min(kmeans(points, 2, np.random.default_rng(s))[2] for s in range(5)) == 4.0


def test_same_seed_same_result_and_input_untouched() -> None:
    points = np.random.default_rng(5).normal(size=(40, 2))
    before = points.copy()
    first = kmeans(points, 4, np.random.default_rng(7))
    second = kmeans(points, 4, np.random.default_rng(7))
    assert (first[1] == second[1]).all()
    assert first[2] == second[2]
    assert (points == before).all()


@pytest.mark.parametrize("k", [0, -1, 5])
def test_impossible_k(k: int) -> None:
    with pytest.raises(ValueError, match="k must be"):
        kmeans(np.zeros((4, 2)), k, np.random.default_rng(0))
