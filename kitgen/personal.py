"""An edition of one subject for several people: what their files share is laid out once."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from typing import Any

from kitgen.cache import cache_folder, caching
from kitgen.editions.edition import Edition
from kitgen.editions.occasion import Occasion
from kitgen.literals import Format
from kitgen.render.document import Document
from kitgen.render.formats import RENDERERS, Stencil, stencil
from kitgen.render.html import render_html
from kitgen.theme import Theme

# What is printed in the places of names and dates before these are set: no word of any language.
_MARKS = {"candidate": "Zq7candidate", "interviewer": "Zq7interviewer", "date": "Zq7date"}
_WORTH = 3  # files, from which on a stencil saves time


@dataclass(frozen=True)
class _Stencil:
    """A document with marks, and the file that is made of it."""

    document: Document
    file: Stencil | None

    def filled(self, document: Document, values: Mapping[str, str]) -> bytes | None:
        """Return the file of a document; None where it differs in more than the values."""
        marked = self.document.html
        for mark, value in values.items():
            marked = marked.replace(mark, escape(value, quote=False))
        # Formats make one space of several.
        is_plain = all(value == " ".join(value.split()) for value in values.values())
        if self.file is None or marked != document.html or not is_plain:
            return None
        return self.file.filled(values)


@dataclass(frozen=True)
class Personal:
    """An edition of a subject in a format, for each of some occasions."""

    edition: Edition[Any, Any]
    subject: Any
    occasions: Sequence[Occasion]
    format: Format
    theme: Theme

    def contents(self) -> Iterator[bytes]:
        """Render the file of each occasion, in their order; raises what the format raises."""
        often = {marked for marked, count in self._counted.items() if count >= _WORTH}
        stencils = {}
        for occasion in self.occasions:
            marked = _marked(occasion)
            if marked in often and marked not in stencils:
                stencils[marked] = self._stencil(marked)
            document = self._document(occasion)
            filled = None
            if marked in stencils:
                filled = stencils[marked].filled(document, _values(occasion))
            yield filled or self._rendered(document, occasion)

    def _rendered(self, document: Document, occasion: Occasion) -> bytes:
        """Render a document; one with names is not kept for later runs."""
        is_personal = bool(_values(occasion))
        with caching(None if is_personal else cache_folder()):
            return RENDERERS[self.format](document, self.theme)

    @cached_property
    def _counted(self) -> Counter[Occasion]:
        return Counter(_marked(occasion) for occasion in self.occasions)

    def _stencil(self, marked: Occasion) -> _Stencil:
        document = self._document(marked)
        marks = tuple(_values(marked))
        return _Stencil(document, stencil(self.format, document, self.theme, marks))

    def _document(self, occasion: Occasion) -> Document:
        view = self.edition.view(self.subject, occasion)
        return render_html(self.edition.name, view, self.theme)


def _marked(occasion: Occasion) -> Occasion:
    """Return an occasion with marks in place of the values that it has."""
    given = {name: mark for name, mark in _MARKS.items() if getattr(occasion, name)}
    return replace(occasion, **given)


def _values(occasion: Occasion) -> dict[str, str]:
    """Return the values of an occasion by their marks."""
    pairs = ((mark, getattr(occasion, name)) for name, mark in _MARKS.items())
    return {mark: value for mark, value in pairs if value}
