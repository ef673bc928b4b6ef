"""Adam with two kinds of decay: O(d) time a step, and two arrays as large as the weights."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Adam:
    """Keeps the running means of the gradient and of its square for one array of weights."""

    def __init__(
        self,
        rate: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        decay: float = 0.0,
        decoupled: bool = True,
    ) -> None:
        self._rate, self._eps = rate, eps
        self._betas = beta1, beta2
        self._coupled_decay = 0.0 if decoupled else decay
        self._shrink = 1 - rate * decay if decoupled else 1.0
        self._steps = 0
        self._mean: Floats | None = None
        self._square: Floats | None = None

    def step(self, weights: Floats, gradient: Floats) -> Floats:
        """Return the weights after one step; what is passed in is left as it is."""
        gradient = gradient + self._coupled_decay * weights
        if self._mean is None or self._square is None:
            self._mean, self._square = np.zeros(weights.shape), np.zeros(weights.shape)
        beta1, beta2 = self._betas
        self._steps += 1
        self._mean = beta1 * self._mean + (1 - beta1) * gradient
        self._square = beta2 * self._square + (1 - beta2) * gradient**2
        # After t steps the shares of all gradients sum to 1 - beta^t, not to 1.
        mean = self._mean / (1 - beta1**self._steps)
        square = self._square / (1 - beta2**self._steps)
        moved: Floats = self._shrink * weights - self._rate * mean / (np.sqrt(square) + self._eps)
        return moved
