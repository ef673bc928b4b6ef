"""Repeats a call that failed, a bounded number of times, after random and growing pauses."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def call_with_retries(
    call: Callable[[], T],
    retriable: tuple[type[Exception], ...],
    attempts: int,
    base: float,
    cap: float,
    budget: float,
    sleep: Callable[[float], None],
    uniform: Callable[[float, float], float],
) -> T:
    """Return what `call` returns first; raise what it raised last.

    The n-th pause is drawn from 0 to the lower of `cap` and `base` times 2 to the power n - 1. A
    pause that would take all pauses together above `budget` is not begun.
    """
    if attempts < 1:
        raise ValueError("attempts must be at least 1")
    longest, slept = min(base, cap), 0.0
    for attempt in range(1, attempts + 1):
        try:
            return call()
        except retriable:
            pause = uniform(0.0, longest) if attempt < attempts else 0.0
            if attempt == attempts or slept + pause > budget:
                raise
        sleep(pause)
        slept += pause
        longest = min(2 * longest, cap)  # a power of 2 would outgrow a float
    raise AssertionError("the last attempt returns or raises")
