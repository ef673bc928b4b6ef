"""MathML → what a format can show: vector glyphs over invisible text, or a native Word equation."""

from base64 import b64encode
from functools import cache
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree
from lxml.html import HtmlElement, builder

from kitgen.errors import TemplateFault

_EM = 100.0  # glyphs are drawn at this size and scaled by the page's own em
_UPRIGHT = {"mn", "mo", "mtext"}


def tokens(maths: HtmlElement) -> str:
    """Return the characters of an equation in reading order, the same in every format."""
    leaves = ("".join(leaf.itertext()).strip() for leaf in maths.iter() if not len(leaf))
    return " ".join(text for text in leaves if text)


def vector(maths: HtmlElement) -> HtmlElement:
    """Return a span that shows the equation as vector glyphs and holds its text, invisible."""
    text = tokens(maths)
    image, width, height, depth = _drawn(etree.tostring(maths, encoding="unicode", with_tail=False))
    size = min(0.8, width / (0.62 * len(text)))
    place = f"width:{width:.4f}em;height:{height:.4f}em;vertical-align:{-depth:.4f}em"
    words = builder.SPAN(text, {"class": "maths-text", "style": f"font-size:{size:.4f}em"})
    style = f"{place};background-image:url({image})"
    span: HtmlElement = builder.SPAN(words, {"class": "maths", "style": style})
    span.tail = maths.tail
    return span


@cache
def _drawn(mathml: str) -> tuple[str, float, float, float]:
    """Return an SVG as data URI, and its width, height and depth below the baseline in em."""
    import ziamath

    svg = ziamath.Math(mathml, size=_EM, margin=2).svgxml()
    left, top, width, height = (float(part) for part in svg.attrib["viewBox"].split())
    del left
    image = b64encode(etree.tostring(etree.fromstring(_serialised(svg)))).decode()
    uri = f"data:image/svg+xml;base64,{image}"
    return uri, width / _EM, height / _EM, (height + top) / _EM


def _serialised(svg: Any) -> bytes:
    from xml.etree.ElementTree import tostring

    text: bytes = tostring(svg)
    return text


def equation(maths: HtmlElement) -> Any:
    """Return the equation as Office Math (ECMA-376 part 1, section 22.1); TemplateFault for MathML
    that has no counterpart here.
    """
    element = OxmlElement("m:oMath")
    element.extend(_parts(list(maths)))
    return element


def _parts(nodes: list[HtmlElement]) -> list[Any]:
    return [part for node in nodes for part in _part(node)]


def _part(node: HtmlElement) -> list[Any]:
    tag, children = str(node.tag), list(node)
    if tag in {"mrow", "mstyle"}:
        return _fenced(children) or _parts(children)
    if tag in {"mi", "mn", "mo", "mtext"}:
        return [_run("".join(node.itertext()), upright=tag in _UPRIGHT or _is_word(node))]
    if tag == "mspace":
        return []
    if tag == "msqrt":
        return [_build("m:rad", _hidden_degree(), ("m:deg", []), ("m:e", children))]
    if tag == "mroot":
        return [_build("m:rad", None, ("m:deg", children[1:]), ("m:e", children[:1]))]
    if tag == "mover" and node.get("accent"):
        mark = _property("m:accPr", "m:chr", "".join(children[1].itertext()))
        return [_build("m:acc", mark, ("m:e", children[:1]))]
    shapes = {
        "mfrac": ("m:f", "m:num", "m:den"),
        "msub": ("m:sSub", "m:e", "m:sub"),
        "msup": ("m:sSup", "m:e", "m:sup"),
        "msubsup": ("m:sSubSup", "m:e", "m:sub", "m:sup"),
        "munder": ("m:limLow", "m:e", "m:lim"),
        "mover": ("m:limUpp", "m:e", "m:lim"),
    }
    if tag == "munderover":
        lower = _build("m:limLow", None, ("m:e", children[:1]), ("m:lim", children[1:2]))
        upper = _build("m:limUpp", None, ("m:e", []), ("m:lim", children[2:]))
        upper[0].append(lower)
        return [upper]
    if tag not in shapes:
        raise TemplateFault(f"<{tag}> has no counterpart in Word equations")
    name, *slots = shapes[tag]
    pairs = zip(slots, children, strict=True)
    return [_build(name, None, *((slot, [child]) for slot, child in pairs))]


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
