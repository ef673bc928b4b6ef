# fails: C
import numpy as np


def softmax_cross_entropy(logits, targets):
    n, c = logits.shape
    if ((targets < 0) | (targets >= c)).any():
        raise ValueError("targets")
    z = logits - logits.max(axis=1, keepdims=True)
    total = np.exp(z).sum(axis=1)
    loss = np.mean(np.log(total) - z[np.arange(n), targets])
    one_hot = np.eye(c)[targets]
    return loss, (np.exp(z) / total[:, None] - one_hot) / n


def numerical_gradient(f, x, eps):
    out = np.zeros_like(x)
    for i in np.ndindex(*x.shape):
        before = f(x)
        x[i] += eps
        out[i] = (f(x) - before) / eps
        x[i] -= eps
    return out
