# fails: A B C D F
import math
from collections import Counter, defaultdict


class Index:
    def __init__(self, documents, k1=1.2, b=0.75):
        self.k1, self.b, self.n = k1, b, len(documents)
        self.postings = defaultdict(list)
        self.df = Counter()
        self.length = [len(set(d)) for d in documents]  # different words only
        for i, d in enumerate(documents):
            self.df.update(d)  # counts a word twice in a document twice
            for w, c in Counter(d).items():
                self.postings[w].append((i, c))
        self.avg = sum(self.length) / self.n

    def search(self, query, top):
        scores = defaultdict(float)
        for w in query:
            df = self.df[w]
            idf = math.log(1 + max(self.n - df + 0.5, 0) / (df + 0.5))
            for i, c in self.postings[w]:
                norm = self.k1 * (1 - self.b + self.b * self.length[i] / self.avg)
                scores[i] += idf * c * (self.k1 + 1) / (c + norm)
        ranked = sorted(((s, i) for i, s in scores.items()), reverse=True)
        return [(i, s) for s, i in ranked[:top]]
