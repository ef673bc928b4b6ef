"""Pictures that stand in the margin of a page, where no text makes room for them."""

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

# ECMA-376 part 1, 20.4.2.3: at the right end of the text, so far below the edge of the paper.
_ANCHOR = (
    "<wp:anchor {names} distT='0' distB='0' distL='0' distR='0' simplePos='0' relativeHeight='1' "
    "behindDoc='0' locked='0' layoutInCell='1' allowOverlap='1'><wp:simplePos x='0' y='0'/>"
    "<wp:positionH relativeFrom='margin'><wp:align>right</wp:align></wp:positionH>"
    "<wp:positionV relativeFrom='page'><wp:posOffset>{top}</wp:posOffset></wp:positionV>"
    "<wp:wrapNone/></wp:anchor>"
)


def float_at_right(paragraph: Any, top: float) -> None:
    """Let the picture of a paragraph float at the right, `top` mm below the edge of the paper."""
    (inline,) = paragraph._p.iter(qn("wp:inline"))
    anchor = parse_xml(_ANCHOR.format(names=nsdecls("wp"), top=Mm(top)))
    wrap = anchor.find(qn("wp:wrapNone"))
    wrap.addprevious(inline.find(qn("wp:extent")))
    anchor.extend(list(inline))
    inline.getparent().replace(inline, anchor)
