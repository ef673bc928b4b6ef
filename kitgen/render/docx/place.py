"""Where the walk writes: into the document or a cell, how wide, in which style, in which list."""

from dataclasses import dataclass, replace
from typing import Any

from lxml.html import HtmlElement

from kitgen.render.direction import Direction
from kitgen.render.docx.numbering import WordList


@dataclass(frozen=True, slots=True)
class Place:
    """A place for blocks: `width` is in mm, `list_` the list in whose item it is.

    `direction` is that in which its text runs, `language` its own one, if it has any.
    """

    into: Any
    width: float
    style: str
    list_: WordList | None = None
    direction: Direction = "ltr"
    language: str | None = None

    def styled(self, style: str) -> "Place":
        """Return the same place, with another style for its paragraphs."""
        return replace(self, style=style)

    def within(self, node: HtmlElement) -> "Place":
        """Return the same place for what is in an element, with its direction and language."""
        direction, language = node.get("dir"), node.get("lang")
        place = replace(self, language=language) if language else self
        if direction is None:
            return place
        return replace(place, direction="rtl" if direction == "rtl" else "ltr")

    def inside(self, cell: Any, width: float, style: str) -> "Place":
        """Return the place in a cell, where no list is around."""
        return replace(self, into=cell, width=width, style=style, list_=None)

    def in_item(self, list_: WordList, style: str) -> "Place":
        """Return the place in an item of a list here; it is narrower by the indent."""
        width = self.width + self.indent - list_.indent
        return replace(self, width=width, style=style, list_=list_)

    @property
    def level(self) -> int:
        """The level of a list here, from 0."""
        return self.list_.level + 1 if self.list_ else 0

    @property
    def indent(self) -> float:
        """The mm from the left edge at which text begins."""
        return self.list_.indent if self.list_ else 0
