"""Word files and workbooks in which anything may be missing, or be something else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kitgen.errors import InvalidInput, Issue, KitgenError

NO_WORD = "this is no Word document that can be read; save it as .docx, without a password"
NO_WORKBOOK = "this is no Excel workbook that can be read; save it as .xlsx, without a password"


@contextmanager
def refusing(path: Path, message: str) -> Iterator[None]:
    """Raise InvalidInput with a message for whatever the reader of a damaged file raises.

    A part that lacks what every program writes can raise nearly anything, wherever it is used.
    """
    try:
        yield
    except KitgenError:
        raise
    except Exception as error:
        raise InvalidInput([Issue(str(path), 1, 1, message)]) from error
