"""Tests A to F of Adam, as the answer of the question lists them."""

import numpy as np
from numpy.typing import NDArray

from kitgen.bank.harness import expect

Floats = NDArray[np.float64]
GIVEN = {"np": np, "NDArray": NDArray, "Floats": Floats}


def test_a_example(candidate):
    """the example of the handout"""
    optimiser = candidate.Adam(rate=0.1)
    weights = np.array([1.0, 1.0])
    for gradient, expected in (([2.0, -0.5], [0.9, 1.1]), ([2.0, 0.5], [0.8, 1.0947])):
        weights = optimiser.step(np.array(weights), np.array(gradient))
        expect(weights, expected, within=1e-4, what=f"after gradient {gradient}")


def test_b_first_step(candidate):
    """the first step is the rate, whether the gradient is 0.001 or 1,000"""
    moved = candidate.Adam(rate=0.1).step(np.zeros(4), np.array([1e-3, -1e-3, 1e3, -1e3]))
    expect(moved, [-0.1, 0.1, -0.1, 0.1], within=1e-4)


def test_c_constant_gradient(candidate):
    """a constant gradient: a hundred steps are a hundred times the rate; betas 0.5 and 0.9"""
    optimiser, weights = candidate.Adam(rate=0.01, beta1=0.5, beta2=0.9), np.zeros((2, 2))
    gradient = np.array([[3.0, -3.0], [0.2, -0.2]])
    for _ in range(100):
        weights = optimiser.step(np.array(weights), gradient.copy())
    expect(weights, -np.sign(gradient), within=1e-5)


def test_d_decay(candidate):
    """gradient 0, weight 10, decay 0.5: 9.5 decoupled, 9.9 coupled, at a rate of 0.1"""
    for decoupled, expected in ((True, 9.5), (False, 9.9)):
        optimiser = candidate.Adam(rate=0.1, decay=0.5, decoupled=decoupled)
        found = optimiser.step(np.array([10.0]), np.array([0.0]))
        expect(found, [expected], within=1e-6, what=f"decoupled={decoupled}")


def test_e_second_step_with_decay(candidate):
    """gradients 1 and -1, decay 0.5: two steps of both kinds"""
    for decoupled, expected in ((True, [8.9353]), (False, [9.8031])):
        optimiser = candidate.Adam(rate=0.1, decay=0.5, decoupled=decoupled)
        weights = optimiser.step(np.array([10.0]), np.array([1.0]))
        weights = optimiser.step(np.array(weights), np.array([-1.0]))
        expect(weights, expected, within=1e-4, what=f"decoupled={decoupled}")


def test_f_nothing_shared(candidate):
    """two optimisers in turn do not disturb each other; arguments are unchanged"""
    first, second = candidate.Adam(rate=0.1), candidate.Adam(rate=0.1)
    weights, gradient = np.array([1.0]), np.array([2.0])
    first.step(weights, gradient)
    expect([weights[0], gradient[0]], [1.0, 2.0], what="weights and gradient that were passed in")
    expect(second.step(np.array([1.0]), np.array([-5.0])), [1.1], within=1e-6, what="the second")
    gradient[0] = 7.0  # of which a copy was kept, if anything
    alone = candidate.Adam(rate=0.1)
    alone.step(np.array([1.0]), np.array([2.0]))
    again, expected = (a.step(np.array([0.9]), np.array([-3.0])) for a in (first, alone))
    expect(again, expected, within=1e-9, what="the first again")
