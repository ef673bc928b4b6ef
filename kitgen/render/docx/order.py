"""Puts properties where the schema of Word files wants them (ECMA-376 part 1, annex A)."""

from collections.abc import Mapping
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

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


def element(name: str, **attributes: object) -> Any:
    """Return an element of WordprocessingML, as in `element("shd", fill="FFFFFF")`."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def put(properties: Any, child: Any) -> Any:
    """Put `child` in its place among `properties`, instead of one of its kind; return it."""
    for old in properties.findall(child.tag):
        properties.remove(old)
    order = _ORDER[_local(properties)]
    later = order[order.index(_local(child)) + 1 :]
    properties.insert_element_before(child, *(f"w:{name}" for name in later))
    return child


def border(side: str, colour: str, size: int, space: int = 0) -> Any:
    """Return a border, `size` in eighths of a point and `space` in points from the text."""
    return element(side, val="single", sz=size, space=space, color=colour)


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]
