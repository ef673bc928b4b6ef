# fails: A C E
import numpy as np


class Adam:
    def __init__(self, rate=0.001, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.0, decoupled=True):
        self.rate = rate
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.decay = decay
        self.decoupled = decoupled
        self.m = 0
        self.v = 0
        self.t = 0

    def step(self, weights, gradient):
        g = gradient if self.decoupled else gradient + self.decay * weights
        self.t += 1
        self.m = (self.beta1 * self.m + (1 - self.beta1) * g) / (1 - self.beta1**self.t)
        self.v = (self.beta2 * self.v + (1 - self.beta2) * g**2) / (1 - self.beta2**self.t)
        if self.decoupled:
            weights = weights * (1 - self.rate * self.decay)
        return weights - self.rate * self.m / (np.sqrt(self.v) + self.eps)
