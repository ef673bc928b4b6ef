# fails: A B C D E F
from collections import Counter
from math import exp, log


class NaiveBayes:
    def __init__(self, alpha=1.0):
        self.alpha = alpha
        self.counts = {}
        self.texts = Counter()

    def fit(self, texts, labels):
        if len(texts) != len(labels):
            raise ValueError("lengths")
        for words, label in zip(texts, labels):
            self.texts[label] += 1
            self.counts.setdefault(label, Counter()).update(words)

    def log_posterior(self, words):
        scores = {}
        for label, counter in self.counts.items():
            total = sum(counter.values()) + self.alpha * len(counter)
            scores[label] = log(self.texts[label] / sum(self.texts.values()))
            for word in words:
                scores[label] += log((counter[word] + self.alpha) / total)
        top = max(scores.values())
        norm = top + log(sum(exp(s - top) for s in scores.values()))
        return {label: s - norm for label, s in scores.items()}
