"""Content controls of Word: fields to type in and boxes to tick, with their names as tags."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser

from kitgen.errors import cut
from kitgen.render.docx.order import element
from kitgen.render.fields import Field

# The signs that Word puts into a box, from the font that it takes for them.
_TICKED, _BLANK, _FONT = "2612", "2610", "MS Gothic"


def control(content: Sequence[Any], field: Field) -> None:
    """Put elements that follow each other, runs or paragraphs, into a control in their place."""
    made, inside = element("sdt"), element("sdtContent")
    content[0].addprevious(made)
    made.append(_properties(field, of_paragraphs=content[0].tag == qn("w:p"), count=len(content)))
    made.append(inside)
    inside.extend(content)


def number_controls(package: Any) -> None:
    """Give each control in the parts of a Word file a number of its own."""
    numbers = count(1)
    for part in sorted(package.iter_parts(), key=lambda part: str(part.partname)):
        for number in part.element.xpath(".//w:sdtPr/w:id") if hasattr(part, "element") else ():
            number.set(qn("w:val"), str(next(numbers)))


def _properties(field: Field, *, of_paragraphs: bool, count: int) -> Any:
    properties = element("sdtPr")
    name = f"{field.name}/{field.value}" if field.value else field.name
    # Word takes no longer title.
    properties.extend([element("alias", val=cut(field.tip)), element("tag", val=name)])
    properties.append(element("id", val=0))
    if field.text:
        properties.append(element("lock", val="sdtContentLocked"))
    if field.kind in ("choice", "tick"):
        properties.append(_box())
    elif count == 1 or not of_paragraphs:
        # Several paragraphs, as ruled lines are, take a control of any text.
        many = {"multiLine": 1} if field.kind == "lines" else {}
        properties.append(element("text", **many))
    return properties


def _box() -> Any:
    box = _of_word_2010("checkbox")
    for name, attributes in (
        ("checked", {"val": "0"}),
        ("checkedState", {"val": _TICKED, "font": _FONT}),
        ("uncheckedState", {"val": _BLANK, "font": _FONT}),
    ):
        part = _of_word_2010(name)
        for key, value in attributes.items():
            part.set(qn(f"w14:{key}"), value)
        box.append(part)
    return box


def _of_word_2010(name: str) -> Any:
    return oxml_parser.makeelement(qn(f"w14:{name}"), nsmap={"w14": nsmap["w14"]})
