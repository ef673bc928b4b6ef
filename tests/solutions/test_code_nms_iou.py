"""Overlap against counted grid cells, suppression against its definition, and the follow-ups."""

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.solutions import load

module = load("code_nms_iou")
iou = module.iou
nms = module.nms
Floats = NDArray[np.float64]


def whole_boxes(rng: np.random.Generator, n: int) -> Floats:
    low = rng.integers(0, 8, size=(n, 2))
    return np.hstack((low, low + rng.integers(0, 6, size=(n, 2)))).astype(float)


def cells(box: Floats) -> set[tuple[int, int]]:
    x1, y1, x2, y2 = box.astype(int)
    return {(x, y) for x in range(x1, x2) for y in range(y1, y2)}


@pytest.mark.parametrize("seed", range(5))
def test_overlap_equals_counted_cells(seed: int) -> None:
    rng = np.random.default_rng(seed)
    a, b = whole_boxes(rng, 9), whole_boxes(rng, 7)
    for i, j in np.ndindex(9, 7):
        one, other = cells(a[i]), cells(b[j])
        expected = len(one & other) / len(one | other) if one | other else 0.0
        assert iou(a, b)[i, j] == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(10))
def test_kept_are_the_only_set_that_explains_itself(seed: int) -> None:
    """A box is gone exactly if a kept one of its class, ranked above, covers it."""
    rng = np.random.default_rng(seed)
    boxes, classes = whole_boxes(rng, 30), rng.integers(0, 2, 30)
    scores = rng.integers(0, 10, 30) / 10
    kept = nms(boxes, scores, classes, 0.3)
    rank = {
        box: place for place, box in enumerate(sorted(range(30), key=lambda i: (-scores[i], i)))
    }
    assert kept == sorted(kept, key=rank.__getitem__)
    over = iou(boxes, boxes) > 0.3
    for i in range(30):
        covered = any(over[i, j] and classes[i] == classes[j] and rank[j] < rank[i] for j in kept)
        assert (i in kept) is not covered


def test_one_pixel_more() -> None:
    """What a follow-up says: 0.333 and 0.375 for ten pixels moved by five."""
    boxes = np.array([[0.0, 0.0, 10.0, 10.0], [5.0, 0.0, 15.0, 10.0]])
    assert iou(boxes[:1], boxes[1:])[0, 0] == pytest.approx(1 / 3)
    assert 6 * 11 / (2 * 11 * 11 - 6 * 11) == 0.375


def test_matrix_of_all_overlaps() -> None:
    assert 8 * 20_000**2 / 1e9 == 3.2


def test_any_higher_box_keeps_a_part_only() -> None:
    """What a follow-up says of a colleague's way."""
    rng = np.random.default_rng(3)
    smaller = 0
    for _ in range(20):
        boxes, scores, classes = whole_boxes(rng, 30), rng.random(30), np.zeros(30, dtype=int)
        order = np.argsort(-scores)
        over = np.triu(iou(boxes[order], boxes[order]) > 0.3, 1).any(axis=0)
        theirs, ours = set(order[~over].tolist()), set(nms(boxes, scores, classes, 0.3))
        assert theirs <= ours
        smaller += theirs != ours
    assert smaller > 0
