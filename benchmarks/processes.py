"""What a command costs from its start to its end, with all processes that it starts."""

import ctypes
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.memory import Watch

_PR_SET_CHILD_SUBREAPER = 36
# Where it is set, a checkout is compiled anew in each run: users' programs are compiled once.
_NOT_KEPT = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall time and of the processors, and the most megabytes at a time, 0 if unknown.

    `first` is the processor time without processes that were orphaned, as a shell's `time` tells.
    """

    wall: float
    processor: float
    first: float
    memory: float = 0.0


Measured = Callable[[], Cost]


def python(*arguments: str) -> list[str]:
    """Return a command for this Python."""
    return [sys.executable, *arguments]


def kitgen(command: str, *arguments: object) -> list[str]:
    """Return a command of kitgen; what follows its words may contain spaces."""
    return python("-m", "kitgen", *command.split(), *map(str, arguments))


def run(command: Sequence[str], cache: Path | None = None, watch_memory: bool = False) -> Cost:
    """Run a command to its end, without what it prints; kitgen keeps what it computed in `cache`.

    Processes that outlive the one that started them are waited for too: most of the time that
    Chromium takes is that of such orphans.
    """
    _adopt_orphans()
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        started = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=errors, env=_environment(cache)
        )
        with Watch(started.pid if watch_memory else None) as watch:
            _, status, used = os.wait4(started.pid, 0)
        wall = time.perf_counter() - start
        started.returncode = os.waitstatus_to_exitcode(status)
        if started.returncode:
            errors.seek(0)
            message = errors.read().decode(errors="replace")
            raise SystemExit(f"failed: {' '.join(command)}\n{message}")
    first = used.ru_utime + used.ru_stime
    return Cost(wall, first + _orphans(), first, watch.megabytes)


def run_first(command: Sequence[str], watch_memory: bool = False) -> Cost:
    """Run a command of kitgen as on its first day: nothing was computed before."""
    with tempfile.TemporaryDirectory() as empty:
        return run(command, Path(empty), watch_memory)


def alternating(runs: int, measured: Mapping[str, Measured]) -> dict[str, list[Cost]]:
    """Run each once, then each once more, and so on, so that a busy machine is busy for all."""
    costs: dict[str, list[Cost]] = {name: [] for name in measured}
    for _ in range(runs):
        for name, once in measured.items():
            costs[name].append(once())
    return costs


def median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure by itself."""
    wall, processor, first, memory = (
        statistics.median(getattr(cost, name) for cost in costs)
        for name in ("wall", "processor", "first", "memory")
    )
    return Cost(wall, processor, first, memory)


def _environment(cache: Path | None) -> dict[str, str]:
    own = {"XDG_CACHE_HOME": str(cache)} if cache else {}
    inherited = {name: value for name, value in os.environ.items() if name != _NOT_KEPT}
    return {**inherited, "PYTHONHASHSEED": "0", **own}


def _adopt_orphans() -> None:
    """Become the parent of processes whose parent ends, where the system can do that."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _orphans() -> float:
    """Wait for all that is left, and return the processor time it took."""
    seconds = 0.0
    with suppress(ChildProcessError):
        while True:
            _, _, used = os.wait4(-1, 0)
            seconds += used.ru_utime + used.ru_stime
    return seconds
