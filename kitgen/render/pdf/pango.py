"""WeasyPrint, which loads Pango and its relatives from the system when it is imported."""

import ctypes.util
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from io import StringIO
from typing import Any

from kitgen.errors import MissingLibrary
from kitgen.render.pdf.deferred import deferred
from kitgen.render.pdf.surroundings import without_machine_fonts
from kitgen.system import PANGO, install_command

# Of these, WeasyPrint needs the second for a font that varies in more than its weight; see
# `subset.py`. To load both takes a third of the time of its import.
_FONT_CUTTERS = ("fontTools.subset", "fontTools.varLib.instancer")


def load_weasyprint() -> Any:
    """Import WeasyPrint; raises MissingLibrary where one of its system libraries is missing."""
    try:
        # It prints a banner before the error, and warns where the machine has no fonts.
        with (
            redirect_stdout(StringIO()),
            without_machine_fonts(),
            _by_names_of_linux(),
            deferred(*_FONT_CUTTERS),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore")
            import weasyprint
            import weasyprint.text.fonts
    except OSError as error:
        raise MissingLibrary(
            f"PDF needs the Pango library, which this machine lacks ({str(error).split(':')[0]})",
            f"install it with: {install_command(PANGO)}; or choose --format docx",
        ) from None
    return weasyprint


@contextmanager
def _by_names_of_linux() -> Iterator[None]:
    """Let the system's loader alone find libraries on Linux.

    WeasyPrint tries their names on other systems first. For each of these, Python would run
    ldconfig, gcc and ld, 55 processes in all; and what they find, it gives to that loader.
    """
    if sys.platform != "linux":
        yield
        return
    find_library = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = find_library


def pango_version() -> str:
    """Return the version of the Pango in use; raises MissingLibrary as `load_weasyprint` does."""
    load_weasyprint()
    from weasyprint.text.ffi import pango

    return _version(pango.pango_version())


def quick_pango_version() -> str | None:
    """Return that version without WeasyPrint, which takes half a second; None where it is needed.

    Its library is looked for by the names that it has on Linux, macOS and Windows.
    """
    for name in ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"):
        with suppress(OSError):
            return _version(ctypes.CDLL(name).pango_version())
    return None


def _version(number: int) -> str:
    major_minor, micro = divmod(number, 100)
    return "{}.{}.{}".format(*divmod(major_minor, 100), micro)
