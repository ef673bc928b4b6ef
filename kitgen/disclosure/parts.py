"""What the readers of formats find in a file: texts, and files in it."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a file, and where in the file it is."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Embedded:
    """A file in a file, whose name is empty where it has none."""

    place: str
    name: str
    content: bytes


Part = Text | Embedded


def plain_texts(place: str, content: bytes) -> Iterator[Text]:
    """Yield bytes as the texts that they may be."""
    yield Text(place, content.decode("utf-8", errors="ignore"))
    if b"\0" in content:
        for encoding in ("utf-16-le", "utf-16-be"):
            yield Text(place, content.decode(encoding, errors="ignore"))
