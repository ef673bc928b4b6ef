"""Signals that end a run: what it began is taken back, and what must be whole is finished first."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDS = tuple(
    number
    for name in ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP
    if (number := getattr(signal, name, None)) is not None
)
# Where Python prints an exception and goes on: finalizers, and callbacks of weak references.
_DEAF_NAMES = {"__del__", "cb"}  # cb: of the locks of imports
_DEAF_FILES = ("weakref.py", "_weakrefset.py")
_SOON = 0.01  # seconds


def end_in_order() -> None:
    """Let what ends this process at once raise SystemExit instead, and Ctrl-C what it always does.

    A signal that the process was started to ignore, as by nohup, stays ignored.
    """
    for number in _ENDS:
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> None:
    if _is_deaf(frame):
        again = threading.Timer(_SOON, signal.raise_signal, [number])
        again.daemon = True
        again.start()
    elif number == signal.SIGINT:
        raise KeyboardInterrupt
    else:
        raise SystemExit(128 + number)  # the exit code that shells give such an end


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


def _is_deaf(frame: FrameType | None) -> bool:
    while frame:
        code = frame.f_code
        if code.co_name in _DEAF_NAMES or code.co_filename.endswith(_DEAF_FILES):
            return True
        frame = frame.f_back
    return False


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
