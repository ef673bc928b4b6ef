"""Each element of a grouped formula → its structure in Office Math."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kitgen.errors import TemplateFault
from kitgen.render.docx.maths.omml import built, properties
from kitgen.render.docx.maths.tables import table
from kitgen.render.docx.maths.tokens import lone, space, token
from kitgen.render.maths.mathml import visible

# Accents, and the combining characters that Word has them as.
_ACCENTS: Mapping[str, str] = {
    **dict.fromkeys("ˆ^\u0302", "\u0302"),
    **dict.fromkeys("˜~\u0303", "\u0303"),
    **dict.fromkeys("¯‾\u0304", "\u0305"),
    **dict.fromkeys("⃗→", "\u20d7"),
    **dict.fromkeys("ˇ\u030c", "\u030c"),
    **{"←": "\u20d6", "↔": "\u20e1", "˙": "\u0307", "¨": "\u0308", "⃛": "\u20db", "⃜": "\u20dc"},
    **{"˘": "\u0306", "´": "\u0301", "`": "\u0300", "˚": "\u030a"},
}
_LINE = "\u0332"
_BRACES = frozenset("⏞⏟⏜⏝⎴⎵")
# Signs between two values, and those that may be before one alone.
_BETWEEN = frozenset("=<>≤≥≠≈∼≃≅≡∈∉∋⊂⊆⊃⊇∝→←↔↦⇒⇐⇔⟹⟺≜≔≪≫≺≻⟂⊥∣|∥‖·⋅×∗*∘⊗⊕⊖⊙∪∩∧∨/÷⋆")
_BEFORE = frozenset("+-−±∓")
_STRUCTURES: Mapping[str, tuple[str, ...]] = {
    "mroot": ("rad", "e", "deg"),
    "msub": ("sSub", "e", "sub"),
    "msup": ("sSup", "e", "sup"),
    "msubsup": ("sSubSup", "e", "sub", "sup"),
    "function": ("func", "fName", "e"),
}
_BOXES: Mapping[str, Mapping[str, int]] = {
    "box": {},
    "updiagonalstrike": {"strikeBLTR": 1},
    "downdiagonalstrike": {"strikeTLBR": 1},
    "horizontalstrike": {"strikeH": 1},
}
_NO_BORDER = {"hideTop": 1, "hideBot": 1, "hideLeft": 1, "hideRight": 1}


def row(nodes: Sequence[Any], *, is_whole: bool = True) -> list[Any]:
    """Return elements as Office Math; raises TemplateFault for one that it has not.

    LibreOffice wants values on both sides of a sign; at the ends of a whole row it gets words.
    """
    made: list[Any] = []
    last = len(nodes) - 1
    for place, node in enumerate(nodes):
        is_end = is_whole and node.tag == "mo" and place in {0, last}
        made += lone(node) if is_end and _is_between(node, place == last) else _part(node)
    return made


def _is_between(sign: Any, is_last: bool) -> bool:
    return visible(sign) in _BETWEEN or (is_last and visible(sign) in _BEFORE)


def _part(node: Any) -> list[Any]:
    tag = str(node.tag)
    if tag in _STRUCTURES:
        name, *slots = _STRUCTURES[tag]
        return [built(name, None, *_slots(slots, node))]
    if tag in {"mi", "mn", "mo", "mtext"}:
        return token(node)
    if tag not in _WRITERS:
        raise TemplateFault(f"<{tag}> has no counterpart in Word equations")
    return _WRITERS[tag](node)


def _slots(names: Sequence[str], node: Any) -> list[tuple[str, list[Any]]]:
    """Return parts with the children of a node; `deg` comes first in Office Math."""
    slots = [(name, row([child])) for name, child in zip(names, node, strict=True)]
    return sorted(slots, key=lambda slot: slot[0] != "deg")


def _inside(node: Any) -> list[Any]:
    return row(list(node))


def _fraction(node: Any) -> list[Any]:
    has_line = node.get("linethickness") not in {"0", "0px", "0em"}
    kind = None if has_line else properties("f", type="noBar")
    return [built("f", kind, *_slots(("num", "den"), node))]


def _root(node: Any) -> list[Any]:
    return [built("rad", properties("rad", degHide=1), ("deg", []), ("e", _inside(node)))]


def _fenced(node: Any) -> list[Any]:
    marks = {"begChr": node.get("open", ""), "sepChr": node.get("between", "")}
    grows = 1 if node.get("grows") else 0
    around = properties("d", **marks, endChr=node.get("close", ""), grow=grows)
    return [built("d", around, *(("e", row([inside])) for inside in node))]


def _nary(node: Any) -> list[Any]:
    below, above, term = (row([inside]) for inside in node)
    hidden = {"subHide": int(not below), "supHide": int(not above)}
    sign = {"chr": node.get("sign"), "limLoc": node.get("place")}
    return [
        built(
            "nary",
            properties("nary", **sign, **hidden),
            ("sub", below),
            ("sup", above),
            ("e", term),
        )
    ]


def _before(node: Any) -> list[Any]:
    below, above, base = (row([inside]) for inside in node)
    return [built("sPre", None, ("sub", below), ("sup", above), ("e", base))]


def _scripts_around(node: Any) -> list[Any]:
    """Write a base with scripts behind it, and then others before it."""
    base, *behind = list(node)
    marks = [str(child.tag) for child in behind]
    split = marks.index("mprescripts") if "mprescripts" in marks else len(marks)
    made = row([base])
    for below, above in zip(behind[:split:2], behind[1:split:2], strict=True):
        made = [_with_scripts("sSubSup", made, below, above)]
    for below, above in zip(behind[split + 1 :: 2], behind[split + 2 :: 2], strict=True):
        made = [_with_scripts("sPre", made, below, above)]
    return made


def _with_scripts(name: str, base: list[Any], below: Any, above: Any) -> Any:
    scripts = [("sub", row([below])), ("sup", row([above]))]
    if name == "sPre":
        return built(name, None, *scripts, ("e", base))
    filled = [slot for slot in scripts if slot[1]]
    if len(filled) == 1:
        name = "sSub" if filled[0][0] == "sub" else "sSup"
    return built(name, None, ("e", base), *filled)


def _over(node: Any) -> list[Any]:
    return _limit(row([node[0]]), node[1], "top", is_mark=bool(node.get("accent")))


def _under(node: Any) -> list[Any]:
    is_mark = bool(node.get("accentunder"))
    return _limit(row([node[0]]), node[1], "bot", is_mark=is_mark)


def _under_and_over(node: Any) -> list[Any]:
    lower = _limit(row([node[0]]), node[1], "bot", is_mark=False)
    return _limit(lower, node[2], "top", is_mark=False)


def _limit(base: list[Any], limit: Any, place: str, *, is_mark: bool) -> list[Any]:
    """Return a base with an accent, a line, a brace, or anything else above or below it."""
    sign = visible(limit)
    mark = _mark(base, sign, place) if is_mark else None
    if mark is not None:
        return [mark]
    if limit.tag == "mspace":  # makes an arrow longer, and Word has one length
        return base
    content = row([limit])
    name = "limUpp" if place == "top" else "limLow"
    return [built(name, None, ("e", base), ("lim", content))]


def _mark(base: list[Any], sign: str, place: str) -> Any:
    """Return a base with an accent, a line or a brace, or None for any other sign."""
    if sign == _LINE:
        return built("bar", properties("bar", pos=place), ("e", base))
    if sign in _BRACES:
        across = {"chr": sign, "pos": place, "vertJc": "bot" if place == "top" else "top"}
        return built("groupChr", properties("groupChr", **across), ("e", base))
    if place == "top" and sign in _ACCENTS:
        return built("acc", properties("acc", chr=_ACCENTS[sign]), ("e", base))
    return None


def _table(node: Any) -> list[Any]:
    return table(node, row)


def _boxed(node: Any) -> list[Any]:
    notations = str(node.get("notation")).split()
    values = {} if "box" in notations else dict(_NO_BORDER)
    for notation in notations:
        values |= _BOXES.get(notation, {})
    return [built("borderBox", properties("borderBox", **values), ("e", _inside(node)))]


def _phantom(node: Any) -> list[Any]:
    return [built("phant", properties("phant", show=0), ("e", _inside(node)))]


def _padded(node: Any) -> list[Any]:
    """Write what takes no room in one direction; other padding is Word's affair."""
    zero = {"width": "zeroWid", "height": "zeroAsc", "depth": "zeroDesc"}
    sizes = {zero[name]: 1 for name in zero if node.get(name) == "0"}
    is_hidden = len(node) == 1 and node[0].tag == "mphantom"
    if not sizes:
        return _inside(node)
    inside = node[0] if is_hidden else node
    around = properties("phant", show=int(not is_hidden), **sizes)
    return [built("phant", around, ("e", _inside(inside)))]


def _space(node: Any) -> list[Any]:
    return space(node)


_WRITERS: Mapping[str, Callable[[Any], list[Any]]] = {
    "mrow": _inside,
    "mfrac": _fraction,
    "msqrt": _root,
    "fenced": _fenced,
    "nary": _nary,
    "before": _before,
    "mmultiscripts": _scripts_around,
    "mover": _over,
    "munder": _under,
    "munderover": _under_and_over,
    "mtable": _table,
    "menclose": _boxed,
    "mphantom": _phantom,
    "mpadded": _padded,
    "mspace": _space,
}
