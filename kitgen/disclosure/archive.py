"""The files in a ZIP file, which a Word file is."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from kitgen.disclosure.parts import Embedded, Part, Text
from kitgen.packed import excess


def zip_parts(content: bytes) -> Iterator[Part]:
    """Yield the comment of a ZIP file and the files in it; raises ValueError for too much in it."""
    with ZipFile(BytesIO(content)) as file:
        found = excess(file)
        if found:
            raise ValueError(found)
        yield Text("its comment", file.comment.decode("utf-8", "ignore"))
        for entry in file.infolist():
            yield Embedded(entry.filename, entry.filename, file.read(entry))
