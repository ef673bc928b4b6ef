"""Several processes that work for one command, so that all cores of a machine are used."""

import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.process import BaseProcess
from pathlib import Path

from kitgen.cache import cache_folder, cache_in, expect_entries_of_others
from kitgen.signals import undisturbed


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Process(SpawnProcess):
    """A process that Ctrl-C does not end, although it reaches all processes of a terminal."""

    def start(self) -> None:
        """Start it with that signal blocked, since Python's own start would end in a traceback.

        So it would if this process ended before it has told the new one what to do.
        """
        with undisturbed(), _interrupts_blocked():
            super().start()


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Block Ctrl-C for this thread, and for the processes that it starts: they inherit that."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Context(SpawnContext):
    """Processes that begin anew: copies of this one would have its locks without its threads."""

    Process = _Process


@contextmanager
def workers(jobs: int) -> Iterator[Executor | None]:
    """Give an executor of so many processes, each started when there is work; None for one job.

    They end with the context. After an exception they are stopped in the midst of their work.
    """
    if jobs == 1:
        yield None
        return
    expect_entries_of_others()
    before = set(multiprocessing.active_children())
    executor = ProcessPoolExecutor(
        jobs,
        mp_context=_Context(),
        initializer=_begin,
        initargs=(cache_folder(), tempfile.tempdir),
    )
    try:
        yield executor
    except BaseException:
        _stop(executor, set(multiprocessing.active_children()) - before)
        raise
    executor.shutdown()


def _stop(executor: ProcessPoolExecutor, processes: Iterable[BaseProcess]) -> None:
    """Stop processes in the midst of their work, and wait until the executor has noticed."""
    # Nobody will read what a thread of the executor may be writing: it would be waited for, for
    # ever. Later versions of Python do not wait by themselves (python/cpython issue 94777).
    executor._call_queue.cancel_join_thread()  # type: ignore[attr-defined]
    for process in processes:
        process.terminate()
    executor.shutdown(cancel_futures=True)


def _begin(cache: Path | None, scratch: str | None) -> None:
    """Prepare a process: it is stopped by the one that started it, and ends with that one.

    That one also removes its temporary files, which it has no time for when it is stopped.
    """
    tempfile.tempdir = scratch
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it could not be blocked
    threading.Thread(target=_end_with_parent, daemon=True).start()
    cache_in(cache)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)  # nobody waits for what it does
