"""MathML → native Word equations (Office Math, ECMA-376 part 1, section 22.1)."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.html import HtmlElement

from kitgen.errors import TemplateFault

_UPRIGHT = {"mn", "mo", "mtext"}
_SCRIPTS = {"msub", "msup", "msubsup"}
_BRACKETS = {")": "(", "]": "[", "|": "|", "‖": "‖"}


def equation(maths: HtmlElement) -> Any:
    """Return the equation as Office Math (ECMA-376 part 1, section 22.1); TemplateFault for MathML
    that has no counterpart here.
    """
    element = OxmlElement("m:oMath")
    element.extend(_parts(list(maths)))
    return element


def _parts(nodes: list[HtmlElement]) -> list[Any]:
    return [part for node in _gathered(nodes) for part in _part(node)]


def _gathered(nodes: list[HtmlElement]) -> list[HtmlElement]:
    """Put an exponent or index of a closing bracket on the whole bracket."""
    kept: list[HtmlElement] = []
    for node in nodes:
        start = _opening(kept, node)
        if start is not None:
            node = _on_group(node, kept[start:])
            del kept[start:]
        kept.append(node)
    return kept


def _opening(before: list[HtmlElement], script: HtmlElement) -> int | None:
    """Return the place of the bracket that the base of a script closes."""
    closing = _sign(script[0]) if str(script.tag) in _SCRIPTS else ""
    if closing not in _BRACKETS:
        return None
    depth = 0
    for place in reversed(range(len(before))):
        sign = _sign(before[place])
        if sign == _BRACKETS[closing]:
            if depth == 0:
                return place
            depth -= 1
        elif sign == closing:
            depth += 1
    return None


def _on_group(script: HtmlElement, inside: list[HtmlElement]) -> HtmlElement:
    script, inside = deepcopy(script), deepcopy(inside)
    group = script.makeelement("mrow")
    closing = script[0]
    for bracket in (inside[0], closing):
        bracket.set("fence", "true")
    script.insert(0, group)
    group.extend([*inside, closing])
    return script


def _sign(node: HtmlElement) -> str:
    return "".join(node.itertext()).strip() if str(node.tag) == "mo" else ""


def _part(node: HtmlElement) -> list[Any]:
    tag = str(node.tag)
    if tag in _SHAPES:
        name, *slots = _SHAPES[tag]
        pairs = zip(slots, node, strict=True)
        return [_build(name, None, *((slot, [child]) for slot, child in pairs))]
    if tag not in _WRITERS:
        raise TemplateFault(f"<{tag}> has no counterpart in Word equations")
    return _WRITERS[tag](node)


def _row(node: HtmlElement) -> list[Any]:
    return _fenced(list(node)) or _parts(list(node))


def _token(node: HtmlElement) -> list[Any]:
    upright = str(node.tag) in _UPRIGHT or _is_word(node)
    return [_run("".join(node.itertext()), upright=upright)]


def _square_root(node: HtmlElement) -> list[Any]:
    return [_build("m:rad", _hidden_degree(), ("m:deg", []), ("m:e", list(node)))]


def _root(node: HtmlElement) -> list[Any]:
    return [_build("m:rad", None, ("m:deg", list(node)[1:]), ("m:e", list(node)[:1]))]


def _over(node: HtmlElement) -> list[Any]:
    base, above = list(node)
    if not node.get("accent"):
        return [_build("m:limUpp", None, ("m:e", [base]), ("m:lim", [above]))]
    mark = _property("m:accPr", "m:chr", "".join(above.itertext()))
    return [_build("m:acc", mark, ("m:e", [base]))]


def _under_and_over(node: HtmlElement) -> list[Any]:
    base, below, above = list(node)
    lower = _build("m:limLow", None, ("m:e", [base]), ("m:lim", [below]))
    upper = _build("m:limUpp", None, ("m:e", []), ("m:lim", [above]))
    upper[0].append(lower)
    return [upper]


# The structures of Office Math whose parts are the children of a MathML element, in their order.
_SHAPES: Mapping[str, tuple[str, ...]] = {
    "mfrac": ("m:f", "m:num", "m:den"),
    "msub": ("m:sSub", "m:e", "m:sub"),
    "msup": ("m:sSup", "m:e", "m:sup"),
    "msubsup": ("m:sSubSup", "m:e", "m:sub", "m:sup"),
    "munder": ("m:limLow", "m:e", "m:lim"),
}
_WRITERS: Mapping[str, Callable[[HtmlElement], list[Any]]] = {
    **dict.fromkeys(("mrow", "mstyle"), _row),
    **dict.fromkeys(("mi", "mn", "mo", "mtext"), _token),
    "mspace": lambda node: [],
    "msqrt": _square_root,
    "mroot": _root,
    "mover": _over,
    "munderover": _under_and_over,
}


def _fenced(children: list[HtmlElement]) -> list[Any]:
    """Return a delimited group when the first and last child are stretchy fences."""
    if len(children) < 2 or not all(children[end].get("fence") for end in (0, -1)):
        return []
    properties = OxmlElement("m:dPr")
    for name, end in (("m:begChr", children[0]), ("m:endChr", children[-1])):
        properties.append(_valued(name, "".join(end.itertext())))
    return [_build("m:d", properties, ("m:e", children[1:-1]))]


def _build(name: str, properties: Any, *slots: tuple[str, list[HtmlElement]]) -> Any:
    element = OxmlElement(name)
    if properties is not None:
        element.append(properties)
    for slot, nodes in slots:
        part = OxmlElement(slot)
        part.extend(_parts(nodes))
        element.append(part)
    return element


def _run(text: str, *, upright: bool) -> Any:
    run, properties, content = OxmlElement("m:r"), OxmlElement("m:rPr"), OxmlElement("m:t")
    properties.append(_valued("m:sty", "p" if upright else "i"))
    content.text = text
    run.extend([properties, content])
    return run


def _is_word(node: HtmlElement) -> bool:
    """Names such as log are upright; single letters are variables."""
    return len("".join(node.itertext()).strip()) > 1


def _hidden_degree() -> Any:
    return _property("m:radPr", "m:degHide", "1")


def _property(name: str, child: str, value: str) -> Any:
    properties = OxmlElement(name)
    properties.append(_valued(child, value))
    return properties


def _valued(name: str, value: str) -> Any:
    element = OxmlElement(name)
    element.set(qn("m:val"), value)
    return element
