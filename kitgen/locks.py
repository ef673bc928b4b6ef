"""Locks on folders: one run at a time, and none is left by a run that was killed."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE = 0.02  # seconds between two tries


class Taken(Exception):
    """A folder that another process did not let go of in time."""


@contextmanager
def alone_in(folder: Path, patience: float = 0.0) -> Iterator[bool]:
    """Lock a folder against others that do so; False where the system has no such locks.

    The lock ends with the process that took it, however that one ends. Raises Taken after
    `patience` seconds.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # Windows opens no folders; elsewhere this one may be write-only
        yield False
        return
    try:
        yield _locked(handle, time.monotonic() + patience)
    finally:
        os.close(handle)


def _locked(handle: int, end: float) -> bool:
    if sys.platform == "win32":
        return False
    import fcntl

    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= end:
                raise Taken from None
            time.sleep(_PAUSE)
        except OSError:  # a file system without locks
            return False
