"""One input, tried within limits: what came of it, as a text that is the same each time."""

import signal
import time
import warnings
from contextlib import contextmanager

from kitgen.errors import KitgenError

LIMIT = 10.0  # seconds of processor time, for one input


class TooLong(BaseException):
    """Raised in the middle of what takes too long, where no `except Exception` may keep it."""


@contextmanager
def at_most(seconds):
    """Stop what takes more processor time, with a failure."""

    def stop(*_):
        raise TooLong

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    begun = time.process_time()
    try:
        yield
    except TooLong:
        raise AssertionError(f"took more than {seconds:g} s of processor time") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    spent = time.process_time() - begun
    assert spent <= seconds, f"took {spent:.1f} s of processor time"


def outcome(action, content, folder):
    """What an action makes of an input: a value as text, or an error that the user can fix.

    Any other error is passed on, and fails the test.
    """
    with at_most(LIMIT), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            made = repr(action(content, folder))
        except KitgenError as error:
            made = f"refused, {type(error).__name__}: {error}\n{error.hint}"
    return made.replace(str(folder), "")
