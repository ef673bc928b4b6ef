"""What no page of any edition should have; each function yields the places where one does."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from kitgen.words import built_in_words
from tests.positions.page import Box, Line, Page

LEAST_TYPE = 8.0  # pt
MOST_SIZES = 7
LEAST_FILLED = 25  # percent
LONGEST_LINE = 90  # characters
SLACK = 0.4  # mm that a rounding or the overhang of a letter makes


def outside_margins(pages: Sequence[Page]) -> Iterator[str]:
    """Text of the page outside its margins, text at its head and foot beside them.

    The title of a question that goes on is below the head, where the page begins lower for it.
    """
    for page in pages:
        for line in page.body:
            if not line.box.inside(page.area, SLACK):
                yield f"page {page.number}: {quoted(line)} is outside the margins"
        left, right = page.area.left, page.area.right
        edges = Box(left, 0, right, page.area.top), Box(left, page.area.bottom, right, page.height)
        for line in page.running:
            goes_on = line.text.endswith(", continued")
            if not goes_on and not any(line.box.inside(edge, SLACK) for edge in edges):
                yield f"page {page.number}: {quoted(line)} sticks out of the head or foot"
        for box in page.drawn:
            if box.left < left - 2 * SLACK or box.right > right + 2 * SLACK:
                yield f"page {page.number}: something drawn sticks out, {box}"


def overlapping(pages: Sequence[Page]) -> Iterator[str]:
    """Lines of text that are printed over each other."""
    for page in pages:
        for one, other in combinations((*page.body, *page.running), 2):
            if one.box.overlap(other.box) > SLACK and _touch(one, other):
                yield f"page {page.number}: {quoted(one)} is over {quoted(other)}"


def _touch(one: Line, other: Line) -> bool:
    return any(a.box.overlap(b.box) > SLACK for a in one.pieces for b in other.pieces)


def stranded(pages: Sequence[Page]) -> Iterator[str]:
    """Headings and labels that are the last thing on their page."""
    for page in pages:
        last = page.last
        if last is not None and (last.is_heading or last.is_label):
            yield f"page {page.number}: {quoted(last)} is last on the page"


def headings(pages: Sequence[Page]) -> str:
    """The words of all headings, and of the heads of tables."""
    lines = (line for page in pages for line in page.body)
    return " ".join(line.text for line in lines if line.is_heading or line.inside("TH"))


def split_tables(pages: Sequence[Page]) -> Iterator[str]:
    """Tables that go on, with their head again or without any, at the top of the next page."""
    for page, following in pairwise(pages):
        if not page.body or not following.body:
            continue
        end = max(page.body, key=lambda line: line.box.bottom).inside("Table")
        start = min(following.body, key=lambda line: line.box.top).inside("Table")
        if end is None or start is None:
            continue
        before, after = page.tables[end], following.tables[start]
        if _head(after) in ("", _head(before)):
            yield f"page {page.number}: the table {quoted(before[0])} goes on overleaf"


def _head(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines if line.inside("THead"))


def sparse(pages: Sequence[Page], *, with_room: bool = False) -> Iterator[str]:
    """Pages that are nearly empty."""
    for page in pages:
        filled = page.filled(with_room=with_room)
        if filled < LEAST_FILLED:
            yield f"page {page.number}: {filled:.0f} % filled"


def unused(pages: Sequence[Page]) -> Iterator[str]:
    """Pages that are nearly empty, room to write counted."""
    return sparse(pages, with_room=True)


def further_pages(pages: Sequence[Page]) -> Iterator[str]:
    """All pages after the first of what should be one page."""
    for page in pages[1:]:
        yield f"page {page.number}: there should be one page"


def many_sizes(pages: Sequence[Page]) -> Iterator[str]:
    """More sizes of type than a pack should have."""
    found = sizes(pages)
    if len(found) > MOST_SIZES:
        yield f"{len(found)} sizes of type: {', '.join(map(str, found))}"


def sizes(pages: Sequence[Page]) -> dict[float, int]:
    """Characters of each size of type, from the smallest on."""
    found: dict[float, int] = {}
    for page in pages:
        for line in (*page.body, *page.running):
            for size in line.normal_sizes:
                found[size] = found.get(size, 0) + len(line.text)
    return dict(sorted(found.items()))


def small_type(pages: Sequence[Page]) -> Iterator[str]:
    """Text in smaller type than may be."""
    for page in pages:
        for line in (*page.body, *page.running):
            if min(line.normal_sizes, default=LEAST_TYPE) < LEAST_TYPE - 0.05:
                yield f"page {page.number}: {quoted(line)} is {min(line.normal_sizes)} pt"


def nameless(pages: Sequence[Page]) -> Iterator[str]:
    """Pages that belong to nobody when they are torn off: each has candidate and date."""
    slots = built_in_words().slots
    for page in pages:
        text = " ".join(line.text for line in (*page.running, *page.body))
        missing = [name for name in (slots.candidate, slots.date) if name not in text]
        if missing:
            yield f"page {page.number}: no {' and no '.join(missing)} on the page"


def unbarred(pages: Sequence[Page]) -> Iterator[str]:
    """Pages without the solid bar that tells them from the candidate's."""
    for page in pages:
        if not page.seen.bars:
            yield f"page {page.number}: no black bar"


def barred(pages: Sequence[Page]) -> Iterator[str]:
    """Pages that look as if they were not for the candidate."""
    for page in pages:
        if page.seen.bars:
            yield f"page {page.number}: a black bar"


def quoted(line: Line) -> str:
    """The beginning of a line, to find it."""
    return f"'{line.text[:40]}'"
