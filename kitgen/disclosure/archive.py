"""The files in a ZIP file, which a Word file is."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from kitgen.disclosure.parts import Embedded, Part, Text
from kitgen.limits import UNPACKED_BYTES


def zip_parts(content: bytes) -> Iterator[Part]:
    """Yield the comment of a ZIP file and the files in it; raises ValueError for too much in it."""
    with ZipFile(BytesIO(content)) as file:
        entries = file.infolist()
        if sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
            raise ValueError(f"more than {UNPACKED_BYTES // 1_000_000} MB are packed into it")
        yield Text("its comment", file.comment.decode("utf-8", "ignore"))
        for entry in entries:
            yield Embedded(entry.filename, entry.filename, file.read(entry))
