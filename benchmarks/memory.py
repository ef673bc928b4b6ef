"""The most memory that a process and all that it started held at a time."""

import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType

_SECONDS = 0.25  # between two looks


class Watch:
    """Looks at the processes below one as long as the context lasts; at none where it is None.

    Memory that processes share is counted once. Only Linux tells it; elsewhere it stays 0.
    """

    def __init__(self, pid: int | None) -> None:
        self.megabytes = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, args=(pid,)) if pid else None

    def __enter__(self) -> "Watch":
        if self._thread:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        if self._thread:
            self._thread.join()

    def _look(self, pid: int) -> None:
        while not self._ended.wait(_SECONDS):
            kilobytes = sum(_held(process) for process in _tree(pid))
            self.megabytes = max(self.megabytes, kilobytes / 1000)


def _tree(pid: int) -> list[int]:
    found = [pid]
    for process in found:  # grows while it is read
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            with suppress(OSError):
                found += map(int, task.read_text().split())
    return found


def _held(pid: int) -> int:
    """Return the kilobytes of a process, with its share of what others have too."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
