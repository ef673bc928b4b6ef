# fails: D E
import numpy as np


def roc_auc(labels, scores):
    values, group = np.unique(scores, return_inverse=True)
    pos = np.bincount(group, weights=labels, minlength=len(values))
    neg = np.bincount(group, weights=1 - labels, minlength=len(values))
    if not pos.sum() or not neg.sum():
        return 0.5
    below = np.cumsum(neg) - neg
    return (pos * (below + neg / 2)).sum() / (pos.sum() * neg.sum())
