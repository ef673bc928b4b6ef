"""Logistic regression against 50-digit decimals, Newton's method and facts that need no code."""

from decimal import Decimal, getcontext

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.solutions import load

module = load("code_logistic_regression")
loss_and_gradient = module.loss_and_gradient
fit = module.fit
Floats = NDArray[np.float64]


def data(seed: int) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(seed)
    features = rng.normal(size=(40, 3))
    chances = 1 / (1 + np.exp(-(features[:, 0] - 0.5)))
    return features, (rng.random(40) < chances).astype(float)


def newton(features: Floats, labels: Floats, penalty: float) -> Floats:
    """The optimum by second derivatives, which the solution does not use."""
    design = np.column_stack((np.ones(len(labels)), features))
    ridge = penalty * np.diag([0.0] + [1.0] * features.shape[1])
    theta = np.zeros(design.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ theta))
        slope = design.T @ (p - labels) / len(labels) + ridge @ theta
        curve = (design.T * (p * (1 - p))) @ design / len(labels) + ridge
        theta = theta - np.linalg.solve(curve, slope)
    return theta


@pytest.mark.parametrize("scale", [0.1, 1.0, 300.0])
def test_loss_equals_decimals(scale: float) -> None:
    getcontext().prec = 50
    features, labels = data(0)
    theta = np.array([0.3, 1.0, -2.0, 0.5])
    total = Decimal(0)
    for row, label in zip(scale * features, labels, strict=True):
        score = Decimal(theta[0]) + sum(
            (Decimal(w) * Decimal(x) for w, x in zip(theta[1:], row, strict=True)), Decimal(0)
        )
        sign = 1 if label == 0 else -1
        total += (1 + (sign * score).exp()).ln()
    loss, _ = loss_and_gradient(theta, scale * features, labels, 0.0)
    assert loss == pytest.approx(float(total / len(labels)), rel=1e-12)


@pytest.mark.parametrize("penalty", [0.0, 0.01, 1.0, 100.0])
@pytest.mark.parametrize("seed", range(3))
def test_fit_equals_newton(seed: int, penalty: float) -> None:
    features, labels = data(seed)
    expected = newton(features, labels, penalty)
    np.testing.assert_allclose(fit(features, labels, penalty), expected, atol=1e-4)


def test_fitted_chances_average_to_the_share_of_ones() -> None:
    """So it is only where the intercept is not penalised."""
    features, labels = data(4)
    theta = fit(features, labels, 10.0)
    chances = 1 / (1 + np.exp(-(theta[0] + features @ theta[1:])))
    assert chances.mean() == pytest.approx(labels.mean(), abs=1e-6)


def test_separable_rows_move_the_weight_on_like_the_logarithm_of_the_steps() -> None:
    """What a follow-up says."""
    features, labels, theta = np.array([[-1.0], [1.0]]), np.array([0.0, 1.0]), np.zeros(2)
    weights = []
    for step in range(1, 10_001):
        theta = theta - loss_and_gradient(theta, features, labels, 0.0)[1]
        if step in (100, 1_000, 10_000):
            weights.append(theta[1])
    assert np.diff(weights) == pytest.approx([np.log(10)] * 2, abs=0.02)


def test_a_feature_of_ten_thousand_and_a_rate_of_a_tenth() -> None:
    """What a follow-up says: the curvature is a quarter of the mean square at zero."""
    rng = np.random.default_rng(0)
    features = np.column_stack((rng.normal(0, 1e4, 2000), rng.normal(size=2000)))
    labels = (rng.random(2000) < 1 / (1 + np.exp(-features[:, 0] / 1e4))).astype(float)
    for rate, settles in ((0.1, False), (7e-8, True)):
        theta = np.zeros(3)
        for _ in range(500):
            loss, gradient = loss_and_gradient(theta, features, labels, 0.0)
            theta = theta - rate * gradient
        assert bool(loss < np.log(2)) is settles
