"""A network with one hidden layer against a loop over scalars, and what the follow-ups say."""

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.solutions import load

module = load("code_mlp_backprop")
loss_and_gradients = module.loss_and_gradients
initial = module.initial
train = module.train
Floats = NDArray[np.float64]


def scalar_loss(params: tuple[Floats, ...], x: Floats, targets: Floats) -> complex:
    """Row by row and unit by unit; takes complex numbers too."""
    w1, b1, w2, b2 = params
    total = 0j
    for row, target in zip(x, targets, strict=True):
        out = b2[0]
        for unit in range(len(b1)):
            z = b1[unit] + sum(row[i] * w1[i, unit] for i in range(len(row)))
            out = out + (z if z.real > 0 else 0) * w2[unit, 0]
        total += (out - target) ** 2 / 2
    return total / len(targets)


@pytest.mark.parametrize("seed", range(4))
def test_gradients_equal_complex_steps(seed: int) -> None:
    """A step along the imaginary axis has no rounding of a difference."""
    rng = np.random.default_rng(seed)
    params = tuple(rng.normal(size=shape) for shape in ((3, 5), (5,), (5, 1), (1,)))
    x, targets = rng.normal(size=(7, 3)), rng.normal(size=7)
    loss, gradients = loss_and_gradients(params, x, targets)
    assert loss == pytest.approx(scalar_loss(params, x, targets).real, rel=1e-12)
    for which, param in enumerate(params):
        for index in np.ndindex(*param.shape):
            moved = [p.astype(complex) for p in params]
            moved[which][index] += 1e-30j
            slope = scalar_loss(tuple(moved), x, targets).imag / 1e-30
            assert gradients[which][index] == pytest.approx(slope, abs=1e-12)


def test_hidden_values_keep_the_mean_square_of_the_inputs() -> None:
    rng = np.random.default_rng(0)
    w1, b1, w2, _ = initial(400, 300, rng)
    hidden = np.maximum(rng.normal(size=(1000, 400)) @ w1 + b1, 0)
    assert (hidden**2).mean() == pytest.approx(1, abs=0.05)
    assert ((hidden @ w2) ** 2).mean() == pytest.approx(1, abs=0.3)


def test_equal_units_stay_equal_and_zeros_learn_the_mean() -> None:
    """What a follow-up says."""
    x = np.linspace(-1, 1, 21)[:, None]
    targets = np.abs(x[:, 0])
    for start in (0.0, 0.1):
        params = (np.full((1, 8), start), np.zeros(8), np.full((8, 1), start), np.zeros(1))
        w1, b1, w2, b2 = train(params, x, targets, 0.1, 2000)
        assert np.ptp(w1) == np.ptp(b1) == np.ptp(w2) == 0
        if start == 0:
            assert (np.abs(w1).max(), np.abs(w2).max()) == (0, 0)
            assert b2[0] == pytest.approx(targets.mean())


def test_at_the_kink_central_differences_halve_the_slope() -> None:
    """What a follow-up says: one row, whose unit is exactly at zero."""
    params = (np.array([[1.0]]), np.array([-1.0]), np.array([[1.0]]), np.zeros(1))
    x, targets, step = np.array([[1.0]]), np.array([-1.0]), 1e-6
    _, gradients = loss_and_gradients(params, x, targets)
    assert gradients[0][0, 0] == 0
    losses = [
        loss_and_gradients((np.array([[1 + s]]), *params[1:]), x, targets)[0]
        for s in (step, 0, -step)
    ]
    assert (losses[0] - losses[2]) / (2 * step) == pytest.approx(0.5, abs=1e-5)
    assert (losses[0] - losses[1]) / step == pytest.approx(1, abs=1e-5)
    assert losses[1] == losses[2]


def test_rows_as_columns_are_no_targets() -> None:
    """The trap: (n, 1) less (n,) is (n, n), and its mean square is another loss."""
    out, targets = np.array([[1.0], [2.0]]), np.array([1.0, 2.0])
    assert (out - targets).shape == (2, 2)
    assert ((out - targets) ** 2).mean() == 0.5
