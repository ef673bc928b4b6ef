"""MathML → vector glyphs over invisible text, for print."""

from base64 import b64encode
from functools import lru_cache
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, builder

_EM = 100.0  # glyphs are drawn at this size and scaled by the page's own em
# The invisible text is as wide as its glyphs: a sign of the text or maths font takes 0.5
# to 0.7 of its size. It is never so large that it would push lines apart.
_SIGN_WIDTH, _LARGEST = 0.62, 0.8


def tokens(maths: HtmlElement) -> str:
    """Return the characters of an equation in reading order, the same in every format."""
    leaves = ("".join(leaf.itertext()).strip() for leaf in maths.iter() if not len(leaf))
    return " ".join(text for text in leaves if text)


def vector(maths: HtmlElement) -> HtmlElement:
    """Return a span that shows the equation as vector glyphs and contains its text, invisible.

    Raises ValueError, or what ziamath raises, for an equation that cannot be drawn.
    """
    text = tokens(maths)
    image, width, height, depth = _drawn(etree.tostring(maths, encoding="unicode", with_tail=False))
    size = min(_LARGEST, width / (_SIGN_WIDTH * len(text)))
    place = f"width:{width:.4f}em;height:{height:.4f}em;vertical-align:{-depth:.4f}em"
    words = builder.SPAN(text, {"class": "maths-text", "style": f"font-size:{size:.4f}em"})
    style = f"{place};background-image:url({image})"
    span: HtmlElement = builder.SPAN(words, {"class": "maths", "style": style})
    span.tail = maths.tail
    return span


# A pack has some tens of equations, each in a template once or twice.
@lru_cache(maxsize=256)
def _drawn(mathml: str) -> tuple[str, float, float, float]:
    """Return an SVG as data URI, and its width, height and depth below the baseline in em."""
    import ziamath

    svg = ziamath.Math(mathml, size=_EM, margin=2).svgxml()
    left, top, width, height = (float(part) for part in svg.attrib["viewBox"].split())
    del left
    if width <= 0 or height <= 0:
        raise ValueError("ziamath drew nothing")
    image = b64encode(etree.tostring(etree.fromstring(_serialised(svg)))).decode()
    uri = f"data:image/svg+xml;base64,{image}"
    return uri, width / _EM, height / _EM, (height + top) / _EM


def _serialised(svg: Any) -> bytes:
    from xml.etree.ElementTree import tostring

    text: bytes = tostring(svg)
    return text
