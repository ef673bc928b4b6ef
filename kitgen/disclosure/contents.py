"""All texts of a file: shown or hidden, in pages, properties and files within it."""

from collections.abc import Iterator, Sequence
from functools import partial

from kitgen.disclosure.archive import zip_parts
from kitgen.disclosure.pages import pdf_parts
from kitgen.disclosure.parts import Embedded, Part, Text, plain_texts
from kitgen.disclosure.tree import xml_parts
from kitgen.errors import BadRequest
from kitgen.files.kinds import read_as_it_begins

_DEPTH = 4  # files in files


def contents(name: str, content: bytes, password: str = "") -> Iterator[Text]:
    """Yield the name of a file and all texts in it, those of files in it included.

    The password is for a PDF, or for those in a ZIP file. Raises Locked for one that it does not
    open, BadRequest for a PDF or Word file that cannot be read, or files nested too deep.
    """
    yield from _texts(Embedded("", name, content), password, 0)


def _texts(file: Embedded, password: str, depth: int) -> Iterator[Text]:
    if depth > _DEPTH:
        raise BadRequest(f"{file.place} {file.name}: files in files, more than {_DEPTH} deep")
    yield Text(_below(file.place, "its name"), file.name)
    for part in _parts(file.name, file.content, password):
        place = _below(file.place, part.place)
        if isinstance(part, Embedded):
            yield from _texts(Embedded(place, part.name, part.content), password, depth + 1)
        else:
            yield Text(place, part.text)


def _parts(name: str, content: bytes, password: str) -> Sequence[Part]:
    """Read a file; what cannot be read of it may have an answer."""
    pdf = partial(pdf_parts, password=password)
    return read_as_it_begins(name, content, pdf, zip_parts, _plain_parts, "text or HTML")


def _plain_parts(content: bytes) -> Iterator[Part]:
    """Yield what is in HTML, in XML, or in a file of text."""
    yield from xml_parts(content)
    yield from plain_texts("its bytes", content)


def _below(place: str, part: str) -> str:
    return f"{place}: {part}" if place else part
