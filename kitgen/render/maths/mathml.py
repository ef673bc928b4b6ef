"""LaTeX → MathML Core of a closed vocabulary, by math-core."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any

from lxml import etree

from kitgen.render.maths.latex import FormulaFault, group_end

if TYPE_CHECKING:
    from math_core import LatexToMathML

LEAVES = frozenset({"mi", "mn", "mo", "mtext", "mspace", "mprescripts"})
# How many children an element needs; the others take any number.
_CHILDREN: Mapping[str, int] = {
    **dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
_ROWS = frozenset({"math", "mrow", "msqrt", "mpadded", "mphantom", "menclose", "mtd", "mtr"})
MATHS = LEAVES | _CHILDREN.keys() | _ROWS | {"mtable", "mmultiscripts"}
_ATTRIBUTES = frozenset(
    {"display", "displaystyle", "scriptlevel", "mathvariant", "accent", "accentunder", "stretchy"}
    | {"fence", "form", "separator", "lspace", "rspace", "minsize", "maxsize", "movablelimits"}
    | {"linethickness", "width", "height", "depth", "notation", "symmetric", "largeop"}
)
# Colours are not printed alike, and other styles could hide or move what is around a formula.
_STYLE = re.compile(
    r"(?:(?:text-align|justify-items|padding(?:-\w+)?|margin-left|width|border(?:-\w+)?)\s*:[\w\s.%-]*;?)*"
)
_FACES: Mapping[str, str] = {"b": "bold", "i": "italic", "code": "code"}
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot);)\w+;")
_AND = re.compile(r"&(?!#?\w+;)")  # which the converter leaves as it is in names
_VARIATION = re.compile("[\ufe00-\ufe0f]")  # which of two forms of a script letter is meant
_INVISIBLE = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064\u200b"))
_SUBSTACK = re.compile(r"\\substack\s*(?=\{)")
_MACROS = {
    "abs": r"\left\lvert #1\right\rvert",
    "norm": r"\left\lVert #1\right\rVert",
    **dict.fromkeys(("dotsc", "dotso"), r"\ldots"),
    **dict.fromkeys(("dotsb", "dotsm", "dotsi"), r"\cdots"),
    "lbrack": "[",
    "rbrack": "]",
}


def mathml(latex: str, *, display: bool) -> Any:
    """Return prepared LaTeX as a tree of MathML; raises FormulaFault."""
    from math_core import LatexError

    source = _stacked(latex).replace("{smallmatrix}", "{matrix}")
    try:
        text = _converter().convert_with_local_state(source, displaystyle=display)
    except LatexError as error:
        raise FormulaFault(f"not valid LaTeX maths: {_reason(str(error))}") from error
    maths = _cleaned(_parsed(_ENTITY.sub(lambda entity: unescape(entity[0]), text)))
    fault = next(_faults(maths), None)
    if fault:
        raise FormulaFault(fault)
    return maths


def _parsed(text: str) -> Any:
    """Return the tree of what the converter wrote, which is no XML for a `<` in a name."""
    try:
        return etree.fromstring(_AND.sub("&amp;", text))
    except etree.XMLSyntaxError:
        raise FormulaFault("LaTeX that cannot be set; write it more simply") from None


def visible(node: Any) -> str:
    """Return the characters of an element, without those that only tell programs something."""
    return "".join(node.itertext()).translate(_INVISIBLE)


@cache
def _converter() -> "LatexToMathML":
    from math_core import LatexToMathML

    return LatexToMathML(macros=_MACROS, fancy_error=False, allow_unreliable_rendering=True)


def _reason(message: str) -> str:
    """Return the converter's message without its place, which counts in LaTeX made of another."""
    reason = re.sub(r"^\d+: ", "", message).rstrip(".")
    return reason[:1].lower() + reason[1:]


def _stacked(latex: str) -> str:
    r"""Return the LaTeX with each `\substack` as a matrix of one column."""
    found = _SUBSTACK.search(latex)
    while found:
        end = group_end(latex, found.end())
        rows = _stacked(latex[found.end() + 1 : end - 1])
        matrix = rf"{{\begin{{matrix}}{rows}\end{{matrix}}}}"
        latex = latex[: found.start()] + matrix + latex[end:]
        found = _SUBSTACK.search(latex, found.start())
    return latex


def _cleaned(maths: Any) -> Any:
    for element in list(maths.iter()):
        if element.tag == "mtext":
            _clean_text(element)
        elif str(element.get("class", "")).startswith("menclose-"):
            element.getparent().remove(element)
        elif element.text:
            element.text = _VARIATION.sub("", element.text)
    for space in maths.iter("mspace"):
        for name, value in space.attrib.items():
            space.set(name, value.replace("rem", "em"))  # as wide as in the text around it
    for table in maths.iter("mtable"):
        table.attrib.pop("style", None)
        if any(above.tag in _CHILDREN for above in table.iterancestors()):
            table.attrib.pop("scriptlevel", None)  # small, as what is around it
    return maths


def _clean_text(element: Any) -> None:
    """Make a text with words in several faces a row of texts in one face each."""
    parts = [(words, face) for words, face in _words(element, "") if words]
    for child in list(element):
        element.remove(child)
    element.text = ""
    if len(parts) > 1:
        element.tag = "mrow"
    for words, face in parts:
        part = etree.SubElement(element, "mtext") if len(parts) > 1 else element
        part.text = words.replace(" ", "\xa0") if not words.strip() else words
        if face:
            part.set("class", face)


def _words(element: Any, face: str) -> Iterator[tuple[str, str]]:
    yield element.text or "", face
    for child in element:
        yield from _words(child, _FACES.get(child.tag, face))
        yield child.tail or "", face


def _faults(maths: Any) -> Iterator[str]:
    for element in maths.iter():
        if element.tag not in MATHS:
            yield f"LaTeX that not every format could show (<{element.tag}>)"
        elif len(element) != _CHILDREN.get(element.tag, len(element)):
            yield "not valid LaTeX maths"
        for name, value in element.attrib.items():
            yield from _attribute_faults(name, value)
    if not "".join(visible(maths).split()):
        yield "this formula prints nothing"


def _attribute_faults(name: str, value: str) -> Iterator[str]:
    if name == "style" and ("color:" in value or not _STYLE.fullmatch(value)):
        yield "a formula has no colours" if "color:" in value else "LaTeX with a style of its own"
    elif name not in _ATTRIBUTES | {"class", "style"}:
        yield f"LaTeX that not every format could show ({name})"
