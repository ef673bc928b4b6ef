"""Both ways of least squares against fractions, and what answer and follow-ups say."""

from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.solutions import load

module = load("code_linear_regression")
solve_exact = module.solve_exact
descend = module.descend
Floats = NDArray[np.float64]


def in_fractions(features: Floats, targets: Floats) -> list[float]:
    """The normal equations by Gauss-Jordan elimination, without rounding."""
    rows = [[Fraction(1), *map(Fraction, row)] for row in features.tolist()]
    size = len(rows[0])
    system = [
        [sum((r[i] * r[j] for r in rows), Fraction(0)) for j in range(size)]
        + [
            sum(
                (r[i] * Fraction(t) for r, t in zip(rows, targets.tolist(), strict=True)),
                Fraction(0),
            )
        ]
        for i in range(size)
    ]
    for i in range(size):
        pivot = next(j for j in range(i, size) if system[j][i])
        system[i], system[pivot] = system[pivot], system[i]
        system[i] = [value / system[i][i] for value in system[i]]
        for j in range(size):
            if j != i:
                factor = system[j][i]
                system[j] = [a - factor * b for a, b in zip(system[j], system[i], strict=True)]
    return [float(row[-1]) for row in system]


@pytest.mark.parametrize("offset", [0.0, 1e3])
@pytest.mark.parametrize("seed", range(4))
def test_exact_equals_fractions(seed: int, offset: float) -> None:
    rng = np.random.default_rng(seed)
    features, targets = rng.normal(size=(12, 3)) + offset, rng.normal(size=12)
    expected = in_fractions(features, targets)
    np.testing.assert_allclose(solve_exact(features, targets), expected, rtol=1e-9)


def test_descent_by_hand() -> None:
    theta, losses = descend(np.array([[2.0]]), np.array([1.0]), 0.1, 2)
    # errors -1 and then 0: theta becomes (0.2, 0.4), which predicts 1
    assert losses == pytest.approx([1.0, 0.0])
    assert theta.tolist() == pytest.approx([0.2, 0.4])


def test_the_largest_rate_of_the_example() -> None:
    """What a follow-up says: 0.238, one over the largest eigenvalue of X'X / n."""
    features, targets = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([1.0, 3.0, 2.0, 5.0])
    design = np.column_stack((np.ones(4), features))
    largest = 1 / np.linalg.eigvalsh(design.T @ design / 4)[-1]
    assert round(largest, 3) == 0.238
    assert descend(features, targets, 0.235, 2000)[1][-1] < 1
    assert descend(features, targets, 0.240, 2000)[1][-1] > 1e6


def test_a_column_twice() -> None:
    """What a follow-up says: descent keeps the difference of the two slopes that it began with."""
    x = np.array([[0.0], [1.0], [2.0], [3.0]])
    targets = 1 + 4 * x[:, 0]
    twice = np.column_stack((x, x))
    assert solve_exact(twice, targets) == pytest.approx([1, 2, 2])
    assert descend(twice, targets, 0.05, 5000)[0] == pytest.approx([1, 2, 2])


def test_what_the_normal_equations_lose_far_from_zero() -> None:
    """What the answer says: 0.00007 by solve, 9 by pinv of the square."""
    features, targets = 1e6 + np.arange(10.0)[:, None], 3 + 2 * np.arange(10.0)
    design = np.column_stack((np.ones(10), features))
    square = design.T @ design
    solved = design @ np.linalg.solve(square, design.T @ targets)
    assert 1e-6 < np.abs(solved - targets).max() < 0.01
    dropped = design @ (np.linalg.pinv(square) @ (design.T @ targets))
    assert np.abs(dropped - targets).max() == pytest.approx(9, abs=0.01)


def test_costs_of_the_two_data_sets() -> None:
    """What a follow-up says."""
    n, d = 10_000_000, 50
    assert n * d**2 == 2.5e10
    assert n * d**2 / (2 * n * d) == 25
    assert 8 * 100_000**2 / 1e9 == 80
    assert 2 * 200_000 * 20 == 8_000_000
