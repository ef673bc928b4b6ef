"""BM25 against a scan of all documents in decimals, and what answer and follow-ups say."""

import random
from decimal import Decimal, getcontext
from itertools import pairwise
from math import log

import pytest

from tests.solutions import load

Index = load("code_bm25_retriever").Index


def by_scan(
    documents: list[list[str]], query: list[str], k1: str, b: str
) -> list[tuple[int, Decimal]]:
    getcontext().prec = 40
    first, second = Decimal(k1), Decimal(b)
    mean = Decimal(sum(map(len, documents))) / len(documents)
    found = []
    for number, words in enumerate(documents):
        score = Decimal(0)
        for word in query:
            with_word = sum(word in text for text in documents)
            ratio = (len(documents) - with_word + Decimal("0.5")) / (with_word + Decimal("0.5"))
            count = Decimal(words.count(word))
            norm = first * (1 - second + second * len(words) / mean)
            if count:
                score += (1 + ratio).ln() * count * (first + 1) / (count + norm)
        if score:
            found.append((number, score))
    return sorted(found, key=lambda item: (-item[1], item[0]))


@pytest.mark.parametrize(("k1", "b"), [("1.2", "0.75"), ("0", "0.5"), ("3", "1")])
@pytest.mark.parametrize("seed", range(4))
def test_equals_a_scan(seed: int, k1: str, b: str) -> None:
    rng = random.Random(seed)
    documents = [rng.choices("abcdefg", k=rng.randint(0, 9)) for _ in range(25)]
    index = Index(documents, float(k1), float(b))
    for query in (["a"], ["b", "c", "c"], ["g", "z", "a"]):
        expected, found = by_scan(documents, query, k1, b), index.search(query, 25)
        assert dict(found) == pytest.approx({n: float(score) for n, score in expected})
        assert all(x[1] >= y[1] for x, y in pairwise(found))


def test_a_word_in_every_document() -> None:
    """What a follow-up says, for 1,000 documents."""
    assert round(log(1 + 0.5 / 1000.5), 4) == 0.0005
    assert round(log(0.5 / 1000.5), 1) == -7.6


def test_parts_with_their_own_counts_rank_otherwise() -> None:
    """What a follow-up says: a word that is common on one machine counts little there."""
    news = [["storm", "x"] for _ in range(9)] + [["x", "y"]]
    sport = [["storm", "x"]] + [["x", "y"] for _ in range(9)]
    parts = [Index(part).search(["storm"], 1)[0][1] for part in (news, sport)]
    assert parts[1] > 10 * parts[0]
    scores = {score for _, score in Index(news + sport).search(["storm"], 20)}
    assert len(scores) == 1
