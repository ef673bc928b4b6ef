"""A page as its reader sees it: lines of text with size, place and tags, and room to write."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

INLINE = {"Span", "NonStruct", "Link", "Formula", "Em", "Strong", "Code"}
HEADINGS = {"H1", "H2", "H3", "H4"}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in mm, measured from the top left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, boxes: "Iterable[Box]") -> "Box":
        sides = zip(*((b.left, b.top, b.right, b.bottom) for b in boxes), strict=True)
        left, top, right, bottom = sides
        return cls(min(left), min(top), max(right), max(bottom))

    def overlap(self, other: "Box") -> float:
        """The lesser of the two lengths that both have in common, negative where they are apart."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return min(across, down)

    def inside(self, other: "Box", slack: float) -> bool:
        return (
            self.left >= other.left - slack
            and self.right <= other.right + slack
            and self.top >= other.top - slack
            and self.bottom <= other.bottom + slack
        )


@dataclass(frozen=True, slots=True)
class Tag:
    """An element of the structure tree; of two with the same number one is the other."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that was set in one go: same font, same size (pt), same baseline (mm from the top)."""

    text: str
    box: Box
    baseline: float
    size: float
    font: str
    tags: tuple[Tag, ...]

    @property
    def block(self) -> Tag | None:
        """The paragraph, list item, cell or heading that it belongs to; None in running heads."""
        return next((tag for tag in reversed(self.tags) if tag.kind not in INLINE), None)


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces beside each other in one block."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces).strip()

    @property
    def box(self) -> Box:
        return Box.around(piece.box for piece in self.pieces)

    @property
    def size(self) -> float:
        return max(piece.size for piece in self.pieces)

    @property
    def tags(self) -> tuple[Tag, ...]:
        return self.pieces[0].tags

    @property
    def block(self) -> Tag | None:
        return self.pieces[0].block

    @property
    def is_heading(self) -> bool:
        return any(tag.kind in HEADINGS for tag in self.tags)

    @property
    def is_label(self) -> bool:
        """Whether it looks like a label: bold capitals."""
        letters = [c for c in self.text if c.isalpha()]
        bold = all("Bold" in p.font for p in self.pieces if p.text.strip())
        return len(letters) > 2 and bold and all(c == c.upper() for c in letters)

    def inside(self, kind: str) -> Tag | None:
        """The outermost tag of this kind that the line is in."""
        return next((tag for tag in self.tags if tag.kind == kind), None)

    @property
    def normal_sizes(self) -> Iterator[float]:
        """Sizes in pt, those of raised or lowered signs aside."""
        for piece in self.pieces:
            if not self._is_script(piece):
                yield round(piece.size, 1)

    def _is_script(self, piece: Piece) -> bool:
        moved = abs(piece.baseline - self._baseline) > 0.1
        return moved and piece.size < 0.8 * self.size

    @property
    def _baseline(self) -> float:
        return next(piece.baseline for piece in self.pieces if piece.size == self.size)


@dataclass(frozen=True, slots=True)
class Seen:
    """Ruled lines with blank paper above them, rows of dots, and solid bars across the page."""

    rules: tuple[Box, ...]
    dots: tuple[Box, ...]
    bars: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Pages are numbered from 1; `area` is what the margins leave, `drawn` is not text."""

    number: int
    width: float
    height: float
    area: Box
    body: tuple[Line, ...]
    running: tuple[Line, ...]
    drawn: tuple[Box, ...]
    seen: Seen

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.body)

    @property
    def tables(self) -> dict[Tag, list[Line]]:
        """The lines of each table."""
        found: dict[Tag, list[Line]] = {}
        for line in self.body:
            table = line.inside("Table")
            if table is not None:
                found.setdefault(table, []).append(line)
        return found

    @property
    def last(self) -> Line | None:
        """The lowest line of text, unless there is room to write below it."""
        if not self.body:
            return None
        line = max(self.body, key=lambda line: line.box.bottom)
        room = [box.bottom for box in (*self.seen.rules, *self.seen.dots)]
        return None if max(room, default=0) > line.box.bottom else line

    def filled(self, *, with_room: bool = False) -> float:
        """How far down the text goes, or text and room to write, in percent of the area."""
        boxes = [line.box for line in self.body]
        if with_room:
            boxes += [*self.seen.rules, *self.seen.dots]
        lowest = max((box.bottom for box in boxes), default=self.area.top)
        return 100 * (lowest - self.area.top) / (self.area.bottom - self.area.top)


def lines_of(pieces: Iterable[Piece]) -> tuple[Line, ...]:
    """Put pieces of one block on one baseline together, raised and lowered ones with them."""
    lines: list[list[Piece]] = []
    for piece in pieces:
        before = lines[-1][-1] if lines else None
        if before and before.block == piece.block and _beside(before, piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return tuple(Line(tuple(line)) for line in lines)


def _beside(before: Piece, piece: Piece) -> bool:
    reach = 0.5 * max(before.size, piece.size) * 25.4 / 72
    gap = piece.box.left - before.box.right
    return abs(before.baseline - piece.baseline) < reach and -1 < gap < 12


def paragraphs(lines: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    """Lines of one block that follow each other."""
    for _, group in groupby(lines, key=lambda line: line.block):
        yield tuple(group)
