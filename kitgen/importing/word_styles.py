"""What the styles and lists of a Word document make of a paragraph."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_CODE_STYLE = re.compile(r"code|preformatted|macro|verbatim|listing", re.IGNORECASE)
_CODE_FONT = re.compile(r"courier|consolas|mono|menlo|monaco|source code", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by id, and which levels of its lists are numbered."""

    by_id: Mapping[str, Any]
    numbered: frozenset[tuple[str, int]]

    @classmethod
    def of(cls, document: Any) -> "Styles":
        """Read the styles and the numbering of a document."""
        styles = {
            style.get(qn("w:styleId")): style
            for style in document.styles.element.iter(qn("w:style"))
        }
        return cls(styles, frozenset(_numbered_levels(document)))

    def heading_level(self, paragraph: Any) -> int | None:
        """Return the level of a heading from 1, or None for another paragraph."""
        for properties in self._properties(paragraph):
            outline = properties.find(qn("w:outlineLvl"))
            if outline is not None and int(outline.get(qn("w:val"))) < 9:
                return int(outline.get(qn("w:val"))) + 1
        for name in self._names(paragraph):
            found = re.fullmatch(r"heading (\d)", name)
            if found or name == "title":
                return int(found[1]) if found else 1
        return None

    def list_id(self, paragraph: Any) -> str:
        """Return the id of the list that a paragraph is in; empty for none."""
        return self._list_value(paragraph, "w:numId") or ""

    def list_level(self, paragraph: Any) -> int | None:
        """Return how deep in lists a paragraph is, from 0; None for one that is in none."""
        if self.list_id(paragraph) in {"", "0"}:
            return None
        return int(self._list_value(paragraph, "w:ilvl") or 0)

    def is_numbered(self, list_id: str, level: int) -> bool:
        """Tell whether the items of a list have numbers."""
        return (list_id, level) in self.numbered

    def is_code(self, paragraph: Any) -> bool:
        """Tell whether a paragraph is set as code."""
        return any(_CODE_STYLE.search(name) for name in self._names(paragraph))

    def is_bold(self, run: Any) -> bool:
        """Tell whether a run is bold, by itself or by its own style."""
        return self._is_on(run, "w:b")

    def is_italic(self, run: Any) -> bool:
        """Tell whether a run is italic, by itself or by its own style."""
        return self._is_on(run, "w:i")

    def is_code_run(self, run: Any) -> bool:
        """Tell whether a run is set in a font of fixed width."""
        for properties in self._run_properties(run):
            fonts = properties.find(qn("w:rFonts"))
            if fonts is not None and _CODE_FONT.search(fonts.get(qn("w:ascii")) or ""):
                return True
        return False

    def _is_on(self, run: Any, name: str) -> bool:
        for properties in self._run_properties(run):
            switch = properties.find(qn(name))
            if switch is not None:
                return switch.get(qn("w:val")) not in {"0", "false", "off"}
        return False

    def _run_properties(self, run: Any) -> Iterator[Any]:
        own = run.find(qn("w:rPr"))
        if own is None:
            return
        yield own
        named = own.find(qn("w:rStyle"))
        style = self.by_id.get(named.get(qn("w:val"))) if named is not None else None
        if style is not None and style.find(qn("w:rPr")) is not None:
            yield style.find(qn("w:rPr"))

    def _chain(self, paragraph: Any) -> Iterator[Any]:
        """Yield the style of a paragraph and those that it is based on."""
        properties = paragraph.find(qn("w:pPr"))
        named = None if properties is None else properties.find(qn("w:pStyle"))
        seen = set()
        while named is not None and named.get(qn("w:val")) not in seen:
            seen.add(named.get(qn("w:val")))
            style = self.by_id.get(named.get(qn("w:val")))
            if style is None:
                return
            yield style
            named = style.find(qn("w:basedOn"))

    def _names(self, paragraph: Any) -> Iterator[str]:
        for style in self._chain(paragraph):
            name = style.find(qn("w:name"))
            if name is not None:
                yield name.get(qn("w:val")).lower()

    def _properties(self, paragraph: Any) -> Iterator[Any]:
        for owner in (paragraph, *self._chain(paragraph)):
            properties = owner.find(qn("w:pPr"))
            if properties is not None:
                yield properties

    def _list_value(self, paragraph: Any, name: str) -> str | None:
        for properties in self._properties(paragraph):
            value = properties.find(f"{qn('w:numPr')}/{qn(name)}")
            if value is not None:
                return str(value.get(qn("w:val")))
        return None


def _numbered_levels(document: Any) -> Iterator[tuple[str, int]]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering"):
            yield from _numbered_of(relation.target_part.element)


def _numbered_of(numbering: Any) -> Iterator[tuple[str, int]]:
    definitions = {d.get(qn("w:abstractNumId")): d for d in numbering.iter(qn("w:abstractNum"))}
    for use in numbering.iter(qn("w:num")):
        definition = definitions.get(use.find(qn("w:abstractNumId")).get(qn("w:val")))
        levels = [] if definition is None else definition.iter(qn("w:lvl"))
        for level in levels:
            form = level.find(qn("w:numFmt"))
            if form is not None and form.get(qn("w:val")) not in {"bullet", "none"}:
                yield use.get(qn("w:numId")), int(level.get(qn("w:ilvl")))
