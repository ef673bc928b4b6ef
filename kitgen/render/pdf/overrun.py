"""An end to layouts without one: a stylesheet can ask for more pages and boxes than a day makes.

WeasyPrint has no limit itself, and its loops are not kitgen's. So a thread watches the one that
lays out, and raises an exception in it.
"""

import ctypes
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kitgen import limits

_EVERY = 0.1  # seconds
_MEMORY = Path("/proc/self/statm")  # Linux; elsewhere time alone ends a layout


class Overrun(Exception):
    """What a layout took too much of."""


class _Stop(BaseException):
    """Ends a layout; `except Exception` in a library does not keep it."""


class _Watch:
    def __init__(self, characters: int) -> None:
        self.reason = ""
        more = characters // limits.LAYOUT_CHARACTERS
        self._seconds = limits.LAYOUT_SECONDS + more
        self._megabytes = limits.LAYOUT_MEGABYTES + 2 * more
        self._until = time.process_time() + self._seconds
        self._most = _megabytes() + self._megabytes
        self._watched = threading.get_ident()
        self._done = threading.Event()
        self._raising = threading.Lock()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        """Raise nothing any more, also not what was raised and has not arrived."""
        with self._raising:
            self._done.set()
        if self.reason:
            _let_arrive(self._watched)

    def _look(self) -> None:
        while not self._done.wait(_EVERY):
            self.reason = self.reason or self._excess()
            with self._raising:
                # Again and again: Python only prints what is raised in a finalizer.
                if self.reason and not self._done.is_set():
                    _stop(self._watched)

    def _excess(self) -> str:
        if time.process_time() > self._until:
            return f"takes more than {self._seconds} seconds of the processor"
        if _megabytes() > self._most:
            return f"takes more than {self._megabytes:,} MB of memory"
        return ""


@contextmanager
def limited(characters: int) -> Iterator[None]:
    """Raise Overrun in a block that takes too long or too much memory for a text of that length."""
    watch = _Watch(characters)
    try:
        watch.start()
        try:
            yield
        finally:
            watch.end()
    except _Stop:
        watch.end()  # it may have arrived in the midst of that
        raise Overrun(watch.reason) from None


def _stop(thread: int) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(_Stop))


def _let_arrive(thread: int) -> None:
    """Raise it once more in this thread, in the place of one that has not arrived, and catch it.

    Taken back with NULL, it would leave Python 3.11 looking for it, and code with a profiler would
    never end.
    """
    try:
        _stop(thread)
        while True:
            time.sleep(0)
    except _Stop:
        pass


def _megabytes() -> int:
    """Return how much memory this process has."""
    try:
        pages = int(_MEMORY.read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000
