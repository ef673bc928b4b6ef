"""Tests A to F of logistic regression, as the answer of the question lists them."""

import numpy as np
from numpy.typing import NDArray

from kitgen.bank.harness import expect, refuses

Floats = NDArray[np.float64]
GIVEN = {"np": np, "NDArray": NDArray, "Floats": Floats}

FEATURES = np.array([[0.0], [1.0], [2.0], [3.0]])
LABELS = np.array([0.0, 1.0, 0.0, 1.0])


def both(candidate, theta, features, labels, penalty):
    """Loss and gradient, of copies."""
    loss, gradient = candidate.loss_and_gradient(
        np.array(theta, dtype=float), features.copy(), labels.copy(), penalty
    )
    return float(loss), np.asarray(gradient)


def test_a_example(candidate):
    """the example of the handout"""
    loss, gradient = both(candidate, [0.0, 0.0], FEATURES, LABELS, 0.1)
    expect(loss, np.log(2), within=1e-9, what="loss at zero")
    expect(gradient, [0.0, -0.25], within=1e-9, what="gradient at zero")
    found = candidate.fit(FEATURES.copy(), LABELS.copy(), 0.0)
    expect(found, [-1.3623, 0.9082], within=0.01, what="fit")


def test_b_scores_of_a_thousand(candidate):
    """scores of 1,000 and -1,000: the loss is 1,000 or 0"""
    for label, losses in ((1.0, (0.0, 1000.0)), (0.0, (1000.0, 0.0))):
        for value, expected in zip((1000.0, -1000.0), losses, strict=True):
            row = np.array([[value]])
            loss, gradient = both(candidate, [0.0, 1.0], row, np.array([label]), 0.0)
            expect(loss, expected, within=1e-9, what=f"score {value:g}, label {label:g}: loss")
            slope = (float(value > 0) - label) * np.array([1.0, value])
            expect(gradient, slope, within=1e-9, what=f"score {value:g}: gradient")


def test_c_differences(candidate):
    """three features, penalty 0.3: the gradient agrees with central differences"""
    rng = np.random.default_rng(1)
    features, labels = rng.normal(size=(12, 3)), rng.integers(0, 2, 12).astype(float)
    theta, step = rng.normal(size=4), 1e-5
    _, gradient = both(candidate, theta, features, labels, 0.3)
    for index in range(4):
        moved = np.zeros(4)
        moved[index] = step
        up, _ = both(candidate, theta + moved, features, labels, 0.3)
        down, _ = both(candidate, theta - moved, features, labels, 0.3)
        expect(gradient[index], (up - down) / (2 * step), within=1e-7, what=f"component {index}")


def test_d_intercept(candidate):
    """theta (2, 3): a penalty of 1 adds 4.5 to the loss and (0, 3) to the gradient"""
    loss, gradient = both(candidate, [2.0, 3.0], FEATURES, LABELS, 0.0)
    higher, steeper = both(candidate, [2.0, 3.0], FEATURES, LABELS, 1.0)
    expect(higher - loss, 4.5, within=1e-9, what="loss")
    expect(steeper - gradient, [0.0, 3.0], within=1e-9, what="gradient")


def test_e_large_features(candidate):
    """features ten times as large, penalty 0: the lowest loss to 0.001"""
    theta = candidate.fit(10 * FEATURES, LABELS.copy(), 0.0)
    expect(bool(np.isfinite(theta).all()), True, what="all finite")
    scores = theta[0] + 10 * FEATURES[:, 0] * theta[1]
    loss = np.logaddexp(0.0, (1 - 2 * LABELS) * scores).mean()
    expect(loss, 0.5869, within=0.001, what="loss")


def test_f_refused(candidate):
    """labels -1 and 1 are refused"""
    labels = np.array([-1.0, 1.0, -1.0, 1.0])
    refuses(candidate.loss_and_gradient, np.zeros(2), FEATURES.copy(), labels, 0.1, what="-1, 1")
