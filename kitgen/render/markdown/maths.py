"""LaTeX maths → MathML that HTML, PDF and Word can all show."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from typing import Literal
from xml.etree.ElementTree import Element, tostring

# The MathML that both PDF and Word can show.
MATHS = frozenset(
    {"math", "mrow", "mstyle", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot"}
    | {"msub", "msup", "msubsup", "munder", "mover", "munderover"}
)
# Links, styles and colours are left out: \href and \style would reach the candidate's HTML.
_ATTRIBUTES = frozenset(
    {"display", "displaystyle", "scriptlevel", "mathvariant", "accent", "stretchy", "fence", "form"}
    | {"separator", "lspace", "rspace", "minsize", "maxsize", "movablelimits", "linethickness"}
    | {"width", "height", "depth"}
)
_SPACE = "&#x000A0;"  # what latex2mathml writes for a space inside \text{…}


class FormulaFault(Exception):
    """LaTeX that cannot be set as a formula."""


def mathml(latex: str, display: Literal["inline", "block"]) -> str:
    """Return a formula as MathML; raises FormulaFault."""
    if re.search(r"(?<!\\)%", latex):
        raise FormulaFault(r"% begins a comment in LaTeX; write \%")
    if not _balanced(latex):
        raise FormulaFault("not valid LaTeX maths, a brace is missing")
    try:
        maths = _converter()(latex, display)
    except Exception as error:
        # The converter raises a dozen kinds, RecursionError and StopIteration among them.
        raise FormulaFault("not valid LaTeX maths") from error
    for element in maths.iter():
        element.text = _characters(element)
    fault = next(_faults(maths), None)
    if fault:
        raise FormulaFault(fault)
    maths.attrib.pop("xmlns")
    return tostring(maths, encoding="unicode")


@cache
def _converter() -> Callable[[str, str], Element]:
    # Importing ziamath, which draws formulas for PDF, adds commands such as \arg to latex2mathml.
    # Imported first, it makes the same commands known whatever is rendered, and in any order.
    import ziamath  # noqa: F401
    from latex2mathml.converter import convert_to_element

    return lambda latex, display: convert_to_element(latex, display=display)


def _characters(element: Element) -> str | None:
    """Return the text of an element, in which the converter writes characters as entities."""
    if element.text is None:
        return None
    # In \text{…}, anything else is the author's.
    is_text = element.tag == "mtext"
    return element.text.replace(_SPACE, "\xa0") if is_text else unescape(element.text)


def _faults(maths: Element) -> Iterator[str]:
    for element in maths.iter():
        command = re.search(r"\\(?:[a-zA-Z]+|.?)", element.text or "")
        if command:
            yield f"unknown LaTeX command {command.group()}"
        if element.tag not in MATHS or not element.attrib.keys() <= _ATTRIBUTES | {"xmlns"}:
            yield "LaTeX that Word could not show"
    if not "".join(maths.itertext()).strip():
        yield "this formula prints nothing"


def _balanced(latex: str) -> bool:
    """Tell whether every brace is closed; the converter would guess."""
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", latex):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0
