"""Figures in Word: a drawing is a vector with a PNG for programs that cannot show SVG."""

from base64 import b64decode
from io import BytesIO
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm
from lxml.html import HtmlElement

_INCH = 96  # CSS pixels
_SHARP = 3  # PNG pixels for a CSS pixel, which are 288 to an inch
_HIGHEST = 0.8  # of the width of the text, as the figure keeps its page with its caption
_SVG_BLIP = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'r:embed="{}"/></a:ext></a:extLst>'
)


def add_figure(paragraph: Any, image: HtmlElement, room: float) -> None:
    """Append a figure to a paragraph, at most `room` mm wide, with its words."""
    kind, data = str(image.get("src")).split(";base64,")
    content, is_svg = b64decode(data), kind.endswith("svg+xml")
    width, height = _size(image, room)
    raster = _raster(content) if is_svg else content
    inline = paragraph.add_run().add_picture(BytesIO(raster), Mm(width), Mm(height))._inline
    inline.docPr.set("descr", str(image.get("alt")))
    if is_svg:
        _add_vector(paragraph, inline, content)


def _size(image: HtmlElement, room: float) -> tuple[float, float]:
    """Return the width and the height in mm, of a figure that is made smaller if it must be."""
    width, height = (float(image.get(name, "1")) * 25.4 / _INCH for name in ("width", "height"))
    scale = min(1, room / width, room * _HIGHEST / height)
    return width * scale, height * scale


def _raster(svg: bytes) -> bytes:
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg.decode(), zoom=_SHARP, dpi=_INCH))


def _add_vector(paragraph: Any, inline: Any, svg: bytes) -> None:
    package = paragraph.part.package
    number = sum(str(part.partname).endswith(".svg") for part in package.iter_parts()) + 1
    name = PackURI(f"/word/media/drawing{number}.svg")
    relation = paragraph.part.relate_to(
        Part(name, "image/svg+xml", svg, package), RELATIONSHIP_TYPE.IMAGE
    )
    (blip,) = inline.xpath(".//a:blip")
    blip.append(parse_xml(_SVG_BLIP.format(relation)))
