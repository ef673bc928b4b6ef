"""A uniform sample of a stream: one pass, O(n) time and O(k) memory."""

import random
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def reservoir(stream: Iterable[T], k: int, rng: random.Random) -> list[T]:
    """Return k items of the stream, or all if there are fewer; each set is equally likely."""
    if k < 0:
        raise ValueError("k must not be negative")
    kept: list[T] = []
    for seen, item in enumerate(stream, start=1):
        if len(kept) < k:
            kept.append(item)
            continue
        place = rng.randrange(seen)  # of `seen` places, k are in the sample
        if place < k:
            kept[place] = item
    return kept
