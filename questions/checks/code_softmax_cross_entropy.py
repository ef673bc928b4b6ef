"""Tests A to F of cross-entropy and gradient, as the answer of the question lists them."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from kitgen.bank.harness import expect, refuses

Floats = NDArray[np.float64]
GIVEN = {"np": np, "NDArray": NDArray, "Floats": Floats, "Callable": Callable}


def random_batch():
    logits = np.random.default_rng(0).normal(size=(4, 6))
    return logits, np.random.default_rng(1).integers(0, 6, 4)


def test_a_example(candidate):
    """the example of the handout"""
    loss, gradient = candidate.softmax_cross_entropy(
        np.array([[1.0, 1.0], [2.0, 0.0]]), np.array([0, 1])
    )
    expect(round(loss, 4), 1.41, within=1e-9, what="loss")
    rounded = np.round(gradient, 4)
    expect(rounded, [[-0.25, 0.25], [0.4404, -0.4404]], within=1e-9, what="gradient")


def test_b_large_logits(candidate):
    """logits (1000, 0)"""
    logits = np.array([[1000.0, 0.0]])
    loss, gradient = candidate.softmax_cross_entropy(logits.copy(), np.array([1]))
    expect(loss, 1000.0, within=1e-9, what="loss of target 1")
    expect(gradient, [[1.0, -1.0]], within=1e-9, what="gradient of target 1")
    loss, _ = candidate.softmax_cross_entropy(logits.copy(), np.array([0]))
    expect(loss, 0.0, within=1e-9, what="loss of target 0")


def test_c_both_gradients(candidate):
    """both gradients agree to 1e-8, and x is unchanged"""
    logits, targets = random_batch()
    x = logits.copy()

    def loss(at):
        return candidate.softmax_cross_entropy(at, targets)[0]

    numerical = candidate.numerical_gradient(loss, x, 1e-5)
    moved = int(np.sum(x != logits))
    _, gradient = candidate.softmax_cross_entropy(logits.copy(), targets)
    expect(np.shape(numerical), np.shape(gradient), what="shape")
    difference = np.abs(np.subtract(numerical, gradient)).max()
    expect(difference, 0.0, within=1e-8, what="largest difference")
    expect(moved, 0, what="entries of x that changed")


def test_d_rows_of_the_gradient(candidate):
    """each row of the gradient sums to 0"""
    _, gradient = candidate.softmax_cross_entropy(*random_batch())
    expect(np.sum(gradient, axis=1), [0.0] * 4, within=1e-12, what="sums")


def test_e_impossible_targets(candidate):
    """targets -1 and c are refused"""
    for target in (-1, 2):
        targets = np.array([0, target])
        refuses(candidate.softmax_cross_entropy, np.zeros((2, 2)), targets, what=f"target {target}")


def test_f_minus_infinity(candidate):
    """logits (0, minus infinity, 0), target 0"""
    logits = np.array([[0.0, -np.inf, 0.0]])
    loss, gradient = candidate.softmax_cross_entropy(logits, np.array([0]))
    expect(loss, np.log(2), within=1e-9, what="loss")
    expect(gradient, [[-0.5, 0.0, 0.5]], within=1e-9, what="gradient")
