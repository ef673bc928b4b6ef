"""Tests A to F of the area under the ROC curve, as the answer of the question lists them."""

import math
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from kitgen.bank.harness import expect, refuses

GIVEN = {"np": np, "NDArray": NDArray}

LABELS = np.array([0, 0, 1, 1, 1, 0])
SCORES = np.array([0.1, 0.4, 0.4, 0.8, 0.8, 0.8])
AREA = 6.5 / 9
NEAR = 1e-9


def expect_no_answer(candidate, labels, scores, what):
    """ValueError, or NaN where interviewer and candidate agreed on it."""

    def area():
        found = candidate.roc_auc(labels, scores)
        if math.isnan(found):
            raise ValueError("not a number")
        return found

    refuses(area, what=what)


def test_a_example(candidate):
    """the example of the handout"""
    expect(round(candidate.roc_auc(LABELS.copy(), SCORES.copy()), 4), 0.7222, within=NEAR)


def test_b_all_scores_equal(candidate):
    """all scores equal: one half"""
    expect(candidate.roc_auc(LABELS.copy(), np.ones(6)), 0.5, within=NEAR)


def test_c_any_order(candidate):
    """the rows of the example in any order: the same"""
    for order in permutations(range(6)):
        rows = list(order)
        found = candidate.roc_auc(LABELS[rows], SCORES[rows])
        expect(found, AREA, within=NEAR, what=f"rows {rows}")


def test_d_one_class(candidate):
    """one class only: ValueError, or NaN"""
    for label in (0, 1):
        labels = np.full(3, label)
        expect_no_answer(candidate, labels, np.arange(3.0), f"labels all {label}")


def test_e_nan_score(candidate):
    """a NaN score: ValueError, or NaN"""
    expect_no_answer(candidate, np.array([0, 1]), np.array([0.1, np.nan]), "scores 0.1 and NaN")


def test_f_negated_scores(candidate):
    """negated scores: one minus the area"""
    expect(candidate.roc_auc(LABELS.copy(), -SCORES), 1 - AREA, within=NEAR)
