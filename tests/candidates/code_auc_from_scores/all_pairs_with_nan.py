# fails:
import numpy as np


def roc_auc(labels, scores):
    if np.isnan(scores).any():
        return np.nan
    positives, negatives = scores[labels == 1], scores[labels == 0]
    print("pairs:", len(positives) * len(negatives))
    wins = np.sign(positives[:, None] - negatives) / 2 + 0.5
    return wins.mean() if wins.size else float("nan")
