# fails: A B C D F
from collections import Counter
from math import log


class NaiveBayes:
    def __init__(self, alpha=1.0):
        if alpha <= 0:
            raise ValueError
        self.alpha = alpha

    def fit(self, texts, labels):
        if not texts or len(texts) != len(labels):
            raise ValueError
        self.vocabulary = set().union(*texts)
        self.model = {}
        for label in set(labels):
            own = [t for t, l in zip(texts, labels) if l == label]
            self.model[label] = len(own) / len(texts), Counter(w for t in own for w in t)

    def log_posterior(self, words):
        out = {}
        for label, (prior, counter) in self.model.items():
            total = counter.total() + self.alpha * len(self.vocabulary)
            known = [w for w in words if w in self.vocabulary]
            out[label] = log(prior) + sum(log((counter[w] + self.alpha) / total) for w in known)
        return out
