"""A formula as an equation in a sentence, or on a line by itself."""

from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from lxml.html import HtmlElement

from kitgen.render.docx.maths.grouping import group
from kitgen.render.docx.maths.omml import properties
from kitgen.render.docx.maths.writing import row


def equation(maths: HtmlElement) -> Any:
    """Return the equation ; raises TemplateFault for unknown MathML.

    One that is displayed is a paragraph of Office Math, at the left as the others.
    """
    grouped = deepcopy(maths)
    grouped.tail = None
    group(grouped)
    made = OxmlElement("m:oMath")
    made.extend(row(list(grouped)))
    if maths.get("display") != "block":
        return made
    paragraph = OxmlElement("m:oMathPara")
    paragraph.extend([properties("oMathPara", jc="left"), made])
    return paragraph
