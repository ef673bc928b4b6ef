"""Which elements of the structure tree marked content belongs to."""

from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

import pikepdf

from kitgen.render.pdf.tree import children
from tests.positions.page import Tag

Marks = Mapping[tuple[int, int], tuple[Tag, ...]]


def read_tags(path: Path) -> Marks:
    """Return, by index of page and number of the content on it, the tags from the outermost on."""
    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        root = pdf.Root.get("/StructTreeRoot")
        if root is None:
            return {}
        return dict(_walk(root, (), pages, None, count()))


def _walk(element, path, pages, page, numbers) -> Iterator[tuple[tuple[int, int], tuple[Tag, ...]]]:
    if "/Pg" in element:
        page = pages[element.Pg.objgen]
    if "/S" in element:
        path = (*path, Tag(str(element.S)[1:], next(numbers)))
    for kid in children(element):
        if isinstance(kid, int):
            yield (page, kid), path
        elif "/MCID" in kid:
            yield (pages[kid.Pg.objgen] if "/Pg" in kid else page, int(kid.MCID)), path
        elif "/S" in kid:
            yield from _walk(kid, path, pages, page, numbers)
