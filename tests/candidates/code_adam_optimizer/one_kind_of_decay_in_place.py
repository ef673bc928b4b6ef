# fails: D E F
import numpy as np


class Adam:
    def __init__(self, rate=0.001, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.0, decoupled=True):
        self.rate, self.beta1, self.beta2, self.eps, self.decay = rate, beta1, beta2, eps, decay
        self.t = 0
        self.m = None

    def step(self, weights, gradient):
        if self.m is None:
            self.m = np.zeros_like(weights)
            self.v = np.zeros_like(weights)
        self.t += 1
        g = gradient + self.decay * weights
        self.m += (1 - self.beta1) * (g - self.m)
        self.v += (1 - self.beta2) * (g * g - self.v)
        c = np.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t)
        weights -= self.rate * c * self.m / (np.sqrt(self.v) + self.eps)
        return weights
