"""Processor time and memory of a test and of the processes that it starts."""

import os
import resource
import threading
from contextlib import suppress
from dataclasses import dataclass

_EVERY = 0.05  # seconds between two looks; the kernel keeps each process's own peak


@dataclass
class Spent:
    """Seconds of processor time, and megabytes of the largest process."""

    seconds: float = 0.0
    megabytes: int = 0


class Measurement:
    """Measures what happens while it is entered; without /proc, the memory is 0."""

    def __init__(self):
        self.spent = Spent()
        self._done = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self):
        with suppress(OSError), open("/proc/self/clear_refs", "w") as file:  # noqa: PTH123
            file.write("5")  # the peak counts from now on
        self._begun = _seconds()
        self._watch.start()
        return self.spent

    def __exit__(self, *_):
        self._done.set()
        self._watch.join()
        self.spent.seconds = _seconds() - self._begun
        self._note("self")

    def _look(self):
        while not self._done.wait(_EVERY):
            for process in _below("self"):
                self._note(process)

    def _note(self, process):
        lines = _read(f"/proc/{process}/status").splitlines()
        peaks = [int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM:")]
        self.spent.megabytes = max(self.spent.megabytes, *peaks, 0)


def _seconds():
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _below(process):
    """The processes that a process has started, and those that these have."""
    folder = f"/proc/{process}/task"
    with suppress(OSError):
        for task in os.listdir(folder):  # noqa: PTH208
            for child in _read(f"{folder}/{task}/children").split():
                yield child
                yield from _below(child)


def _read(name):
    """The text of a file, empty where it is gone; tests may have replaced what Path does."""
    try:
        with open(name) as file:  # noqa: PTH123
            return file.read()
    except OSError:
        return ""
