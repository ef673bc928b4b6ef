"""Digests of files, remembered for those that are as they were when they were read.

To read and digest 70 MB of YAML takes longer than a list of 10,000 questions may take. As git does,
a file is taken for unchanged while its size, times, number and device are the same. One that was
saved just before it was read is not remembered: it may be saved again within the same time.
"""

import json
import time
from collections.abc import Sequence
from os.path import abspath
from pathlib import Path

from kitgen.cache import digest, find, keep
from kitgen.files.text import read_bytes

_KIND = "digests"
_JUST_NOW = 2_000_000_000  # nanoseconds: FAT has the coarsest times, of two seconds

_State = list[int]  # of a file: its device, number, mode and size, and its times, the latest last
_Digests = list[tuple[_State, str]]


def file_digests(paths: Sequence[Path]) -> list[str]:
    """Return the digest of what each file contains; raises InvalidInput as `read_bytes` does."""
    name = digest(*map(abspath, paths))
    known = _remembered(name, len(paths))
    before = time.time_ns() - _JUST_NOW
    states = list(map(_state, paths))
    found = [
        then[1] if state and then[0] == state else digest(read_bytes(path))
        for path, state, then in zip(paths, states, known, strict=True)
    ]
    lasting: _Digests = [
        (state, one) if state and state[-1] < before else ([], "")
        for state, one in zip(states, found, strict=True)
    ]
    if lasting != known:
        keep(_KIND, name, json.dumps(lasting).encode())
    return found


def _state(path: Path) -> _State:
    """Return what changes with a file; nothing where that cannot be told: reading tells why."""
    try:
        found = path.stat()
    except OSError:
        return []
    times = sorted((found.st_mtime_ns, found.st_ctime_ns))
    return [found.st_dev, found.st_ino, found.st_mode, found.st_size, *times]


def _remembered(name: str, count: int) -> _Digests:
    kept = find(_KIND, name)
    if kept is None:
        return [([], "")] * count
    return [(state, one) for state, one in json.loads(kept)]
