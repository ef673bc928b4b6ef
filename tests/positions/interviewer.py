"""What an interviewer pack should not have: a question apart from its notes, a split scorecard."""

from collections.abc import Iterator, Sequence

from tests.positions.faults import quoted, sparse
from tests.positions.guides import Guide, part_of
from tests.positions.page import Page

# Sections that end where they end; the page after them begins something else.
MAY_END_SHORT = ("close", "reference solution")


def guide_faults(guides: Sequence[Guide], layout: str) -> Iterator[str]:
    """Yield questions that cannot be seen together with their notes, and prompts without more."""
    for guide in guides:
        if guide.scale is None:
            yield f"question {guide.number} has no scale"
        elif not _in_sight(guide, layout):
            yield f"question {guide.number} is on page {guide.start}, its scale on {guide.scale}"
        for page in guide.pages:
            if page.last is not None and part_of(guide, page.last) == "prompt":
                yield f"page {page.number}: the prompt {quoted(page.last)} is last on the page"


def _in_sight(guide: Guide, layout: str) -> bool:
    """Whether the page of the question and that of its scale lie open together.

    A long question may take a spread, and its notes the next. Compact packs do not begin questions
    on left pages.
    """
    after = guide.scale - guide.start
    if layout == "compact":
        return after in {0, 1}
    return after in {1, 2} and guide.start % 2 == 0


def pack_faults(pages: Sequence[Page]) -> Iterator[str]:
    """Yield a scorecard in two parts, nearly empty pages, and pages without heading or label."""
    sections = _sections(pages)
    begun = zip(pages[1:], sections, sections[1:], strict=False)
    yield from anonymous([page for page, before, section in begun if section != before])
    if sections.count("scorecard") != 1:
        yield f"the scorecard is not on one page, sections are {sections}"
    for page, section in zip(pages, sections, strict=True):
        if not section.startswith(MAY_END_SHORT):
            yield from sparse([page], with_room=True)


def anonymous(pages: Sequence[Page]) -> Iterator[str]:
    """Yield pages that do not begin with what they are about: a heading, or a label."""
    for page in pages:
        if not page.body:
            yield f"page {page.number} has no text"
            continue
        top = min(line.box.top for line in page.body)
        first = [line for line in page.body if line.box.top < top + 3]
        if not any(line.is_heading or line.is_label for line in first):
            yield f"page {page.number}: begins with {quoted(first[0])}"


def _sections(pages: Sequence[Page]) -> list[str]:
    """Return for each page the main heading that its last lines are below."""
    found, section = [], ""
    for page in pages:
        blocks: dict[object, str] = {}
        for line in page.body:
            heading = line.inside("H1") or line.inside("H2")
            if heading is not None:
                blocks[heading] = f"{blocks.get(heading, '')} {line.text}".strip()
        section = next(reversed(blocks.values()), section).casefold()
        found.append(section.lstrip("0123456789. "))
    return found
