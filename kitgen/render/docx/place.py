"""Where the walk writes: into the document or a cell, how wide, in which style, in which list."""

from dataclasses import dataclass, replace
from typing import Any

from kitgen.render.docx.numbering import indent_of


@dataclass(frozen=True, slots=True)
class Place:
    """A place for blocks; `level` is that of the list around them, from 0, or -1 for none."""

    into: Any
    width: float
    style: str
    level: int = -1

    def styled(self, style: str) -> "Place":
        """Return the same place, with another style for its paragraphs."""
        return replace(self, style=style)

    def inside(self, cell: Any, width: float, style: str) -> "Place":
        """Return the place in a cell, where no list is around."""
        return Place(cell, width, style)

    def in_item(self) -> "Place":
        """Return the place in an item of a list here; it is narrower by the indent."""
        level = self.level + 1
        narrower = indent_of(level) - self.indent
        return replace(self, level=level, width=self.width - narrower)

    @property
    def indent(self) -> float:
        """The mm from the left edge at which text begins."""
        return indent_of(self.level) if self.level >= 0 else 0
