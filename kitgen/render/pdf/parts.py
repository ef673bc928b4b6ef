"""The parts of a document: runs of elements of its body that begin on pages of their own.

What a part looks like depends on its elements, on the tags, classes and other attributes of those
beside it, and on the look. So it is kept by these, and is laid out again only where they changed.
"""

import json
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import html
from lxml.html import HtmlElement

from kitgen.cache import digest, find, keep
from kitgen.render.document import Document
from kitgen.render.pdf.kept import look_name
from kitgen.resources import shipped
from kitgen.theme import Theme

_KIND = "pdf-part"  # of entries of the cache
_MOST = 4  # elements of a part that is looked for: a question and what is on its pages


@dataclass(frozen=True, slots=True)
class Part:
    """So many elements from a place on, as a PDF without fonts; `facts` say what it lacks.

    These are for each page its name, bookmarks, anchors and headings, and the fonts.
    """

    start: int
    count: int
    facts: dict[str, Any]
    pdf: bytes

    @property
    def pages(self) -> list[Any]:
        """What is known of each page."""
        found: list[Any] = self.facts["pages"]
        return found

    @property
    def font_files(self) -> frozenset[str]:
        """The digests of its fonts' files."""
        return frozenset(font["file"] for font in self.facts["fonts"])


@dataclass(frozen=True)
class Body:
    """The elements of a document's body, and the names of its parts.

    `borrows` tells that it needs fonts of the machine.
    """

    document: Document
    theme: Theme
    borrows: bool = False

    @property
    def is_divisible(self) -> bool:
        """Whether its parts may be laid out by themselves: with links between them they may not.

        Another stylesheet might let the look of a part depend on the content of the others.
        """
        is_built_in = self.theme.file("style.css").parent == shipped("templates")
        return is_built_in and not self.document.tree.xpath("//a[starts-with(@href, '#')]")

    def name(self, start: int, count: int) -> str:
        """Return the name of a part: of all that it depends on."""
        texts = self._texts[start : start + count]
        return digest(self._context, json.dumps([start, count]), *texts)

    def known(self) -> dict[int, Part]:
        """Return the parts that were kept, by their places."""
        found = {}
        place = 0
        while place < len(self._texts):
            part = next(self._kept(place), None)
            if part:
                found[place] = part
            place += part.count if part else 1
        return found

    def keep(self, part: Part, font_files: Container[str]) -> None:
        """Keep a part for later documents, unless the machine has a say in what it looks like."""
        if self.borrows or not all(file in font_files for file in part.font_files):
            return
        head = json.dumps(part.facts).encode()
        keep(_KIND, self.name(part.start, part.count), head + b"\n" + part.pdf)

    def _kept(self, start: int) -> Iterator[Part]:
        for count in range(1, min(_MOST, len(self._texts) - start) + 1):
            entry = find(_KIND, self.name(start, count))
            if entry is not None:
                head, _, pdf = entry.partition(b"\n")
                yield Part(start, count, json.loads(head), pdf)

    @cached_property
    def _texts(self) -> Sequence[str]:
        return [html.tostring(e, encoding="unicode", with_tail=False) for e in self.document.body]

    @cached_property
    def _context(self) -> str:
        """Return what all parts depend on: the look, and what selectors of CSS ask for."""
        body, root = self.document.body, self.document.tree
        beside = [_start(element) for element in (root, body, *body)]
        return look_name(self.document, self.theme) + json.dumps(beside)


def _start(element: HtmlElement) -> list[Any]:
    return [element.tag, sorted(element.attrib.items())]
