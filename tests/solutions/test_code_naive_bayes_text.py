"""Naive Bayes against fractions, and what answer and follow-ups say."""

from fractions import Fraction
from math import exp, log

import numpy as np
import pytest

from tests.solutions import load

NaiveBayes = load("code_naive_bayes_text").NaiveBayes
TEXTS = [["cheap", "pills"], ["cheap", "cheap", "watch"], ["lunch", "today"]]
LABELS = ["spam", "spam", "ham"]


def in_fractions(
    texts: list[list[str]], labels: list[str], alpha: Fraction, words: list[str]
) -> dict[str, Fraction]:
    """Straight from the formula, as products."""
    vocabulary = {word for text in texts for word in text}
    joint = {}
    for label in set(labels):
        own = [
            word for text, its in zip(texts, labels, strict=True) if its == label for word in text
        ]
        chance = Fraction(labels.count(label), len(labels))
        for word in words:
            if word in vocabulary:
                chance *= (own.count(word) + alpha) / (len(own) + alpha * len(vocabulary))
        joint[label] = chance
    return {label: chance / sum(joint.values()) for label, chance in joint.items()}


@pytest.mark.parametrize("seed", range(10))
def test_equals_fractions(seed: int) -> None:
    rng = np.random.default_rng(seed)
    letters = list("abcdefg")
    texts = [list(rng.choice(letters[:6], size=rng.integers(0, 8))) for _ in range(9)]
    labels = ["x", "y", "z", *rng.choice(["x", "y", "z"], size=6).tolist()]
    words = list(rng.choice(letters, size=12))
    model = NaiveBayes(0.25)
    model.fit(texts, labels)
    found = model.log_posterior(words)
    expected = in_fractions(texts, labels, Fraction(1, 4), words)
    assert found.keys() == expected.keys()
    for label, chance in expected.items():
        assert exp(found[label]) == pytest.approx(float(chance), rel=1e-9)


def test_the_same_word_again() -> None:
    """What a follow-up says: 0.85 for one, 0.98 for three."""
    model = NaiveBayes()
    model.fit(TEXTS, LABELS)
    chances = [exp(model.log_posterior(["cheap"] * n)["spam"]) for n in (1, 3)]
    assert [round(chance, 2) for chance in chances] == [0.85, 0.98]


def test_another_prior() -> None:
    """What a follow-up says: from equal classes to one in 50 the log odds fall by 3.9."""
    assert round(log(0.02 / 0.98), 1) == -3.9


def test_unseen_words_take_nearly_all() -> None:
    """What a follow-up says of alpha 1, 1,000 words and a vocabulary of 100,000."""
    for different in (1, 1_000):
        assert 0.98 <= (100_000 - different) / 101_000 <= 0.991


def test_a_product_of_5000_factors_is_zero() -> None:
    assert 0.4**5000 == 0.0
    assert round(log(2) + 5000 * log(2.8), 1) == 5148.8
