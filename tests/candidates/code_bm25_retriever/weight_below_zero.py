# fails: A B C D F
import math
from collections import defaultdict


class Index:
    def __init__(self, documents, k1=1.2, b=0.75):
        self.k1, self.b = k1, b
        self.postings = defaultdict(dict)
        self.lengths = []
        for i, words in enumerate(documents):
            self.lengths.append(len(words))
            for w in words:
                self.postings[w][i] = self.postings[w].get(i, 0) + 1
        self.avg = sum(self.lengths) / len(self.lengths) if self.lengths else 1

    def search(self, query, top):
        scores = {}
        n = len(self.lengths)
        for w in query:
            p = self.postings.get(w, {})
            idf = math.log((n - len(p) + 0.5) / (len(p) + 0.5))
            for i, tf in p.items():
                d = tf + self.k1 * (1 - self.b + self.b * self.lengths[i] / self.avg)
                scores[i] = scores.get(i, 0) + idf * tf * (self.k1 + 1) / d
        return sorted(scores.items(), key=lambda x: (-x[1], x[0]))[:top]
