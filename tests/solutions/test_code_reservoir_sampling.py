"""Sampling from a stream by all its random choices at once, and what the follow-ups say."""

import math
import random
from collections import Counter
from fractions import Fraction
from itertools import combinations, product

import pytest

from tests.solutions import load

reservoir = load("code_reservoir_sampling").reservoir


class Told(random.Random):
    """Gives the numbers that it was told, and notes the ranges asked for."""

    def __init__(self, numbers: tuple[int, ...]) -> None:
        super().__init__(0)
        self.numbers = list(numbers)
        self.ranges: list[int] = []

    def randrange(self, start: int, stop: int | None = None, step: int = 1) -> int:
        self.ranges.append(start)
        return self.numbers.pop(0)


@pytest.mark.parametrize(("n", "k"), [(5, 1), (6, 2), (6, 3), (5, 4)])
def test_each_set_is_equally_likely(n: int, k: int) -> None:
    """All ways in which the random numbers may fall, each with its probability: no chance left."""
    chances: Counter[tuple[int, ...]] = Counter()
    ranges = range(k + 1, n + 1)
    for numbers in product(*map(range, ranges)):
        rng = Told(numbers)
        chances[tuple(sorted(reservoir(range(n), k, rng)))] += 1
        assert rng.ranges == list(ranges)
    total = math.prod(ranges)
    assert set(chances) == set(combinations(range(n), k))
    assert {Fraction(c, total) for c in chances.values()} == {Fraction(1, math.comb(n, k))}


def test_neighbours_pass_a_test_of_single_items() -> None:
    """What a follow-up says: each of ten in three of ten starts, but 0 and 5 never together."""
    sets = [{start, (start + 1) % 10, (start + 2) % 10} for start in range(10)]
    assert {sum(item in s for s in sets) for item in range(10)} == {3}
    assert not any({0, 5} <= s for s in sets)


def test_items_that_enter() -> None:
    """What a follow-up says: about 1,700 of a billion enter a sample of a hundred."""
    enter = 100 + 100 * (math.log(10**9) - math.log(100))
    assert 1_650 < enter < 1_750


def test_half_of_each_would_favour_the_smaller_stream() -> None:
    """What a follow-up says: three times as likely."""
    assert Fraction(50, 1_000_000) / Fraction(50, 3_000_000) == 3
