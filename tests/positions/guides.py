"""The questions of an interviewer pack: their pages, room to write, and lengths of lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from kitgen.kit.kit import Kit
from tests.positions.page import Line, Page, paragraphs

LINE_PITCH, DOT_PITCH = 8, 5  # mm


@dataclass(frozen=True, slots=True)
class Guide:
    """A question as printed: the pages from its heading to before the next one, and its scale."""

    number: int
    kind: str
    minutes: int
    pages: tuple[Page, ...]
    scale: int | None

    @property
    def start(self) -> int:
        return self.pages[0].number

    @property
    def lines(self) -> float:
        """Room to write, in ruled lines of the normal distance; rows of dots count by height."""
        return sum(room_on(page) for page in self.pages)


def room_on(page: Page) -> float:
    """Ruled lines of a page outside tables, and rows of dots in as many lines."""
    around = [box_of(lines) for lines in page.tables.values()]
    free = [
        rule
        for rule in page.seen.rules
        if rule.top > page.area.top + 3
        and not any(top - 1 < rule.top < bottom + 3 for top, bottom in around)
    ]
    # Rules side by side, in columns, share the room of one.
    heights = {round(rule.top) for rule in free}
    return len(heights) + len(page.seen.dots) * DOT_PITCH / LINE_PITCH


def box_of(lines: Sequence[Line]) -> tuple[float, float]:
    """Top and bottom of some lines."""
    return min(line.box.top for line in lines), max(line.box.bottom for line in lines)


def guides(pages: Sequence[Page], kit: Kit) -> Iterator[Guide]:
    """Find the questions of a kit in its interviewer pack, in order."""
    starts = [
        _first(pages, f"{number} {question.title}")
        for number, question in enumerate(kit.questions, 1)
    ]
    ends = [*starts[1:], _end(pages, starts[-1])]
    labels = [f"{level.value} {level.label}" for level in kit.scale.levels]
    for number, (question, start, end) in enumerate(
        zip(kit.questions, starts, ends, strict=True), 1
    ):
        own = tuple(pages[start:end])
        scales = [page.number for page in own if _has_scale(page, labels)]
        scale = scales[0] if scales else None
        yield Guide(number, question.kind, question.minutes, own, scale)


def _first(pages: Sequence[Page], title: str) -> int:
    """Return the index of the page with this heading; raises LookupError where there is none."""
    for index, page in enumerate(pages):
        if _letters(title) in _headings(page):
            return index
    raise LookupError(f"no page has the heading {title!r}")


def _end(pages: Sequence[Page], start: int) -> int:
    """Return the index of the next page with a main heading."""
    following = (n for n, page in enumerate(pages) if n > start and _headings(page))
    return next(following, len(pages))


def _headings(page: Page) -> list[str]:
    blocks = paragraphs(line for line in page.body if line.inside("H2"))
    return [_letters("".join(line.text for line in block)) for block in blocks]


def _has_scale(page: Page, labels: Sequence[str]) -> bool:
    """Whether a table of the page begins with the levels; that of a scorecard has them later."""
    wanted = [_letters(label) for label in labels]
    for lines in page.tables.values():
        heads = [_letters(line.text) for line in lines if line.inside("TH")]
        if heads[:1] == wanted[:1] and set(wanted) <= set(heads):
            return True
    return False


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w", text)).casefold()


def full_lines(guide: Guide) -> dict[str, list[int]]:
    """Characters of the lines that fill their width: of prompt, answer and follow-ups."""
    found: dict[str, list[int]] = {"prompt": [], "answer": [], "follow-up": []}
    for part, block in _blocks(guide):
        if part is not None and not block[0].is_heading:
            found[part] += [len(line.text) for line in block[:-1]]
    return found


def part_of(guide: Guide, line: Line) -> str | None:
    """Tell which part of its question a line belongs to, where it is one that is measured."""
    return next((part for part, block in _blocks(guide) if line in block), None)


def _blocks(guide: Guide) -> Iterator[tuple[str | None, tuple[Line, ...]]]:
    """Yield the paragraphs, items and headings of a question, each with its part."""
    part = None
    for page in guide.pages:
        for block in paragraphs(page.body):
            part = _part(block[0], part)
            yield part, block


def _part(line: Line, before: str | None) -> str | None:
    """Tell which part a line begins, or is still in."""
    starts = {"readaloud": "prompt", "expectedanswer": "answer", "followup": "follow-up"}
    if not line.is_heading and not line.is_label:
        return None if line.inside("Table") else before
    return next((part for word, part in starts.items() if word in _letters(line.text)), None)


def medians(guides: Sequence[Guide]) -> dict[str, tuple[float, int]]:
    """The median and the greatest length of full lines, for each part."""
    lengths: dict[str, list[int]] = {}
    for guide in guides:
        for part, found in full_lines(guide).items():
            lengths.setdefault(part, []).extend(found)
    return {part: (median(found), max(found)) for part, found in lengths.items() if found}
