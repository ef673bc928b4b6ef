"""What a list has more than once, whatever its length."""

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def repeats(values: Iterable[T]) -> Iterator[tuple[int, T]]:
    """Yield place and value of each that was listed before."""
    seen: set[T] = set()
    for place, value in enumerate(values):
        if value in seen:
            yield place, value
        seen.add(value)
