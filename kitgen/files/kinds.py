"""Files of several formats, each read by the reader of the format that it begins as."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from kitgen.errors import BadRequest, Locked

T = TypeVar("T")
Reader = Callable[[bytes], Iterable[T]]


def read_as_it_begins(
    name: str, content: bytes, pdf: Reader[T], word: Reader[T], other: Reader[T], what: str
) -> tuple[T, ...]:
    """Return what the reader of a file's format finds; `what` is a file of neither PDF nor Word.

    Readers of broken files raise nearly anything. Raises Locked for a PDF with another password,
    and BadRequest for a file that cannot be read.
    """
    reader, kind = other, what
    if content.startswith(b"%PDF"):
        reader, kind = pdf, "a PDF"
    elif content.startswith(b"PK"):
        reader, kind = word, "a file of Word"
    try:
        return tuple(reader(content))
    except Locked as error:
        raise Locked(f"{name}: {error}") from None
    except Exception as error:
        raise BadRequest(f"{name}: cannot be read as {kind}: {error}") from None
