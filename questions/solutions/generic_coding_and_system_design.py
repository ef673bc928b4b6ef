"""A cache that forgets what was used longest ago, and what is too old; get takes constant time."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any


class Cache:
    """Holds at most `size` values, each for `ttl` seconds from its loading."""

    def __init__(
        self, load: Callable[[str], Any], size: int, ttl: float, clock: Callable[[], float]
    ) -> None:
        if size < 1:
            raise ValueError("size must be 1 or more")
        self._load, self._size, self._ttl, self._clock = load, size, ttl, clock
        self._kept: OrderedDict[str, tuple[float, Any]] = OrderedDict()  # least recent first

    def get(self, key: str) -> Any:
        """Return the value of a key, from the cache or from `load`."""
        now = self._clock()
        if key in self._kept:
            loaded, value = self._kept[key]
            if now - loaded < self._ttl:
                self._kept.move_to_end(key)
                return value
        value = self._load(key)
        self._kept[key] = (now, value)
        self._kept.move_to_end(key)
        if len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return value
