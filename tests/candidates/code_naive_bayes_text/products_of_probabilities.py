# fails: B C E
from collections import Counter, defaultdict
from math import log


class NaiveBayes:
    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def fit(self, texts, labels):
        self.counts = defaultdict(Counter)
        self.classes = Counter(labels)
        for t, l in zip(texts, labels):
            self.counts[l].update(t)
        self.vocabulary = {w for t in texts for w in t}

    def log_posterior(self, words):
        p = {}
        for c in self.classes:
            total = sum(self.counts[c].values()) + self.alpha * len(self.vocabulary)
            p[c] = self.classes[c] / sum(self.classes.values())
            for w in words:
                p[c] *= (self.counts[c][w] + self.alpha) / total
        s = sum(p.values())
        return {c: log(p[c] / s) for c in p}
