"""Prints a document in parts: each is drawn by itself, unless it was before, and they are joined.

The pages' edges, with names and numbers, are drawn for each document.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kitgen.render.pdf.fields import place_fields
from kitgen.render.pdf.fontfacts import NotEmbedded, contents, facts_of, gathered
from kitgen.render.pdf.join import joined
from kitgen.render.pdf.parts import Body, Part
from kitgen.render.pdf.tags import with_tags

_FORCED = {"page", "left", "right", "recto", "verso", "always"}


@dataclass(frozen=True, slots=True)
class _Run:
    """Elements that begin on a page of their own, and the numbers of their pages."""

    start: int
    count: int
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pressed:
    """A document of parts, and those that were drawn for it."""

    pdf: bytes
    fonts: Any
    new: tuple[Part, ...]


def press(
    laid_out: Any, body: Body, known: Mapping[int, Part], options: Mapping[str, Any]
) -> Pressed | None:
    """Draw what is not known of a document and join its parts; None where it has none.

    None too where what is known does not fit.
    """
    runs = _runs(laid_out)
    if not runs or not _fit(runs, known, laid_out):
        return None
    files = contents(body.document, body.theme)
    parts = [known.get(run.start) or _drawn(laid_out, body, run, files) for run in runs]
    fonts = gathered(parts, files)
    if fonts is None:
        return None
    frame = _frame(laid_out, runs, parts)
    frame.fonts = fonts
    sheets = [(run.pages, part.pdf) for run, part in zip(runs, parts, strict=True)]
    pdf = joined(frame.write_pdf(**options), sheets)
    return Pressed(pdf, fonts, tuple(part for part in parts if part.start not in known))


def _runs(laid_out: Any) -> list[_Run]:
    """Return the runs of elements of the body, each from one that must begin a page to the next.

    None are returned where a page does not belong to one alone.
    """
    elements = list(laid_out._html.etree_element.find("body"))
    places = {element: place for place, element in enumerate(elements)}
    pages: dict[int, dict[int, None]] = {}
    start = -1
    for number, page in enumerate(laid_out.pages):
        for box in _flow(page):
            place = places.get(box.element, -1)
            if place > start and (start < 0 or box.style["break_before"] in _FORCED):
                start = place
            pages.setdefault(start, {})[number] = None
    runs = [
        _Run(start, end - start, tuple(pages[start]))
        for start, end in pairwise([*pages, len(elements)])
    ]
    return runs if _are_apart(runs, laid_out) else []


def _flow(page: Any) -> Iterator[Any]:
    """Yield the boxes of a page's elements that are children of the body."""
    (root, *_) = page._page_box.children
    for body in root.children:
        yield from body.children


def _are_apart(runs: Sequence[_Run], laid_out: Any) -> bool:
    """Tell whether each page has one run, or none where it is blank, and each run its pages."""
    numbers = [number for run in runs for number in run.pages]
    in_tree = all(run.start >= 0 for run in runs)
    blank = {n for n, page in enumerate(laid_out.pages) if page._page_box.page_type.blank}
    in_row = all(run.pages[-1] - run.pages[0] == len(run.pages) - 1 for run in runs)
    return in_tree and in_row and sorted([*numbers, *blank]) == list(range(len(laid_out.pages)))


def _fit(runs: Sequence[_Run], known: Mapping[int, Part], laid_out: Any) -> bool:
    """Tell whether each known part has its elements, and pages of its names."""
    by_start = {run.start: run for run in runs}
    for start, part in known.items():
        run = by_start.get(start)
        if run is None or run.count != part.count:
            return False
        names = [laid_out.pages[n]._page_box.page_type.name for n in run.pages]
        if names != [page["name"] for page in part.pages]:
            return False
    return True


def _drawn(laid_out: Any, body: Body, run: _Run, files: dict[str, bytes]) -> Part:
    """Draw a part, and add the files of the fonts that it uses by their digests."""
    from weasyprint.pdf.metadata import DocumentMetadata

    pages = [laid_out.pages[number] for number in run.pages]
    document = laid_out.copy([_inside(page) for page in pages])
    place_fields(document.pages)
    document.metadata = DocumentMetadata(lang=body.document.language)
    document.fonts = NotEmbedded()
    pdf = document.write_pdf(pdf_tags=True)
    used = [(facts_of(font), font.file_content) for _, font in document.fonts.items()]
    files |= {font["file"]: content for font, content in used}
    facts = {"pages": list(_pages(pages)), "fonts": [font for font, _ in used]}
    facts = json.loads(json.dumps(facts))  # as it would be if it had been kept
    return Part(run.start, run.count, facts, with_tags(pdf, body.theme.words, f"part-{run.start}"))


def _pages(pages: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Yield what is to be known of each page of a part."""
    seen: dict[Any, int] = {}
    for page in pages:
        before = len(seen)
        for box in _descendants(page._page_box.children[0]):
            if box.element is not None and box.element_tag == "h2":
                seen.setdefault(box.element, len(seen))
        yield {
            "name": page._page_box.page_type.name,
            "bookmarks": page.bookmarks,
            "anchors": page.anchors,
            "titles": list(range(before, len(seen))),
        }


def _descendants(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _descendants(child)


def _inside(page: Any) -> Any:
    """Return a page without its edges and its ground."""
    made = _with(page, edges=False)
    made._page_box.background = made._page_box.canvas_background = None
    made.bookmarks, made.anchors = [], {}
    return made


def _with(page: Any, *, edges: bool) -> Any:
    from weasyprint.formatting_structure.boxes import MarginBox

    made, box = copy(page), page._page_box
    children = [child for child in box.children if isinstance(child, MarginBox) == edges]
    made._page_box = box.copy_with_children(children)
    return made


def _frame(laid_out: Any, runs: Sequence[_Run], parts: Sequence[Part]) -> Any:
    """Return the pages with their edges alone, and what points to places in them."""
    pages = [_with(page, edges=True) for page in laid_out.pages]
    for page in pages:
        page.bookmarks, page.anchors, page.links = [], {}, []
    for run, part in zip(runs, parts, strict=True):
        for number, known in zip(run.pages, part.pages, strict=True):
            pages[number].bookmarks, pages[number].anchors = known["bookmarks"], known["anchors"]
    return laid_out.copy(pages)
