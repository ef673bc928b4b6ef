"""A limit on requests that allows bursts, without a timer: O(1) work for each request."""

import threading
from collections.abc import Callable

Clock = Callable[[], float]


class TokenBucket:
    """Gains `rate` tokens a second, up to `capacity`, and is full at the start."""

    def __init__(self, rate: float, capacity: float, clock: Clock) -> None:
        if rate <= 0 or capacity <= 0:
            raise ValueError("rate and capacity must be above 0")
        self._rate, self._capacity, self._clock = rate, capacity, clock
        self._tokens, self._latest = capacity, clock()
        self._lock = threading.Lock()

    def allow(self, cost: float = 1) -> bool:
        """Take `cost` tokens if all of them are there, and say whether they were."""
        with self._lock:
            self._check(cost)
            self._refill()
            allowed = cost <= self._tokens
            if allowed:
                self._tokens -= cost
            return allowed

    def wait(self, cost: float = 1) -> float:
        """Return the seconds until `cost` tokens are there if nobody takes any; take none."""
        with self._lock:
            self._check(cost)
            behind = self._refill()
            if cost <= self._tokens:
                return 0.0
            return behind + (cost - self._tokens) / self._rate

    def _check(self, cost: float) -> None:
        if not 0 < cost <= self._capacity:
            raise ValueError("cost must be above 0 and at most the capacity")

    def _refill(self) -> float:
        """Add what was gained, and return how far the clock is behind the latest time it showed."""
        now = self._clock()
        latest = max(now, self._latest)  # a clock that was set back gives nothing twice
        self._tokens = min(self._capacity, self._tokens + self._rate * (latest - self._latest))
        self._latest = latest
        return latest - now
