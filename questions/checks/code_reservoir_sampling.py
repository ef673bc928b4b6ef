"""Tests A to E of sampling from a stream, as the answer of the question lists them."""

import gc
import random
import weakref
from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import TypeVar

from kitgen.bank.harness import expect, refuses

T = TypeVar("T")
GIVEN = {"random": random, "Iterable": Iterable, "T": T}

RUNS = 20_000


def samples(candidate):
    """Many samples of three from ten, with one generator of random numbers."""
    rng = random.Random(5)
    return [list(candidate.reservoir(iter(range(10)), 3, rng)) for _ in range(RUNS)]


def expect_share(count, share, what):
    spread = (share * (1 - share) / RUNS) ** 0.5
    expect(count / RUNS, share, within=5 * spread, what=what)


def test_a_example(candidate):
    """the example of the handout; as many items as k"""
    found = candidate.reservoir(iter("abc"), 5, random.Random(0))
    expect(sorted(found), ["a", "b", "c"], what="three items, k = 5")
    found = candidate.reservoir(iter("abc"), 3, random.Random(0))
    expect(sorted(found), ["a", "b", "c"], what="three items, k = 3")
    found = candidate.reservoir(iter(range(1000)), 5, random.Random(0))
    expect([len(found), len(set(found))], [5, 5], what="size and different items")


def test_b_each_item(candidate):
    """20,000 samples of three from ten: each item in 30 %, to five standard errors"""
    counts = Counter(item for sample in samples(candidate) for item in sample)
    for item in range(10):
        expect_share(counts[item], 0.3, f"share of item {item}")


def test_c_each_pair(candidate):
    """the same samples: each of 45 pairs in one of fifteen, to five standard errors"""
    counts = Counter(
        pair for sample in samples(candidate) for pair in combinations(sorted(sample), 2)
    )
    for pair in combinations(range(10), 2):
        expect_share(counts[pair], 1 / 15, f"share of pair {pair}")


class _Item:
    """Something whose lifetime can be watched."""


def test_d_memory(candidate):
    """50,000 items, k = 10: never more than 20 are kept"""
    alive = weakref.WeakSet()
    most = 0

    def stream():
        nonlocal most
        for number in range(50_000):
            item = _Item()
            alive.add(item)
            if number % 1000 == 0:
                gc.collect()
            most = max(most, len(alive))
            yield item

    found = candidate.reservoir(stream(), 10, random.Random(0))
    expect(len(found), 10, what="size")
    assert most <= 20, f"items alive at once: {most}"


def test_e_k(candidate):
    """k = 0 and an empty stream: nothing; k = -1 is refused"""
    expect(list(candidate.reservoir(iter("abc"), 0, random.Random(0))), [], what="k = 0")
    expect(list(candidate.reservoir(iter(""), 3, random.Random(0))), [], what="empty stream")
    refuses(candidate.reservoir, iter("abc"), -1, random.Random(0), what="k = -1")
