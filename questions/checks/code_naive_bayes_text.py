"""Tests A to F of naive Bayes on words, as the answer of the question lists them."""

from math import exp, log

from kitgen.bank.harness import expect, refuses

GIVEN = {}

TEXTS = [["cheap", "pills"], ["cheap", "cheap", "watch"], ["lunch", "today"]]
LABELS = ["spam", "spam", "ham"]
NEAR = 1e-9


def fitted(candidate, alpha=1.0):
    model = candidate.NaiveBayes(alpha)
    model.fit([list(words) for words in TEXTS], list(LABELS))
    return model


def expect_chance(model, words, spam, what=""):
    found = model.log_posterior(list(words))
    expect(sorted(found), ["ham", "spam"], what="labels")
    expect(exp(found["spam"]), spam, within=NEAR, what=what)
    expect(exp(found["ham"]), 1 - spam, within=NEAR, what=what)


def test_a_example(candidate):
    """the example of the handout"""
    expect_chance(fitted(candidate), ["cheap"], 5.6 / 6.6)


def test_b_long_text(candidate):
    """5,000 words: the loser has a logarithm of -5,148.8, the winner of 0"""
    found = fitted(candidate).log_posterior(["cheap"] * 5000)
    odds = log(2) + 5000 * log(2.8)
    expect(found["ham"], -odds, within=1e-6, what="ham")
    expect(found["spam"], 0.0, within=1e-6, what="spam")


def test_c_unknown_words(candidate):
    """unknown words are passed over; without known words the priors remain"""
    model = fitted(candidate)
    expect_chance(model, ["cheap", "zebra", "zebra"], 5.6 / 6.6, "one known word of three")
    expect_chance(model, ["zebra"], 2 / 3, "no known word")
    expect_chance(model, [], 2 / 3, "no word")


def test_d_smoothing(candidate):
    """alpha 0.5: the vocabulary is that of all classes"""
    spam, ham = 2 / 3 * 3.5 / 7.5 * 0.5 / 7.5, 1 / 3 * 0.5 / 4.5 * 1.5 / 4.5
    expect_chance(fitted(candidate, 0.5), ["cheap", "lunch"], spam / (spam + ham))


def test_e_refused(candidate):
    """alpha 0, no texts, and one label too few are refused"""

    def learnt(alpha, texts, labels):
        candidate.NaiveBayes(alpha).fit(texts, labels)

    refuses(learnt, 0.0, [["a"]], ["x"], what="alpha 0")
    refuses(learnt, 1.0, [], [], what="no texts")
    refuses(learnt, 1.0, [["a"], ["b"]], ["x"], what="two texts, one label")


def test_f_fit_again(candidate):
    """fit learns from its own texts alone"""
    model = fitted(candidate)
    model.fit([["a"], ["b", "b"]], ["x", "y"])
    found = model.log_posterior(["a"])
    expect(sorted(found), ["x", "y"], what="labels")
    expect(exp(found["x"]), (2 / 3) / (2 / 3 + 1 / 4), within=NEAR, what="x")
