"""Tests A to G of the sampler of tokens, as the answer of the question lists them."""

import numpy as np
from numpy.typing import NDArray

from kitgen.bank.harness import expect, refuses

Floats = NDArray[np.float64]
GIVEN = {"np": np, "NDArray": NDArray, "Floats": Floats}

NEAR = 1e-9


def chances(candidate, logits, temperature, top_k, top_p):
    return candidate.token_probabilities(np.array(logits, dtype=float), temperature, top_k, top_p)


def test_a_example(candidate):
    """the example of the handout"""
    logits = np.log([0.1, 0.6, 0.3])
    expect(chances(candidate, logits, 1.0, 3, 0.85), [0, 2 / 3, 1 / 3], within=NEAR)


def test_b_crossing_token(candidate):
    """the token that reaches top_p is kept, the next one is not"""
    found = chances(candidate, np.log([0.1, 0.6, 0.3]), 1.0, 3, 0.5)
    expect(found, [0, 1, 0], within=NEAR, what="top_p = 0.5, first token 0.6")
    found = chances(candidate, np.log([0.25, 0.5, 0.125, 0.125]), 1.0, 4, 0.7)
    expect(found, [1 / 3, 2 / 3, 0, 0], within=NEAR, what="top_p = 0.7 of 0.5, 0.25 and two 0.125")


def test_c_large_logits(candidate):
    """logits of a thousand, temperatures of 0.001 and 0"""
    root = np.exp(-1.0)
    found = chances(candidate, [999.0, -1000.0, 1000.0], 1.0, 3, 1.0)
    expect(found, [root / (1 + root), 0, 1 / (1 + root)], within=NEAR, what="logits of 1,000")
    for temperature in (0.001, 0.0):
        found = chances(candidate, [999.0, -1000.0, 1000.0], temperature, 3, 1.0)
        expect(found, [0, 0, 1], within=NEAR, what=f"temperature {temperature:g}")
    found = chances(candidate, [1.0, 2.0, 2.0], 0.0, 3, 1.0)
    expect(found, [0, 1, 0], within=NEAR, what="temperature 0, two largest")


def test_d_top_k(candidate):
    """exactly k of equal tokens, and shares among the k for the nucleus"""
    found = chances(candidate, np.zeros(4), 1.0, 2, 1.0)
    expect(found, [0.5, 0.5, 0, 0], within=NEAR, what="k = 2 of four equal tokens")
    found = chances(candidate, np.log([0.4, 0.3, 0.2, 0.1]), 1.0, 2, 0.5)
    expect(found, [1, 0, 0, 0], within=NEAR, what="k = 2, top_p = 0.5 of 0.4, 0.3, 0.2, 0.1")
    found = chances(candidate, np.log([0.5, 0.25, 0.25]), 1.0, 50, 1.0)
    expect(found, [0.5, 0.25, 0.25], within=NEAR, what="k = 50 of three tokens")


def test_e_all_tokens(candidate):
    """top_p = 1 keeps all tokens; a logit of minus infinity has probability 0"""
    logits = np.append(0.0, np.full(99, -40.0))
    found = np.asarray(chances(candidate, logits, 1.0, 100, 1.0))
    expect(int((found > 0).sum()), 100, what="tokens with a chance")
    found = chances(candidate, [0.0, -np.inf, 0.0], 1.0, 3, 1.0)
    expect(found, [0.5, 0, 0.5], within=NEAR, what="one logit of minus infinity")


def test_f_refused(candidate):
    """temperature -1, k = 0, top_p = 0 and 1.1 are refused"""
    for values in ((-1.0, 3, 1.0), (1.0, 0, 1.0), (1.0, 3, 0.0), (1.0, 3, 1.1)):
        what = "temperature {:g}, k = {}, top_p = {:g}".format(*values)
        refuses(candidate.token_probabilities, np.zeros(3), *values, what=what)


def test_g_draws(candidate):
    """3,000 draws from the example: shares within five standard errors, none of what is cut"""
    rng, logits = np.random.default_rng(7), np.log([0.1, 0.6, 0.3])
    draws = [candidate.sample(logits.copy(), 1.0, 3, 0.85, rng) for _ in range(3000)]
    counts = np.bincount(draws, minlength=3)
    expect(int(counts[0]), 0, what="draws of the token that is cut")
    expect(counts[1] / 3000, 2 / 3, within=5 * np.sqrt(2 / 9 / 3000), what="share of the first")
