"""Takes a head or foot of one Word document into another, with its pictures and links."""

from copy import deepcopy
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsmap, qn
from docx.shared import Mm

from kitgen.errors import BadRequest

_LINE = 5.0  # mm, of a paragraph of a head, as a rule
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MARKUP = {"w": nsmap["w"], "wp": nsmap["wp"]}
# Fields whose values come from elsewhere when the file is opened or printed (ECMA-376, 17.16.5).
_ELSEWHERE = {"DATABASE", "DDE", "DDEAUTO", "INCLUDEPICTURE", "INCLUDETEXT", "IMPORT", "LINK", "RD"}


def graft(name: str, source: Any, edge: Any) -> None:
    """Make a head or foot a copy of another part; raises BadRequest for what it cannot take.

    That is all but text, pictures and links: embedded files, and what is loaded from elsewhere.
    """
    edge.is_linked_to_previous = False
    part, root = edge.part, deepcopy(source.element)
    _refuse_fields(name, root)
    for element in root.iter():
        for key, old in element.attrib.items():
            if key.startswith(_RELATIONS):
                element.set(key, _related(name, source.rels[old], part))
    for numbered in list(root.iter(qn("w:numPr"))):
        numbered.getparent().remove(numbered)
    part._element = root


def height_of(root: Any) -> float:
    """Return about how many mm the paragraphs of a head or foot take, one below the other."""
    return sum(_paragraph_height(paragraph) for paragraph in root.iter(qn("w:p")))


def _paragraph_height(paragraph: Any) -> float:
    inline = paragraph.xpath("./w:r//wp:inline/wp:extent/@cy")
    return max(_LINE, *(int(height) / Mm(1) for height in inline)) if inline else _LINE


def _related(name: str, relation: Any, part: Any) -> str:
    """Give a part the same relation as another one has; return its id."""
    if relation.reltype == RELATIONSHIP_TYPE.HYPERLINK:
        link: str = part.relate_to(relation.target_ref, relation.reltype, is_external=True)
        return link
    if relation.is_external or relation.reltype != RELATIONSHIP_TYPE.IMAGE:
        raise BadRequest(
            f"{name}: its head or foot has a linked picture or an embedded file",
            "put the picture itself into the document",
        )
    image: str = part.relate_to(relation.target_part, relation.reltype)
    return image


def _refuse_fields(name: str, root: Any) -> None:
    codes = [field.get(qn("w:instr"), "") for field in root.iter(qn("w:fldSimple"))]
    codes += [code.text or "" for code in root.iter(qn("w:instrText"))]
    for code in codes:
        kind = (code.split() or [""])[0].upper()
        if kind in _ELSEWHERE:
            raise BadRequest(f"{name}: the field {kind} of its head or foot loads something else")
