"""A cache against one that keeps the whole history of uses and looks through it."""

import random
from typing import Any

import pytest

from tests.solutions import load

Cache = load("generic_coding_and_system_design").Cache


class Plain:
    """Keeps (key, loaded, used) and searches; the clock is passed in."""

    def __init__(self, size: int, ttl: int) -> None:
        self.size, self.ttl = size, ttl
        self.rows: list[list[Any]] = []

    def loads(self, key: str, now: int) -> bool:
        row = next((row for row in self.rows if row[0] == key), None)
        fresh = row is not None and now - row[1] < self.ttl
        if row is not None and fresh:
            self.rows.remove(row)
            self.rows.append(row)
        else:
            self.rows = [row for row in self.rows if row[0] != key] + [[key, now]]
            self.rows = self.rows[-self.size :]
        return not fresh


@pytest.mark.parametrize("seed", range(50))
def test_random_uses(seed: int) -> None:
    rng = random.Random(seed)
    size, ttl, now = rng.randrange(1, 5), rng.randrange(1, 12), [0]
    loaded: list[str] = []
    cache = Cache(lambda key: loaded.append(key), size, ttl, lambda: now[0])
    plain = Plain(size, ttl)
    for _ in range(200):
        now[0] += rng.randrange(3)
        key, before = rng.choice("abcdef"), len(loaded)
        cache.get(key)
        assert (len(loaded) > before) == plain.loads(key, now[0])


def test_figures_of_the_question() -> None:
    assert round(1 / (1 - 0.95)) == 20
