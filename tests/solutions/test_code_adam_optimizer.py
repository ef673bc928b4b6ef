"""Adam against sums over all past gradients, and what answer and follow-ups say."""

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.solutions import load

Adam = load("code_adam_optimizer").Adam
Floats = NDArray[np.float64]


def by_sums(gradients: Floats, beta: float, power: int) -> Floats:
    """The weighted mean of the powers of all gradients so far, whose shares sum to 1."""
    t = len(gradients)
    shares = beta ** np.arange(t - 1, -1, -1)
    mean: Floats = (shares[:, None] * gradients**power).sum(axis=0) / shares.sum()
    return mean


@pytest.mark.parametrize("seed", range(4))
def test_steps_equal_weighted_means(seed: int) -> None:
    rng = np.random.default_rng(seed)
    gradients, weights = rng.normal(size=(40, 3)), rng.normal(size=3)
    optimiser, found = Adam(rate=0.05, beta1=0.8, beta2=0.95), weights
    for t in range(1, 41):
        found = optimiser.step(found, gradients[t - 1])
        mean, square = by_sums(gradients[:t], 0.8, 1), by_sums(gradients[:t], 0.95, 2)
        weights = weights - 0.05 * mean / (np.sqrt(square) + 1e-8)
    np.testing.assert_allclose(found, weights, atol=1e-12)


def run(scale: float, decay: float, decoupled: bool) -> float:
    """Ten steps of gradients that are as large as `scale`."""
    rng = np.random.default_rng(0)
    optimiser, weights = Adam(rate=0.01, decay=decay, decoupled=decoupled), np.array([5.0])
    for _ in range(10):
        weights = optimiser.step(weights, scale * rng.normal(size=1))
    return float(weights[0])


def test_a_loss_times_a_thousand() -> None:
    """What a follow-up says: no change, except that coupled decay nearly vanishes."""
    for decay in (0.0, 0.1):
        assert run(1000, decay, True) == pytest.approx(run(1, decay, True), abs=1e-6)
    assert abs(run(1000, 0.1, False) - run(1, 0.1, False)) > 0.01
    assert run(1000, 0.1, False) == pytest.approx(run(1, 0.0001, False), abs=1e-6)


def test_without_correction_steps_are_too_large() -> None:
    """What a follow-up says: 3.16 times at first, most at about ten steps."""
    t = np.arange(1, 201)
    sizes = (1 - 0.9**t) / np.sqrt(1 - 0.999**t)
    assert round(sizes[0], 2) == 3.16
    assert round(sizes[9], 1) == 6.5
    assert (sizes > 1).all()


def test_fresh_state_moves_each_weight_by_the_rate() -> None:
    """What a follow-up says of resuming without the state."""
    rng = np.random.default_rng(1)
    old, weights = Adam(rate=0.01), np.zeros(1)
    for _ in range(1000):
        before = weights
        weights = old.step(weights, rng.normal(size=1))
    assert abs(weights - before)[0] < 0.006
    fresh = Adam(rate=0.01).step(weights, np.array([0.001]))
    assert fresh - weights == pytest.approx([-0.01], abs=1e-6)
