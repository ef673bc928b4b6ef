"""The texts of a PDF: what its pages show or hide, and every string and stream of it."""

from collections.abc import Iterator
from typing import Any

from kitgen.disclosure.glyphs import Letters
from kitgen.disclosure.parts import Embedded, Part, Text, plain_texts
from kitgen.protection import opened


def pdf_parts(content: bytes, password: str = "") -> Iterator[Part]:
    """Yield the text of each page, of each form on it, and what all other objects contain.

    Raises Locked where it has another password, and what pikepdf raises for a file that cannot be
    read.
    """
    with opened(content, password) as document:
        yield from _drawn(document)
        yield from _objects(document)


def _drawn(document: Any) -> Iterator[Part]:
    """Yield the texts that are drawn: on a page as one, and in each form or appearance."""
    import pikepdf

    letters = Letters()
    for number, page in enumerate(document.pages, 1):
        yield Text(f"page {number}", letters.text(page.obj, page.obj.get("/Resources")))
    for item in document.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form":
            yield Text("a drawing", letters.text(item, item.get("/Resources")))


def _objects(document: Any) -> Iterator[Part]:
    import pikepdf

    yield from _strings(document.trailer, "the properties")
    for item in document.objects:
        yield from _strings(item, "a hidden part")
        if isinstance(item, pikepdf.Stream):
            yield from _stream(item)


def _stream(stream: Any) -> Iterator[Part]:
    import pikepdf

    try:
        data = stream.read_bytes()
    except pikepdf.PdfError:  # a picture, whose filter pikepdf does not know
        data = stream.read_raw_bytes()
    if stream.get("/Type") == "/EmbeddedFile":
        yield Embedded("an attached file", "", data)
    else:
        yield from plain_texts("a hidden part", data)


def _strings(item: Any, place: str) -> Iterator[Part]:
    """Yield the strings and names of an object itself: not of objects that it refers to."""
    import pikepdf

    if isinstance(item, pikepdf.String):
        yield Text(place, str(item))
        yield from plain_texts(place, bytes(item))
    elif isinstance(item, pikepdf.Array):
        for part in item:
            yield from _direct(part, place)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key, part in item.items():
            yield Text(place, str(key))
            yield from _direct(part, _KINDS.get(str(key), place))


_KINDS = {
    "/Alt": "an alternative text",
    "/ActualText": "a replacement text",
    "/Title": "a bookmark or title",
    "/T": "the name of a form field",
    "/TU": "the tooltip of a form field",
    "/V": "the value of a form field",
    "/Contents": "an annotation",
}


def _direct(part: Any, place: str) -> Iterator[Part]:
    if not getattr(part, "is_indirect", False):
        yield from _strings(part, place)
