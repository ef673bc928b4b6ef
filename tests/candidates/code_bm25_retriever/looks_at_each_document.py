# fails: C F; too slow: E
from collections import Counter
from math import log


class Index:
    def __init__(self, documents, k1=1.2, b=0.75):
        self.docs = [Counter(d) for d in documents]
        self.lengths = [len(d) for d in documents]
        self.avg = sum(self.lengths) / len(documents)
        self.k1, self.b = k1, b
        self.df = Counter(w for d in self.docs for w in d)

    def search(self, query, top):
        n = len(self.docs)
        out = []
        for i, d in enumerate(self.docs):
            s = 0
            for w in set(query):
                idf = log(1 + (n - self.df[w] + 0.5) / (self.df[w] + 0.5))
                tf = d[w]
                s += idf * tf * (self.k1 + 1) / (
                    tf + self.k1 * (1 - self.b + self.b * self.lengths[i] / self.avg)
                )
            if s > 0:
                out.append((i, s))
        return sorted(out, key=lambda x: (-x[1], x[0]))[:top]
