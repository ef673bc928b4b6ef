# fails: C
def softmax_cross_entropy(logits: Floats, targets: NDArray[np.int64]) -> tuple[float, Floats]:
    if targets.min() < 0 or targets.max() >= logits.shape[1]:
        raise ValueError
    z = logits - logits.max(axis=1, keepdims=True)
    logs = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    rows = np.arange(len(z))
    gradient = np.exp(logs)
    gradient[rows, targets] -= 1
    return -logs[rows, targets].mean(), gradient / len(z)
