"""Tests A to E of linear regression, as the answer of the question lists them."""

import numpy as np
from numpy.typing import NDArray

from kitgen.bank.harness import expect, refuses

Floats = NDArray[np.float64]
GIVEN = {"np": np, "NDArray": NDArray, "Floats": Floats}

FEATURES = np.array([[0.0], [1.0], [2.0], [3.0]])
TARGETS = np.array([1.0, 3.0, 2.0, 5.0])


def expect_predictions(theta, features, targets, within, what):
    found = theta[0] + features @ np.asarray(theta)[1:]
    expect(found, targets, within=within, what=what)


def test_a_example(candidate):
    """the example of the handout"""
    exact = candidate.solve_exact(FEATURES.copy(), TARGETS.copy())
    expect(exact, [1.1, 1.1], within=1e-9, what="solve_exact")
    theta, losses = candidate.descend(FEATURES.copy(), TARGETS.copy(), 0.1, 2)
    expect(theta, [0.66, 1.265], within=1e-9, what="two steps")
    expect(losses, [9.75, 0.9775], within=1e-9, what="losses")


def test_b_both_agree(candidate):
    """50 rows, three features with noise: 2,000 steps at 0.1 come to the exact solution"""
    rng = np.random.default_rng(2)
    features = rng.normal(size=(50, 3))
    targets = 1 + features @ [2.0, -1.0, 0.5] + rng.normal(size=50)
    exact = candidate.solve_exact(features.copy(), targets.copy())
    theta, losses = candidate.descend(features.copy(), targets.copy(), 0.1, 2000)
    design = np.column_stack((np.ones(50), features))
    errors = targets - design @ np.asarray(exact)
    expect(design.T @ errors, np.zeros(4), within=1e-9, what="errors times features")
    expect(theta, exact, within=1e-6, what="descent")
    expect(len(losses), 2000, what="number of losses")


def test_c_column_twice(candidate):
    """a column that is there twice: predictions are right, by both functions"""
    features, targets = np.column_stack((FEATURES, FEATURES)), 1 + 4 * FEATURES[:, 0]
    exact = candidate.solve_exact(features.copy(), targets.copy())
    expect_predictions(exact, features, targets, 1e-6, "solve_exact")
    theta, _ = candidate.descend(features.copy(), targets.copy(), 0.05, 5000)
    expect_predictions(theta, features, targets, 1e-6, "descend")


def test_d_far_from_zero(candidate):
    """a feature from 1,000,000 to 1,000,009: predictions of solve_exact to 0.000001"""
    features = 1e6 + np.arange(10.0)[:, None]
    targets = 3 + 2 * np.arange(10.0)
    exact = candidate.solve_exact(features.copy(), targets.copy())
    expect_predictions(exact, features, targets, 1e-6, "predictions")


def test_e_rate_too_large(candidate):
    """a rate of 1, 1,000 steps on the example: ValueError"""
    refuses(
        candidate.descend, FEATURES.copy(), TARGETS.copy(), 1.0, 1000, what="rate 1, 1,000 steps"
    )
