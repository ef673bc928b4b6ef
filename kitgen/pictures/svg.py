"""Which drawings are printed: SVG of shapes and text that needs no other file and runs nothing."""

import re
from collections.abc import Iterator

from lxml import etree

from kitgen.pictures.unfolding import SvgFault, require_few

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(
    {"svg", "g", "defs", "title", "desc", "use", "symbol", "path", "rect", "circle", "ellipse"}
    | {"line", "polyline", "polygon", "text", "tspan", "clipPath", "marker", "pattern", "mask"}
    | {"linearGradient", "radialGradient", "stop", "style"}
)
_ELSEWHERE = re.compile(r"@import|\\|url\s*\(\s*['\"]?\s*(?!#)[^\s'\"]", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(px|pt|pc|mm|cm|in|)\s*", re.ASCII)
_UNITS = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_LONGEST = 2_000  # CSS pixels


def svg_size(content: bytes) -> tuple[float, float]:
    """Return the width and the height of a drawing in CSS pixels, 96 to an inch.

    Raises SvgFault for what is not SVG, or not only shapes and text.
    """
    root = _read(content)
    for fault in _faults(root):
        raise SvgFault(fault)
    require_few(root)
    size = _length(root, "width", 2), _length(root, "height", 3)
    if not all(0 < length <= _LONGEST for length in size):
        raise SvgFault(f"the SVG needs a width and a height, of at most {_LONGEST:,} pixels")
    return size


def has_text(content: bytes) -> bool:
    """Tell whether a drawing that can be printed has text, which needs a font."""
    return _read(content).find(f".//{_SVG}text") is not None


def _read(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise SvgFault(f"the SVG cannot be read: {error.msg}") from None
    if root.tag != f"{_SVG}svg":
        raise SvgFault("not SVG: the file does not begin with <svg xmlns=…>")
    if root.getroottree().docinfo.internalDTD is not None:
        raise SvgFault("the SVG has a document type; remove the line <!DOCTYPE …>")
    # What is before the first element is none of its tree's nodes.
    if any(
        getattr(node, "target", "") == "xml-stylesheet"
        for node in root.itersiblings(preceding=True)
    ):
        raise SvgFault("the SVG has styles in another file; remove the line <?xml-stylesheet …>")
    return root


def _faults(root: etree._Element) -> Iterator[str]:
    for node in root.getroottree().iter():
        if node.tag is etree.Comment:
            continue
        name = str(node.tag).removeprefix(_SVG)
        if name not in _SHAPES:
            name = etree.QName(node).localname if isinstance(node.tag, str) else str(node)
            yield f"line {node.sourceline} of the SVG: <{name}> is not printed; remove it"
        elif name == "style" and _ELSEWHERE.search("".join(node.itertext())):
            yield f"line {node.sourceline} of the SVG: its styles refer to something elsewhere"
        else:
            yield from _attribute_faults(node)


def _attribute_faults(node: etree._Element) -> Iterator[str]:
    for key, value in node.attrib.items():
        name = etree.QName(key).localname
        runs = name.lower().startswith("on")
        leads_out = name in {"href", "src", "base"} and not value.strip().startswith("#")
        if runs or leads_out or _ELSEWHERE.search(value):
            yield (
                f"line {node.sourceline} of the SVG: the attribute {name} runs something or refers "
                "to something elsewhere; remove it"
            )


def _length(root: etree._Element, name: str, place: int) -> float:
    """Return the root's width or height, which its viewBox has if no attribute gives it."""
    found = _LENGTH.fullmatch(root.get(name, ""))
    if found:
        return float(found[1]) * _UNITS[found[2]]
    box = root.get("viewBox", "").replace(",", " ").split()
    try:
        return float(box[place])
    except (IndexError, ValueError):
        return 0
