"""Letters, signs, words and spaces of a formula → runs."""

from typing import Any
from unicodedata import normalize

from docx.oxml import OxmlElement

from kitgen.render.docx.maths.omml import valued
from kitgen.render.docx.order import element
from kitgen.render.maths.mathml import visible

# A bar between two values; LibreOffice takes `|` for the sign of a logical or.
_SIGNS = {"|": "∣", "-": "−", "‖": "∥", "*": "∗"}
# Signs that LibreOffice would obey instead of printing them.
_OBEYED = frozenset("_^#&~\\")
_FACES = {"bold": "b", "italic": "i"}
_SPACES = ((0.9, "\u2003"), (0.4, "\u2002"), (0.25, "\u2004"), (0.2, "\u2005"), (0.1, "\u2009"))
# What is put between a name such as `max` and its neighbours, and Word puts there by itself.
_AUTOMATIC = "0.1667em"


def run(text: str, style: str) -> Any:
    """Return a run: `p` is upright, `i` italic, as in Office Math."""
    return _run(text, valued("sty", style))


def words(text: str, face: str | None = None) -> Any:
    """Return a run that is no maths: words, or a sign with nothing on one side of it."""
    made = _run(text, OxmlElement("m:nor"))
    if face in _FACES:
        properties = element("rPr")
        properties.append(element(_FACES[face]))
        made.insert(1, properties)
    if text == "&":  # not a mark to align rows at
        made[0].insert(0, OxmlElement("m:lit"))
    return made


def token(node: Any) -> list[Any]:
    """Return the runs of an element with characters; none for one that prints nothing."""
    text = visible(node)
    if not text:
        return []
    if node.tag == "mtext" or text in _OBEYED:
        return [words(text, node.get("class"))]
    if node.tag == "mo":
        return [run(_SIGNS.get(text, text), "p")]
    is_upright = node.tag == "mn" or node.get("mathvariant") == "normal" or len(text) > 1
    return [run(text, "p" if is_upright or _has_style(text) else "i")]


def lone(sign: Any) -> list[Any]:
    """Return the run of a sign that has a value on neither or on one side, as in `w_{<t}`."""
    text = visible(sign)
    return [words(_SIGNS.get(text, text))] if text else []


def space(node: Any) -> list[Any]:
    """Return a space about as wide; none for one that is negative or Word's own."""
    width = str(node.get("width", ""))
    if not width.endswith("em") or width == _AUTOMATIC:
        return []
    text, left = "", float(width.removesuffix("em"))
    for least, sign in _SPACES:
        while left >= least and len(text) < 20:
            text, left = text + sign, left - max(least, 0.16)
    return [run(text, "p")] if text else []


def _run(text: str, property_: Any) -> Any:
    made, properties, content = OxmlElement("m:r"), OxmlElement("m:rPr"), OxmlElement("m:t")
    properties.append(property_)
    content.text = text
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.extend([properties, content])
    return made


def _has_style(letter: str) -> bool:
    """Tell whether a letter is bold, script or the like by itself, such as 𝐱 and ℝ."""
    return normalize("NFKC", letter) != letter
