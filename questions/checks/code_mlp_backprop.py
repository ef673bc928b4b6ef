"""Tests A to E of a network with one hidden layer, as the answer of the question lists them."""

import numpy as np
from numpy.typing import NDArray

from kitgen.bank.harness import expect

Floats = NDArray[np.float64]
Params = tuple[Floats, Floats, Floats, Floats]
GIVEN = {"np": np, "NDArray": NDArray, "Floats": Floats, "Params": Params}

NAMES = ("w1", "b1", "w2", "b2")


def drawn(seed, n=5, d=3, hidden=4):
    """Random parameters and rows, whose hidden values are away from zero for the seeds used."""
    rng = np.random.default_rng(seed)
    shapes = ((d, hidden), (hidden,), (hidden, 1), (1,))
    params = tuple(rng.normal(size=shape) for shape in shapes)
    return params, rng.normal(size=(n, d)), rng.normal(size=n)


def both(candidate, params, x, targets):
    """Loss and gradients, of copies."""
    loss, gradients = candidate.loss_and_gradients(
        tuple(p.copy() for p in params), x.copy(), targets.copy()
    )
    return float(loss), [np.asarray(g) for g in gradients]


def test_a_example(candidate):
    """the example of the handout"""
    params = (
        np.array([[1.0, -1.0], [0.0, 2.0]]),
        np.array([0.0, 0.5]),
        np.array([[1.0], [2.0]]),
        np.array([0.5]),
    )
    x, targets = np.array([[1.0, 1.0], [2.0, -1.0]]), np.array([4.0, 3.0])
    loss, gradients = both(candidate, params, x, targets)
    expect(loss, 0.125, within=1e-12, what="loss")
    expected = ([[-0.25, 0.5], [0.5, 0.5]], [0.0, 0.5], [[-0.25], [0.375]], [0.0])
    for name, found, right in zip(NAMES, gradients, expected, strict=True):
        expect(found, right, within=1e-12, what=name)


def test_b_differences(candidate):
    """random parameters: all four gradients agree with central differences"""
    step = 1e-6
    for seed in range(3):
        params, x, targets = drawn(seed)
        _, gradients = both(candidate, params, x, targets)
        for name, param, gradient in zip(NAMES, params, gradients, strict=True):
            expect(gradient.shape, param.shape, what=f"shape of {name}")
            for index in np.ndindex(*param.shape):
                kept = param[index]
                param[index] = kept + step
                up, _ = both(candidate, params, x, targets)
                param[index] = kept - step
                down, _ = both(candidate, params, x, targets)
                param[index] = kept
                slope = (up - down) / (2 * step)
                expect(gradient[index], slope, within=1e-6, what=f"{name}{list(index)}")


def test_c_rows_twice(candidate):
    """each row twice: the loss and all gradients stay"""
    params, x, targets = drawn(4, n=6)
    once = both(candidate, params, x, targets)
    twice = both(candidate, params, np.tile(x, (2, 1)), np.tile(targets, 2))
    errors = (np.maximum(x @ params[0] + params[1], 0) @ params[2] + params[3])[:, 0] - targets
    expect(once[0], (errors**2).mean() / 2, within=1e-9, what="loss")
    expect(twice[0], once[0], within=1e-9, what="loss of twice the rows")
    for name, first, second in zip(NAMES, once[1], twice[1], strict=True):
        expect(second, first, within=1e-9, what=name)


def test_d_initial(candidate):
    """400 inputs, 200 hidden units: units differ, biases 0, hidden mean square 0.1 to 1.5"""
    rng = np.random.default_rng(0)
    w1, b1, w2, b2 = map(np.asarray, candidate.initial(400, 200, rng))
    shapes = [w1.shape, b1.shape, w2.shape, b2.shape]
    expect(shapes, [(400, 200), (200,), (200, 1), (1,)], what="shapes")
    expect(len(np.unique(w1, axis=1).T), 200, what="different hidden units")
    expect(float(np.abs(b1).max() + np.abs(b2).max()), 0.0, what="largest bias")
    hidden = np.maximum(rng.normal(size=(500, 400)) @ w1, 0)
    square = (hidden**2).mean()
    assert 0.1 < square < 1.5, f"mean square of the hidden values: {square:.3g}"


def test_e_train(candidate):
    """y = |x| is learnt to a loss of 0.001, and what was passed in is unchanged"""
    x = np.linspace(-1, 1, 21)[:, None]
    for seed in range(3):
        params = candidate.initial(1, 16, np.random.default_rng(seed))
        before = [np.array(p) for p in params]
        w1, b1, w2, b2 = candidate.train(params, x.copy(), np.abs(x[:, 0]), 0.1, 3000)
        for name, kept, now in zip(NAMES, before, params, strict=True):
            expect(now, kept, what=f"{name} that was given")
        errors = (np.maximum(x @ w1 + b1, 0) @ w2 + b2)[:, 0] - np.abs(x[:, 0])
        loss = (errors**2).mean() / 2
        assert loss < 0.001, f"loss: {loss:.3g}"
