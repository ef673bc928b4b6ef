"""BM25 on an inverted index: a search looks at the postings of its words only."""

from collections import Counter, defaultdict
from heapq import nsmallest
from math import log


class Index:
    """Documents by their words."""

    def __init__(self, documents: list[list[str]], k1: float = 1.2, b: float = 0.75) -> None:
        self._k1 = k1
        self._postings: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, words in enumerate(documents):
            for word, count in Counter(words).items():
                self._postings[word].append((number, count))
        lengths = [len(words) for words in documents]
        self._size = len(documents)
        mean = sum(lengths) / max(self._size, 1) or 1.0  # without words nothing is found anyway
        self._norms = [k1 * (1 - b + b * length / mean) for length in lengths]

    def search(self, query: list[str], top: int) -> list[tuple[int, float]]:
        """Return number and score of the best documents, the best first."""
        scores: defaultdict[int, float] = defaultdict(float)
        for word, times in Counter(query).items():
            postings = self._postings.get(word, ())
            weight = times * log(1 + (self._size - len(postings) + 0.5) / (len(postings) + 0.5))
            for number, count in postings:
                part = count * (self._k1 + 1) / (count + self._norms[number])
                scores[number] += weight * part
        return nsmallest(top, scores.items(), key=lambda item: (-item[1], item[0]))
