"""Overlap of boxes and greedy suppression: O(n^2) time at worst, O(n) memory."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def iou(a: Floats, b: Floats) -> Floats:
    """Return intersection over union of each box of a (n, 4) with each of b (m, 4)."""
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    sides = np.clip(high - low, 0.0, None)  # of boxes apart, two negative sides make a plus
    shared = sides[..., 0] * sides[..., 1]
    union = _areas(a)[:, None] + _areas(b)[None, :] - shared
    overlap: Floats = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
    return overlap


def nms(boxes: Floats, scores: Floats, classes: Ints, threshold: float) -> list[int]:
    """Return the indices of the boxes that are kept, the highest score first.

    Only kept boxes suppress: a box that is gone itself takes no other with it.
    """
    left = np.argsort(-scores, kind="stable")
    kept = []
    while len(left):
        best, rest = left[0], left[1:]
        kept.append(int(best))
        overlap = iou(boxes[best : best + 1], boxes[rest])[0]
        gone = (overlap > threshold) & (classes[rest] == classes[best])
        left = rest[~gone]
    return kept


def _areas(boxes: Floats) -> Floats:
    areas: Floats = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    return areas
