"""Multinomial naive Bayes: fit in one pass over the words, predict in O(words x classes)."""

from collections import Counter
from math import exp, log


class NaiveBayes:
    """Classifies lists of words; unknown words are passed over."""

    def __init__(self, alpha: float = 1.0) -> None:
        if alpha <= 0:
            raise ValueError("alpha must be above 0")
        self._alpha = alpha

    def fit(self, texts: list[list[str]], labels: list[str]) -> None:
        """Learn from these texts alone, whatever was learnt before."""
        if not texts or len(texts) != len(labels):
            raise ValueError("as many labels as texts, and at least one")
        counts: dict[str, Counter[str]] = {label: Counter() for label in labels}
        for words, label in zip(texts, labels, strict=True):
            counts[label].update(words)
        self._words = {word for counter in counts.values() for word in counter}
        self._counts = counts
        self._log_totals = {
            label: log(counter.total() + self._alpha * len(self._words)) if self._words else 0.0
            for label, counter in counts.items()
        }
        shares = Counter(labels)
        self._log_priors = {label: log(shares[label] / len(labels)) for label in counts}

    def log_posterior(self, words: list[str]) -> dict[str, float]:
        """Return the logarithm of the probability of each label."""
        known = [word for word in words if word in self._words]
        joint = {
            label: prior
            + sum(log(self._counts[label][word] + self._alpha) for word in known)
            - len(known) * self._log_totals[label]
            for label, prior in self._log_priors.items()
        }
        largest = max(joint.values())
        total = largest + log(sum(exp(value - largest) for value in joint.values()))
        return {label: value - total for label, value in joint.items()}
