"""Figures in Word: a drawing is a vector with a PNG for programs that cannot show SVG."""

from base64 import b64decode
from collections.abc import Callable
from functools import lru_cache, partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from docx.image.image import Image
from docx.image.jpeg import Jfif
from docx.image.png import Png
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.shape import CT_Inline
from docx.shared import Mm
from lxml.html import HtmlElement

from kitgen.cache import digest, kept
from kitgen.render.fonts import font_files
from kitgen.render.markup import classes
from kitgen.theme import Theme

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


def is_logo(element: HtmlElement) -> bool:
    """Tell whether an element is the figure in the place of the first page's head."""
    return element.tag == "figure" and "logo" in classes(element)


def add_figure(
    paragraph: Any, image: HtmlElement, room: float, drawn: Callable[[bytes], bytes]
) -> None:
    """Append a figure to a paragraph, at most `room` mm wide, with its words.

    `drawn` makes a PNG of a drawing.
    """
    kind, data = str(image.get("src")).split(";base64,")
    content, is_svg = b64decode(data), kind.endswith("svg+xml")
    shown = drawn(content) if is_svg else content
    made = _read(shown, is_jpeg=kind.endswith("jpeg"))
    relation = paragraph.part.relate_to(
        _part(paragraph.part.package, made), RELATIONSHIP_TYPE.IMAGE
    )
    width, height = map(Mm, _size(image, room))
    number = paragraph.part.next_id
    inline = CT_Inline.new_pic_inline(number, relation, made.filename, width, height)
    paragraph.add_run()._r.add_drawing(inline)
    inline.docPr.set("descr", str(image.get("alt")))
    if is_svg:
        _add_vector(paragraph, inline, content)


def _read(content: bytes, *, is_jpeg: bool) -> Image:
    """Return a picture as python-docx has it, which fails to read many that all programs show.

    It reads them for their size and their dots per inch, and these are known.
    """
    header = (Jfif if is_jpeg else Png)(1, 1, _INCH, _INCH)
    return Image(content, f"image.{header.default_ext}", header)


def _part(package: Any, image: Image) -> Any:
    """Return the part of a picture, the same one for the same picture."""
    parts = package.image_parts
    return parts._get_by_sha1(image.sha1) or parts._add_image_part(image)


def _size(image: HtmlElement, room: float) -> tuple[float, float]:
    """Return the width and the height in mm, of a figure that is made smaller if it must be."""
    width, height = (float(image.get(name, "1")) * 25.4 / _INCH for name in ("width", "height"))
    scale = min(1, room / width, room * _HIGHEST / height)
    return width * scale, height * scale


def raster(svg: bytes, theme: Theme) -> bytes:
    """Return a drawing as a PNG that is alike on every machine: its fonts are the theme's."""
    fonts = theme.tokens.fonts
    return _raster(svg, fonts.text, fonts.code, tuple(file.path for file in font_files(theme)))


@lru_cache(maxsize=64)  # editions of a kit show the same drawings
def _raster(svg: bytes, text: str, code: str, files: tuple[Path, ...]) -> bytes:
    """Draw with these families, whose font files are given."""
    name = digest(svg, text, code, str(_SHARP), version("resvg_py"), _contents(files))
    return kept("drawings", name, partial(_drawn, svg.decode(), text, code, files))


@lru_cache(maxsize=4)
def _contents(files: tuple[Path, ...]) -> bytes:
    """Return a digest of what font files contain."""
    return sha256(b"".join(sha256(path.read_bytes()).digest() for path in files)).digest()


def _drawn(svg: str, text: str, code: str, files: tuple[Path, ...]) -> bytes:
    import resvg_py

    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        dpi=_INCH,
        zoom=_SHARP,
        skip_system_fonts=True,
        font_files=[str(path) for path in files],
        font_family=text,
        sans_serif_family=text,
        serif_family=text,
        monospace_family=code,
    )
    return bytes(png)


def _add_vector(paragraph: Any, inline: Any, svg: bytes) -> None:
    package = paragraph.part.package
    number = sum(str(part.partname).endswith(".svg") for part in package.iter_parts()) + 1
    name = PackURI(f"/word/media/drawing{number}.svg")
    relation = paragraph.part.relate_to(
        Part(name, "image/svg+xml", svg, package), RELATIONSHIP_TYPE.IMAGE
    )
    (blip,) = inline.xpath(".//a:blip")
    blip.append(parse_xml(_SVG_BLIP.format(relation)))
