"""Tests A to F of overlap and suppression, as the answer of the question lists them."""

import numpy as np
from numpy.typing import NDArray

from kitgen.bank.harness import expect

Floats = NDArray[np.float64]
GIVEN = {"np": np, "NDArray": NDArray, "Floats": Floats, "Ints": NDArray[np.int64]}

ROW = [[0.0, 0.0, 4.0, 2.0], [1.0, 0.0, 5.0, 2.0], [3.0, 0.0, 7.0, 2.0]]
NEAR = 1e-9


def kept(candidate, boxes, scores, classes, threshold):
    found = candidate.nms(
        np.array(boxes, dtype=float).reshape(-1, 4),
        np.array(scores, dtype=float),
        np.array(classes, dtype=np.int64),
        threshold,
    )
    return [int(index) for index in found]


def overlap(candidate, a, b):
    return candidate.iou(np.array(a, dtype=float), np.array(b, dtype=float))


def test_a_example(candidate):
    """the example of the handout"""
    expect(overlap(candidate, ROW[:1], ROW), [[1, 0.6, 1 / 7]], within=NEAR, what="iou")
    expect(kept(candidate, ROW, [0.9, 0.8, 0.7], [0, 0, 0], 0.5), [0, 2], what="nms")


def test_b_pairs(candidate):
    """boxes that are apart in both directions, inside, touching, equal, and without area"""
    box = [[0.0, 0.0, 2.0, 2.0]]
    others = [[3, 3, 5, 5], [0.5, 0.5, 1.5, 1.5], [2, 0, 4, 2], [0, 0, 2, 2], [1, 1, 1, 1]]
    expect(overlap(candidate, box, others), [[0, 0.25, 0, 1, 0]], within=NEAR)
    points = [[1, 1, 1, 1], [1, 1, 1, 1]]
    expect(overlap(candidate, points, points), np.zeros((2, 2)), within=NEAR, what="no area")


def test_c_chain(candidate):
    """a box that is suppressed suppresses no other"""
    expect(kept(candidate, ROW, [0.9, 0.8, 0.7], [0, 0, 0], 0.3), [0, 2])


def test_d_ties(candidate):
    """equal scores: the lower index first; an overlap equal to the threshold is kept"""
    found = kept(candidate, [ROW[0]] * 3, [0.5, 0.9, 0.9], [0, 0, 0], 0.5)
    expect(found, [1], what="scores 0.5, 0.9, 0.9")
    found = kept(candidate, [[0, 0, 2, 1], [0, 0, 1, 1]], [0.9, 0.8], [0, 0], 0.5)
    expect(found, [0, 1], what="overlap and threshold 0.5")


def test_e_classes(candidate):
    """boxes of different classes do not suppress each other; negative coordinates"""
    boxes = [ROW[0], ROW[0], ROW[1], [-4, -2, 0, 0], [-4, -2, 0, 0]]
    found = kept(candidate, boxes, [0.6, 0.9, 0.8, 0.5, 0.4], [1, 2, 1, 3, 3], 0.5)
    expect(found, [1, 2, 3])


def test_f_no_boxes(candidate):
    """no boxes: an empty result"""
    expect(kept(candidate, [], [], [], 0.5), [])
