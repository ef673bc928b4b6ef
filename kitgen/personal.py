"""An edition of one subject for several people: what their files share is laid out once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from typing import Any

from kitgen.cache import cache_folder, caching
from kitgen.editions.edition import Edition
from kitgen.editions.occasion import Occasion
from kitgen.errors import UnknownName
from kitgen.literals import Format
from kitgen.render.document import Document
from kitgen.render.formats import RENDERERS, Stencil, stencil
from kitgen.render.html import render_html
from kitgen.theme import Theme
from kitgen.translation import is_same, load_translation

# What is printed in the places of names and dates before these are set: no word of any language.
_MARKS = {"candidate": "Zq7candidate", "interviewer": "Zq7interviewer", "date": "Zq7date"}


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
    fillable: bool = False

    def contents(self) -> Iterator[bytes]:
        """Render the file of each occasion, in their order; raises what the format raises.

        A file with names is the same whether it is made alone or among others: it is made with a
        stencil wherever its names fit into that.
        """
        stencils: dict[tuple[str | None, ...], _Stencil] = {}
        for occasion in self.occasions:
            language = occasion.language if self.edition.for_candidates else None
            theme = in_language(self.theme, language)
            document = self._document(occasion, theme)
            values = _values(occasion)
            marks = tuple(values)
            alike = (language, *marks)
            if marks and alike not in stencils:
                stencils[alike] = self._stencil(occasion, theme, marks)
            filled = stencils[alike].filled(document, values) if marks else None
            yield filled or self._rendered(document, theme, is_personal=bool(marks))

    def _rendered(self, document: Document, theme: Theme, *, is_personal: bool) -> bytes:
        """Render a document; one with names is not kept for later runs."""
        with caching(None if is_personal else cache_folder()):
            return RENDERERS[self.format](document, theme)

    def _stencil(self, occasion: Occasion, theme: Theme, marks: Sequence[str]) -> _Stencil:
        """Make the stencil for occasions that have the same values as this one has."""
        document = self._document(_marked(occasion), theme)
        return _Stencil(document, stencil(self.format, document, theme, marks))

    def _document(self, occasion: Occasion, theme: Theme) -> Document:
        view = self.edition.view(self.subject, occasion)
        return render_html(self.edition.name, view, theme, fillable=self.fillable)


def _marked(occasion: Occasion) -> Occasion:
    """Return an occasion with marks in place of the values that it has."""
    given = {name: mark for name, mark in _MARKS.items() if getattr(occasion, name)}
    return replace(
        occasion,
        candidate=given.get("candidate"),
        interviewer=given.get("interviewer"),
        date=given.get("date"),
    )


def _values(occasion: Occasion) -> dict[str, str]:
    """Return the values of an occasion by their marks."""
    pairs = ((mark, getattr(occasion, name)) for name, mark in _MARKS.items())
    return {mark: value for mark, value in pairs if value}


# The packs of a run share the caches that a theme is a key of.
@lru_cache(maxsize=8)
def in_language(theme: Theme, language: str | None) -> Theme:
    """Return a theme in a candidate's language; as it is where nobody has translated its words."""
    if language is None or is_same(language, theme.words.language):
        return theme
    if is_same(language, theme.own_words.language):
        return replace(theme, translation=None)
    try:
        return replace(theme, translation=load_translation(language, theme.folders))
    except UnknownName:
        return theme
