"""Softmax cross-entropy against 60-digit decimals, the checker and hand-computed cases."""

from decimal import Decimal, getcontext

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.solutions import load

module = load("code_softmax_cross_entropy")
softmax_cross_entropy = module.softmax_cross_entropy
numerical_gradient = module.numerical_gradient
Floats = NDArray[np.float64]


def exact_loss(logits: Floats, targets: NDArray[np.int64]) -> float:
    """Straight from the definition, in decimals whose range cannot be exceeded."""
    getcontext().prec = 60
    total = Decimal(0)
    for row, target in zip(logits.tolist(), targets.tolist(), strict=True):
        powers = [Decimal(z).exp() for z in row]
        total -= (powers[target] / sum(powers)).ln()
    return float(total / len(targets))


def test_example_of_the_handout() -> None:
    loss, gradient = softmax_cross_entropy(np.array([[1.0, 1.0], [2.0, 0.0]]), np.array([0, 1]))
    assert round(loss, 4) == 1.41
    assert gradient.round(4).tolist() == [[-0.25, 0.25], [0.4404, -0.4404]]
    square = numerical_gradient(lambda x: float((x**2).sum()), np.array([3.0, -1.0]), 1e-5)
    assert square.round(4).tolist() == [6.0, -2.0]


@pytest.mark.parametrize("scale", [0.1, 1.0, 30.0, 500.0])
@pytest.mark.parametrize("seed", range(5))
def test_loss_equals_decimals(seed: int, scale: float) -> None:
    rng = np.random.default_rng(seed)
    logits, targets = rng.normal(scale=scale, size=(6, 5)), rng.integers(0, 5, size=6)
    loss, _ = softmax_cross_entropy(logits, targets)
    assert loss == pytest.approx(exact_loss(logits, targets), rel=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_gradient_equals_the_numerical_one(seed: int) -> None:
    rng = np.random.default_rng(seed)
    logits, targets = rng.normal(size=(4, 6)), rng.integers(0, 6, size=4)
    _, gradient = softmax_cross_entropy(logits, targets)
    numerical = numerical_gradient(lambda z: softmax_cross_entropy(z, targets)[0], logits, 1e-5)
    np.testing.assert_allclose(gradient, numerical, atol=1e-9)
    np.testing.assert_allclose(gradient.sum(axis=1), 0, atol=1e-15)


def test_uniform_logits_cost_log_c() -> None:
    loss, gradient = softmax_cross_entropy(np.zeros((1, 4)), np.array([2]))
    assert loss == pytest.approx(np.log(4))
    assert gradient.tolist() == [[0.25, 0.25, -0.75, 0.25]]


def test_huge_logits() -> None:
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        loss, gradient = softmax_cross_entropy(np.array([[1000.0, 0.0]]), np.array([1]))
        assert loss == 1000.0
        assert gradient.tolist() == [[1.0, -1.0]]
        assert softmax_cross_entropy(np.array([[1000.0, 0.0]]), np.array([0]))[0] == 0.0
        assert softmax_cross_entropy(np.full((1, 3), -1e5), np.array([0]))[0] == pytest.approx(
            np.log(3)
        )


def test_adding_a_constant_to_a_row_changes_nothing() -> None:
    rng = np.random.default_rng(0)
    logits, targets = rng.normal(size=(3, 4)), np.array([0, 3, 1])
    loss, gradient = softmax_cross_entropy(logits, targets)
    moved_loss, moved = softmax_cross_entropy(logits + np.array([[7.0], [-800.0], [1e4]]), targets)
    assert moved_loss == pytest.approx(loss)
    np.testing.assert_allclose(moved, gradient, atol=1e-10)


def test_masked_class() -> None:
    loss, gradient = softmax_cross_entropy(np.array([[0.0, -np.inf, 0.0]]), np.array([0]))
    assert loss == pytest.approx(np.log(2))
    assert gradient.tolist() == [[-0.5, 0.0, 0.5]]


def test_doubling_the_batch_keeps_the_loss_and_halves_the_gradient() -> None:
    rng = np.random.default_rng(0)
    logits, targets = rng.normal(size=(3, 4)), np.array([0, 3, 1])
    loss, gradient = softmax_cross_entropy(logits, targets)
    twice, halved = softmax_cross_entropy(np.tile(logits, (2, 1)), np.tile(targets, 2))
    assert twice == pytest.approx(loss)
    np.testing.assert_allclose(halved, np.tile(gradient, (2, 1)) / 2)


def test_a_check_cannot_see_a_wrong_loss() -> None:
    """What a follow-up says: softmax over the wrong axis passes a gradient check."""
    rng = np.random.default_rng(0)
    logits, targets = rng.normal(size=(3, 3)), np.array([0, 2, 1])
    rows = np.arange(3)

    def wrong(z: Floats) -> tuple[float, Floats]:
        p = np.exp(z) / np.exp(z).sum(axis=0)
        onehot = np.zeros((3, 3))
        onehot[rows, targets] = 1
        gradient: Floats = (p * onehot.sum(axis=0) - onehot) / 3
        return float(-np.log(p[rows, targets]).mean()), gradient

    numerical = numerical_gradient(lambda z: wrong(z)[0], logits, 1e-5)
    np.testing.assert_allclose(wrong(logits)[1], numerical, atol=1e-9)
    assert wrong(logits)[0] != pytest.approx(softmax_cross_entropy(logits, targets)[0])


def test_inputs_untouched() -> None:
    logits = np.array([[3.0, 1.0]])
    softmax_cross_entropy(logits, np.array([0]))
    numerical_gradient(lambda z: softmax_cross_entropy(z, np.array([0]))[0], logits, 1e-5)
    assert logits.tolist() == [[3.0, 1.0]]


@pytest.mark.parametrize("targets", [[0, -1], [0, 2], [0], [-100, 1]])
def test_refused_targets(targets: list[int]) -> None:
    with pytest.raises(ValueError, match="targets"):
        softmax_cross_entropy(np.zeros((2, 2)), np.array(targets))


def test_empty_batch() -> None:
    with pytest.raises(ValueError, match="targets"):
        softmax_cross_entropy(np.zeros((0, 2)), np.array([], dtype=np.int64))
