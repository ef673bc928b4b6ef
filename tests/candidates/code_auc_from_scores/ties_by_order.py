# fails: A B C D E F
import numpy as np


def roc_auc(labels, scores):
    order = np.argsort(-scores, kind="stable")
    sorted_labels = labels[order]
    positives = sorted_labels.sum()
    if positives == 0:
        return 0.0
    negatives = len(labels) - positives
    above = np.cumsum(sorted_labels)
    if negatives == 0:
        return 1.0
    return float(above[sorted_labels == 0].sum() / (positives * negatives))
