"""The files in a ZIP file, which a Word file is."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from kitgen.disclosure.parts import Embedded, Part, Text
from kitgen.errors import BadRequest

_UNREADABLE = (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError)


def zip_parts(name: str, content: bytes) -> Iterator[Part]:
    """Yield the comment of a ZIP file and the files in it; raises BadRequest for a broken one."""
    try:
        with ZipFile(BytesIO(content)) as file:
            yield Text("its comment", file.comment.decode("utf-8", "ignore"))
            for entry in file.infolist():
                yield Embedded(entry.filename, entry.filename, file.read(entry))
    except _UNREADABLE as error:
        raise BadRequest(f"{name}: cannot be read as a file of Word: {error}") from None
