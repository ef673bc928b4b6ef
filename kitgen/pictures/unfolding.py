"""How many elements of a drawing are drawn, when what it repeats is drawn each time."""

import re
from collections.abc import Iterator

from lxml import etree

from kitgen.errors import KitgenError
from kitgen.limits import SVG_LEVELS, SVG_UNFOLDED

_PART = re.compile(r"url\(\s*['\"]?\s*#([^'\")\s]+)")
_MARKERS = frozenset({"marker", "marker-start", "marker-mid", "marker-end", "style"})


class SvgFault(KitgenError):
    """Why a drawing cannot be printed."""


def require_few(root: etree._Element) -> None:
    """Raise SvgFault for a drawing with a part that contains itself, or with too many to draw."""
    _Unfolding(root).size(root, 0)


class _Unfolding:
    def __init__(self, root: etree._Element) -> None:
        self._named = {node.get("id"): node for node in root.iter(etree.Element) if node.get("id")}
        self._sizes: dict[etree._Element, int] = {}
        self._open: set[etree._Element] = set()
        self._of_styles = 0
        styles = "".join(root.xpath("//*[local-name()='style']//text()"))
        self._of_styles = sum(self._of(name, 1) for name in _PART.findall(styles))

    def size(self, node: etree._Element, levels: int) -> int:
        """Return how many elements are drawn for one."""
        if node in self._open:
            raise SvgFault(f"line {node.sourceline} of the SVG: the element contains itself")
        if levels > SVG_LEVELS:
            raise SvgFault(f"the SVG has elements nested more than {SVG_LEVELS} deep")
        if node not in self._sizes:
            self._open.add(node)
            parts = sum(self.size(child, levels + 1) for child in node.iterchildren(etree.Element))
            used = sum(self._of(name, levels + 1) * times for name, times in _used(node))
            self._open.remove(node)
            self._sizes[node] = 1 + parts + used + self._of_styles
        if self._sizes[node] > SVG_UNFOLDED:
            raise SvgFault(
                f"the SVG has more than {SVG_UNFOLDED:,} elements, those that it repeats included"
            )
        return self._sizes[node]

    def _of(self, name: str, levels: int) -> int:
        return self.size(self._named[name], levels) if name in self._named else 0


def _used(node: etree._Element) -> Iterator[tuple[str, int]]:
    """Yield the ids of what an element draws as well, and how often."""
    for key, value in node.attrib.items():
        name = etree.QName(key).localname
        if name == "href":
            yield value.strip().removeprefix("#"), 1
        # A marker is drawn at each point of a line, of which each takes two characters at least.
        times = len(node.get("d", node.get("points", ""))) // 2 + 1 if name in _MARKERS else 1
        for part in _PART.findall(value):
            yield part, times
