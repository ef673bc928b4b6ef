"""All texts of a file: shown or hidden, in pages, properties and files within it."""

from collections.abc import Iterator

from kitgen.disclosure.archive import zip_parts
from kitgen.disclosure.pages import pdf_parts
from kitgen.disclosure.parts import Embedded, Part, Text, plain_texts
from kitgen.disclosure.tree import xml_parts
from kitgen.errors import BadRequest

_DEPTH = 4  # files in files


def contents(name: str, content: bytes) -> Iterator[Text]:
    """Yield the name of a file and all texts in it, those of files in it included.

    Raises BadRequest for a PDF or Word file that cannot be read, or files nested too deep.
    """
    yield from _texts(Embedded("", name, content), 0)


def _texts(file: Embedded, depth: int) -> Iterator[Text]:
    if depth > _DEPTH:
        raise BadRequest(f"{file.place} {file.name}: files in files, more than {_DEPTH} deep")
    yield Text(_below(file.place, "its name"), file.name)
    for part in _parts(file.name, file.content):
        place = _below(file.place, part.place)
        if isinstance(part, Embedded):
            yield from _texts(Embedded(place, part.name, part.content), depth + 1)
        else:
            yield Text(place, part.text)


def _parts(name: str, content: bytes) -> Iterator[Part]:
    if content.startswith(b"%PDF"):
        yield from pdf_parts(name, content)
    elif content.startswith(b"PK"):
        yield from zip_parts(name, content)
    else:
        yield from xml_parts(content)
        yield from plain_texts("its bytes", content)


def _below(place: str, part: str) -> str:
    return f"{place}: {part}" if place else part
