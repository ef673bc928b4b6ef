"""Puts properties where the schema of Word files wants them (ECMA-376 part 1, annex A)."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser

_NAMES = {"w": nsmap["w"]}
# The children of each kind of properties in the order of the schema, as far as they occur here.
_ORDER: Mapping[str, tuple[str, ...]] = {
    "tblPr": (
        *("tblStyle", "bidiVisual", "tblW", "jc", "tblInd", "tblBorders", "shd", "tblLayout"),
        *("tblCellMar", "tblLook", "tblCaption", "tblDescription"),
    ),
    "tcPr": ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "tcMar", "vAlign"),
    "pPr": (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr"),
        *("shd", "tabs", "suppressAutoHyphens", "bidi", "spacing", "ind", "contextualSpacing"),
        *("jc", "outlineLvl", "rPr"),
    ),
    "rPr": (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "noProof"),
        *("color", "spacing", "kern", "sz", "szCs", "u", "bdr", "vertAlign", "rtl", "lang"),
    ),
    "style": (
        *("name", "basedOn", "next", "link", "uiPriority", "semiHidden", "unhideWhenUsed"),
        *("qFormat", "pPr", "rPr", "tblPr", "tcPr"),
    ),
}


@cache
def named(name: str) -> str:
    """Return the name of an element or attribute of WordprocessingML as lxml has it."""
    return str(qn(f"w:{name}"))


def element(name: str, **attributes: object) -> Any:
    """Return an element of WordprocessingML, as in `element("shd", fill="FFFFFF")`."""
    made = oxml_parser.makeelement(named(name), nsmap=_NAMES)
    for key, value in attributes.items():
        made.set(named(key), str(value))
    return made


def put(properties: Any, child: Any) -> Any:
    """Put `child` in its place among `properties`, instead of one of its kind; return it."""
    later = _later(properties.tag, child.tag)
    for old in properties.findall(child.tag):
        properties.remove(old)
    following = next((other for other in properties if other.tag in later), None)
    if following is None:
        properties.append(child)
    else:
        following.addprevious(child)
    return child


@cache
def _later(properties: str, child: str) -> frozenset[str]:
    """Return the names of what comes after a child of some properties."""
    order = [named(name) for name in _ORDER[properties.rpartition("}")[2]]]
    return frozenset(order[order.index(child) + 1 :])


def border(side: str, colour: str, size: int, space: int = 0) -> Any:
    """Return a border, `size` in eighths of a point and `space` in points from the text."""
    return element(side, val="single", sz=size, space=space, color=colour)
