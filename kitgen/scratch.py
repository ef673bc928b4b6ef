"""The temporary files of one run and of its libraries, in a folder that goes when it ends."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kitgen.errors import OutputFault
from kitgen.locks import Taken, alone_in
from kitgen.signals import undisturbed

_PREFIX = "kitgen-run-"
_NEW = 60.0  # seconds in which a run has surely locked the folder that it made


@contextmanager
def scratch() -> Iterator[None]:
    """Keep temporary files in a folder of this run, and remove those that killed runs left.

    Without room for temporary files there is no such folder: not every format needs them.
    """
    before = tempfile.tempdir
    try:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    except OSError:
        yield
        return
    try:
        with alone_in(folder) as is_alone:
            if is_alone:
                _clear(folder.parent)
            tempfile.tempdir = str(folder)
            yield
    finally:
        tempfile.tempdir = before
        with undisturbed():
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def temporary_files() -> Iterator[None]:
    """Raise OutputFault where there is no room for what is only needed for a while."""
    try:
        yield
    except OSError as error:
        raise OutputFault(
            f"cannot write temporary files: {error.strerror}",
            "set TMPDIR to a folder that has room and may be written",
        ) from None


def _clear(place: Path) -> None:
    """Remove the folders of this user's runs that ended without doing so themselves."""
    for folder in place.glob(f"{_PREFIX}*"):
        with suppress(OSError, Taken):
            status = folder.lstat()
            is_old = status.st_mtime < time.time() - _NEW
            if is_old and status.st_uid == os.getuid() and not folder.is_symlink():
                with alone_in(folder) as is_left:
                    if is_left:
                        shutil.rmtree(folder, ignore_errors=True)
