"""Joins the parts of a PDF: their pages and tags, with one set of fonts for all."""

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from kitgen.render.pdf.artifacts import with_artifacts
from kitgen.render.pdf.fields import list_widgets
from kitgen.render.pdf.tags import saved
from kitgen.render.pdf.tree import children

# As pydyf writes the use of a resource other than a font.
_USE = re.compile(rb"^/(\S+) (gs|Do|scn|SCN|sh)$", re.MULTILINE)
_MARK = "e"  # begins the names of resources of edges, which would else be those of parts
_KINDS = ("/ExtGState", "/XObject", "/Pattern", "/Shading")


def joined(frame: bytes, parts: Sequence[tuple[Sequence[int], bytes]]) -> bytes:
    """Return a document: a PDF of the edges of its pages, with the parts laid into them.

    Parts are PDFs, each with the numbers that its pages have in the document.
    """
    import pikepdf

    with pikepdf.open(BytesIO(frame)) as document:
        edges = [page.obj for page in document.pages]
        tree = _Tree(document)
        pages: dict[int, Any] = {}
        for numbers, pdf in parts:
            with pikepdf.open(BytesIO(pdf)) as source:
                made = _pages(document, source)
                tree.add(document.copy_foreign(source.Root.StructTreeRoot), made)
            _share(made[0].Resources, edges[0].Resources)
            pages.update(zip(numbers, made, strict=True))
        _lay_into(document, edges, pages)
        tree.finish()
        list_widgets(document)
        return saved(document)


def _pages(document: Any, source: Any) -> list[Any]:
    """Append the pages of a PDF, and return them."""
    count = len(source.pages)
    for page in source.pages:
        document.pages.append(page)
    return [page.obj for page in list(document.pages)[-count:]]


def _share(resources: Any, edges: Any) -> None:
    """Give the pages of a part the fonts of the document, and what the edges use."""
    import pikepdf

    for name, font in edges.Font.items():
        resources.Font[name] = font
    for kind in _KINDS:
        for name, value in edges.get(kind, {}).items():
            if kind not in resources:
                resources[kind] = pikepdf.Dictionary()
            resources[kind][f"/{_MARK}{name[1:]}"] = value


def _lay_into(document: Any, edges: Sequence[Any], pages: Mapping[int, Any]) -> None:
    """Draw the edges on the pages of parts, which take their places; blank pages have none."""
    for number, edge in enumerate(edges):
        content = with_artifacts(edge.Contents.read_bytes())
        if number in pages:
            content = _USE.sub(rb"/%s\1 \2" % _MARK.encode(), content)
            inside = pages[number].Contents.read_bytes()
            pages[number].Contents = document.make_stream(b"q\n%s\nQ\nq\n%s\nQ" % (content, inside))
        else:
            edge.Contents = document.make_stream(content)
            del edge.StructParents
    _redirect(document, {edge.objgen: pages.get(n, edge) for n, edge in enumerate(edges)})
    order = [pages.get(number, edge) for number, edge in enumerate(edges)]
    for page in order:
        page.Parent = document.Root.Pages
    document.Root.Pages.Kids = order
    document.Root.Pages.Count = len(order)


def _redirect(document: Any, pages: Mapping[Any, Any]) -> None:
    """Let bookmarks and names of places point to pages that took the place of others."""
    names = document.Root.get("/Names", {}).get("/Dests", {}).get("/Names", ())
    places = [names[n] for n in range(1, len(names), 2)]
    for place in (*places, *_bookmarked(document.Root.get("/Outlines"))):
        place[0] = pages[place[0].objgen]


def _bookmarked(outline: Any) -> list[Any]:
    """Return the places of all bookmarks below one."""
    found = []
    bookmark = outline.get("/First") if outline is not None else None
    while bookmark is not None:
        found += [bookmark.Dest, *_bookmarked(bookmark)]
        bookmark = bookmark.get("/Next")
    return found


class _Tree:
    """The structure tree of a document, which takes in those of parts."""

    def __init__(self, document: Any) -> None:
        (self._top,) = children(document.Root.StructTreeRoot)
        self._root = document.Root.StructTreeRoot
        self._elements: list[Any] = []
        self._owners: list[Any] = []  # numbers and owners in turn, as the tree of parents has them
        self._next = 0

    def add(self, root: Any, pages: Sequence[Any]) -> None:
        """Take in the elements of a part."""
        (top,) = children(root)
        for element in children(top):
            element.P = self._top
            self._elements.append(element)
        owners = root.ParentTree.Nums
        by_number = {int(owners[n]): owners[n + 1] for n in range(0, len(owners), 2)}
        for page in pages:
            page.StructParents = self._number(by_number[int(page.StructParents)])
            for annotation in page.get("/Annots", ()):
                annotation.StructParent = self._number(by_number[int(annotation.StructParent)])

    def finish(self) -> None:
        """Set what was taken in."""
        import pikepdf

        self._top.K = pikepdf.Array(self._elements)
        self._root.ParentTree = pikepdf.Dictionary(Nums=pikepdf.Array(self._owners))

    def _number(self, owner: Any) -> int:
        self._owners += [self._next, owner]
        self._next += 1
        return self._next - 1
