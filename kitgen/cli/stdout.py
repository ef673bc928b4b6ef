"""Standard output of the process, kept for answers: paths, lists, schemas."""

import os
import sys
from typing import TextIO

_STDOUT = 1  # the file descriptor, which C and C++ code writes to


def reserve_stdout() -> None:
    """Send what native libraries print to descriptor 1 nowhere; Python keeps the real output.

    Solvers and other compiled code print banners and messages that no option silences, and
    `kitgen plan … | xargs` would take them for paths. Call it once, before any thread starts.
    """
    if sys.stdout is None:
        _occupy_stdout()
        return
    sys.stdout.flush()
    answers = os.dup(_STDOUT)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDOUT)
    os.close(nowhere)
    sys.stdout = open(  # noqa: SIM115 (open until the process ends)
        answers,
        "w",
        buffering=1 if sys.stdout.isatty() else -1,
        encoding=sys.stdout.encoding,
        errors=_errors(sys.stdout),
        closefd=False,
    )


def _errors(stdout: TextIO) -> str | None:
    """Return what to do with characters that the output cannot show; not to fail, at least.

    Names of files may be any bytes. Python keeps those that are no UTF-8 as surrogates, which
    become the same bytes again.
    """
    if stdout.errors != "strict":
        return stdout.errors
    is_unicode = stdout.encoding.lower().startswith("utf")
    return "surrogateescape" if is_unicode else "backslashreplace"


def _occupy_stdout() -> None:
    """Fill descriptor 1, which the caller has closed.

    Else the next file that is opened becomes descriptor 1, and a banner is printed into it.
    """
    try:
        os.fstat(_STDOUT)
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        if nowhere != _STDOUT:
            os.dup2(nowhere, _STDOUT)
            os.close(nowhere)
