"""Signals that end a run: what it began is taken back, and what must be whole is finished first."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDS = tuple(
    number
    for name in ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP
    if (number := getattr(signal, name, None)) is not None
)
_SOON = 0.01  # seconds


def end_in_order() -> None:
    """Let what ends this process at once raise SystemExit instead, and Ctrl-C what it always does.

    A signal that the process was started to ignore, as by nohup, stays ignored. One that arrives
    where Python prints an exception and goes on (finalizers, callbacks of weak references,
    generators that nobody needs any more) arrives once more, a moment later.
    """
    for number in _ENDS:
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _end)
    sys.unraisablehook = _end_again


def _end(number: int, _: FrameType | None) -> None:
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(128 + number)  # the exit code that shells give such an end


def _end_again(unraisable: "sys.UnraisableHookArgs") -> None:
    for number in _ENDS:
        if _is_end(unraisable.exc_value, number):
            again = threading.Timer(_SOON, signal.raise_signal, [number])
            again.daemon = True
            again.start()
            return
    sys.__unraisablehook__(unraisable)


def _is_end(error: BaseException | None, number: int) -> bool:
    if number == signal.SIGINT:
        return isinstance(error, KeyboardInterrupt)
    return isinstance(error, SystemExit) and error.code == 128 + number


def end_behind(error: BaseException | None) -> KeyboardInterrupt | SystemExit | None:
    """Return the end that a signal asked for, where that led to an error; None for any other.

    Compiled libraries turn what is raised while they are imported, or in functions that they call,
    into errors of their own.
    """
    while error:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            return error
        error = error.__cause__ or error.__context__
    return None


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let these signals wait for the end of the context, so that none of its steps is left out."""
    if threading.current_thread() is not threading.main_thread():
        yield  # no signal interrupts other threads
        return
    waiting: list[int] = []
    before = [(number, signal.getsignal(number)) for number in _ENDS]
    try:
        for number in _ENDS:
            signal.signal(number, lambda arrived, _: waiting.append(arrived))
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)
        for number in waiting[:1]:
            signal.raise_signal(number)
