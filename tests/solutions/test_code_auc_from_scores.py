"""ROC AUC against all pairs, the trapezoid of the curve and hand-computed cases."""

from itertools import pairwise, permutations

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.solutions import load

roc_auc = load("code_auc_from_scores").roc_auc
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def all_pairs(labels: Ints, scores: Floats) -> float:
    positives, negatives = scores[labels == 1], scores[labels == 0]
    credit = [1.0 if p > n else 0.5 if p == n else 0.0 for p in positives for n in negatives]
    return sum(credit) / len(credit)


def trapezoid(labels: Ints, scores: Floats) -> float:
    """Area under the curve through one point for each distinct threshold."""
    curve = [(0.0, 0.0)]
    for threshold in sorted(set(scores.tolist()), reverse=True):
        flagged = scores >= threshold
        curve.append((flagged[labels == 0].mean(), flagged[labels == 1].mean()))
    return float(sum((x1 - x0) * (y0 + y1) / 2 for (x0, y0), (x1, y1) in pairwise(curve)))


LABELS = np.array([0, 0, 1, 1, 1, 0])
SCORES = np.array([0.1, 0.4, 0.4, 0.8, 0.8, 0.8])


def test_example_of_the_handout() -> None:
    assert roc_auc(LABELS, SCORES) == pytest.approx(6.5 / 9)
    assert round(roc_auc(LABELS, SCORES), 4) == 0.7222


@pytest.mark.parametrize("levels", [1, 2, 3, 10, 1000])
@pytest.mark.parametrize("seed", range(10))
def test_equals_both_oracles(seed: int, levels: int) -> None:
    rng = np.random.default_rng(seed)
    labels = np.concatenate([[0, 1], rng.integers(0, 2, size=58)])
    scores = rng.integers(0, levels, size=60) / 7
    assert roc_auc(labels, scores) == pytest.approx(all_pairs(labels, scores), abs=1e-12)
    assert roc_auc(labels, scores) == pytest.approx(trapezoid(labels, scores), abs=1e-12)


@pytest.mark.parametrize(
    ("labels", "scores", "area"),
    [
        ([0, 1], [0.2, 0.7], 1.0),
        ([1, 0], [0.2, 0.7], 0.0),
        ([0, 1], [0.5, 0.5], 0.5),
        ([1, 0, 1, 0, 0], [3.0, 3.0, 3.0, 3.0, 3.0], 0.5),
        ([1, 0, 0], [-np.inf, np.inf, -np.inf], 0.25),
    ],
)
def test_hand_computed(labels: list[int], scores: list[float], area: float) -> None:
    assert roc_auc(np.array(labels), np.array(scores)) == area


def test_row_order_does_not_matter() -> None:
    areas = {roc_auc(LABELS[list(o)], SCORES[list(o)]) for o in permutations(range(6))}
    assert areas == {roc_auc(LABELS, SCORES)}


def test_one_row_at_a_time_gives_five_to_eight_ninths() -> None:
    """The number that a follow-up quotes for a walk that ignores ties."""
    areas = set()
    for order in permutations(range(6)):
        index = sorted(order, key=lambda i: -SCORES[i])
        seen = area = 0
        for i in index:
            seen += int(LABELS[i])
            area += seen * int(LABELS[i] == 0)
        areas.add(area)
    assert (min(areas), max(areas)) == (5, 8)


def test_reversed_scores_and_monotone_transforms() -> None:
    rng = np.random.default_rng(1)
    labels, scores = rng.integers(0, 2, 200), rng.normal(size=200).round(1)
    area = roc_auc(labels, scores)
    assert roc_auc(labels, -scores) == pytest.approx(1 - area)
    assert roc_auc(1 - labels, scores) == pytest.approx(1 - area)
    assert roc_auc(labels, np.exp(scores)) == area


def test_large_input_is_exact() -> None:
    """60,000 positives above as many negatives, less one tie; pairs exceed 32 bits."""
    n = 60_000
    labels = np.repeat([0, 1], n)
    scores = np.concatenate([np.zeros(n), np.ones(n)])
    scores[-1] = 0.0
    assert roc_auc(labels, scores) == ((n - 1) * n + n / 2) / n**2


def test_narrow_types() -> None:
    assert roc_auc(LABELS.astype(np.int8), SCORES.astype(np.float32)) == pytest.approx(6.5 / 9)
    many = np.concatenate([np.zeros(300, dtype=np.int8), np.ones(300, dtype=np.int8)])
    assert roc_auc(many, np.arange(600.0)) == 1.0


@pytest.mark.parametrize(
    ("labels", "scores"),
    [
        ([], []),
        ([1, 1], [0.1, 0.2]),
        ([0, 0], [0.1, 0.2]),
        ([0, 1], [0.1, np.nan]),
        ([-1, 1], [0.1, 0.2]),
        ([0, 1, 1], [0.1, 0.2]),
    ],
)
def test_refused(labels: list[int], scores: list[float]) -> None:
    with pytest.raises(ValueError, match=r"AUC|NaN|labels"):
        roc_auc(np.array(labels, dtype=np.int64), np.array(scores))
