"""Tests A to F of a search by words, as the answer of the question lists them."""

import random
from math import log

from kitgen.bank.harness import expect

GIVEN = {}

DOCUMENTS = ["red apple", "green apple pie", "red red wine"]
NEAR = 1e-9


def built(candidate, documents, *settings):
    return candidate.Index([text.split() for text in documents], *settings)


def found_by(index, query, top=10):
    return [(int(number), float(score)) for number, score in index.search(query.split(), top)]


def by_formula(documents, query, k1=1.2, b=0.75):
    """All scores above zero by document number, straight from the handout."""
    texts = [text.split() for text in documents]
    mean = sum(map(len, texts)) / len(texts)
    scores = {}
    for number, words in enumerate(texts):
        score = 0.0
        for word in query.split():
            df = sum(word in text for text in texts)
            tf = words.count(word)
            weight = log(1 + (len(texts) - df + 0.5) / (df + 0.5))
            score += weight * tf * (k1 + 1) / (tf + k1 * (1 - b + b * len(words) / mean))
        if score > 0:
            scores[number] = score
    return scores


def expect_scores(found, expected, what):
    expect(sorted(number for number, _ in found), sorted(expected), what=f"{what}: documents")
    for number, score in found:
        expect(score, expected[number], within=NEAR, what=f"{what}: score of {number}")


def test_a_example(candidate):
    """the example of the handout"""
    found = found_by(built(candidate, DOCUMENTS), "red apple", 2)
    expect(found, [[0, 1.0471], [2, 0.6243]], within=0.0001)


def test_b_formula(candidate):
    """40 random documents, several k1 and b: all scores by the formula"""
    rng = random.Random(1)
    documents = [" ".join(rng.choices("abcdefgh", k=rng.randint(1, 12))) for _ in range(40)]
    for settings in ((), (0.5, 0.0), (2.0, 1.0)):
        index = built(candidate, documents, *settings)
        for query in ("a", "c d", "a e h"):
            found = found_by(index, query, 40)
            expected = by_formula(documents, query, *settings)
            expect_scores(found, expected, f"{query!r}, settings {settings}")


def test_c_words_of_the_query(candidate):
    """a word twice counts twice; a word that no document has counts nothing"""
    index = built(candidate, DOCUMENTS)
    twice = found_by(index, "apple apple pie")
    expect_scores(twice, by_formula(DOCUMENTS, "apple apple pie"), "apple apple pie")
    expect(found_by(index, "red zebra"), found_by(index, "red"), within=NEAR, what="red zebra")
    expect(found_by(index, "zebra"), [], what="zebra")
    expect(found_by(index, ""), [], what="no word")


def test_d_order(candidate):
    """the best first, of equal scores the lower number; no more than asked for"""
    index = built(candidate, ["x y", "x", "z", "x", "x y"])
    found = found_by(index, "x", 10)
    expect([number for number, _ in found], [1, 3, 0, 4], what="x")
    expect([number for number, _ in found_by(index, "x", 3)], [1, 3, 0], what="the best three")
    expect(found_by(index, "x", 0), [], what="top 0")


def test_e_many_documents(candidate):
    """30,000 documents, 30,000 searches for rare words: ten seconds"""
    rng = random.Random(2)
    documents = [
        f"common w{number % 3000} " + " ".join(rng.choices("abcdefghij", k=8))
        for number in range(30_000)
    ]
    index = built(candidate, documents)
    for number in list(range(3000)) * 10:
        found = found_by(index, f"w{number}", 20)
        expect(sorted(n % 3000 for n, _ in found), [number] * 10, what=f"w{number}")


def test_f_nothing_to_find(candidate):
    """no documents, or only empty ones: nothing is found; an empty one among others is no error"""
    expect(found_by(built(candidate, []), "a"), [], what="no documents")
    expect(found_by(built(candidate, ["", ""]), "a"), [], what="empty documents")
    found = found_by(built(candidate, ["", "a"]), "a")
    expect_scores(found, by_formula(["", "a"], "a"), "one empty document")
