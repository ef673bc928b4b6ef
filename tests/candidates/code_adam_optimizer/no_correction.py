# fails: A B C D E F
import numpy as np


class Adam:
    def __init__(self, rate=0.001, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.0, decoupled=True):
        self.rate, self.b1, self.b2, self.eps = rate, beta1, beta2, eps
        self.decay, self.decoupled = decay, decoupled
        self.m = self.v = 0.0

    def step(self, weights, gradient):
        if not self.decoupled:
            gradient = gradient + self.decay * weights
        self.m = self.b1 * self.m + (1 - self.b1) * gradient
        self.v = self.b2 * self.v + (1 - self.b2) * gradient**2
        new = weights - self.rate * self.m / (np.sqrt(self.v) + self.eps)
        if self.decoupled:
            new = new - self.rate * self.decay * weights
        return new
