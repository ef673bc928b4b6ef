"""Tests A to F of byte-pair encoding, as the answer of the question lists them."""

import random

from kitgen.bank.harness import expect

Pair = tuple[str, str]
GIVEN = {"Pair": Pair}

WORDS = {"low": 5, "lower": 2, "newest": 6, "widest": 3}


def trained(candidate, words, merges):
    return [tuple(pair) for pair in candidate.train(dict(words), merges)]


def test_a_example(candidate):
    """the example of the handout"""
    learnt = trained(candidate, WORDS, 4)
    expect(learnt, [("e", "s"), ("es", "t"), ("l", "o"), ("lo", "w")], what="merges")
    expect(candidate.encode("lowest", list(learnt)), ["low", "est"], what="lowest")


def test_b_runs(candidate):
    """runs of one letter: joined from the left, each piece once"""
    expect(candidate.encode("aaaaa", [("a", "a")]), ["aa", "aa", "a"], what="aaaaa")
    learnt = trained(candidate, {"aaaa": 2, "b": 9}, 5)
    expect(learnt, [("a", "a"), ("aa", "aa")], what="merges of aaaa")


def test_c_order_of_merges(candidate):
    """merges are applied in the order in which they were learnt"""
    expect(candidate.encode("abc", [("b", "c"), ("a", "b")]), ["a", "bc"], what="abc")
    merges = [("c", "d"), ("b", "cd"), ("a", "b")]
    expect(candidate.encode("abcd", merges), ["a", "bcd"], what="abcd")
    merges = [("a", "b"), ("ab", "a"), ("b", "a")]
    expect(candidate.encode("abab", merges), ["ab", "ab"], what="abab")


def test_d_ties_and_end(candidate):
    """equal counts: the first pair in alphabetical order; it ends when there is no pair"""
    learnt = trained(candidate, {"dc": 1, "ab": 1, "ba": 1}, 9)
    expect(learnt, [("a", "b"), ("b", "a"), ("d", "c")], what="merges")
    expect(trained(candidate, WORDS, 0), [], what="no merges")
    expect(trained(candidate, {"a": 3}, 4), [], what="one letter")


def test_e_many_words(candidate):
    """30,000 words, 600 merges: ten seconds"""
    rng = random.Random(0)
    letters = "etaoinshrdlucmfwypvbgkqjxz"
    weights = [1 / (place + 1) for place in range(26)]
    words = {}
    while len(words) < 30_000:
        word = "".join(rng.choices(letters, weights, k=rng.randint(5, 11)))
        words[word] = rng.randint(1, 50)
    expect(len(trained(candidate, words, 600)), 600, what="merges")


def test_f_any_word(candidate):
    """the pieces of any word join to it, letters that were never seen included"""
    learnt = trained(candidate, WORDS, 20)
    for word in ("", "x", "newer", "Ελλάδα", "lowlow"):
        expect("".join(candidate.encode(word, list(learnt))), word, what=repr(word))
    expect(candidate.encode("lowξ", list(learnt)), ["low", "ξ"], what="lowξ")
