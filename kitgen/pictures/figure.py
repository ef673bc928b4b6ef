"""A figure: a drawing or a photograph of the bank, checked, with its size in print."""

from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from kitgen.errors import KitgenError
from kitgen.pictures.svg import svg_size
from kitgen.pictures.unfolding import SvgFault

LARGEST = 1_000_000  # bytes
_MOST_PIXELS = 16_000_000
_LONGEST = 9_999  # CSS pixels in print: more than any page has, which makes a picture smaller
_ORIENTATION, _TURNED = 0x0112, range(2, 9)  # of Exif
_INCH = 96  # CSS pixels
_TYPES = {".svg": "svg+xml", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg"}


class FigureFault(KitgenError):
    """Why a file cannot be printed as a figure."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure by the name of its file in the bank; its size is in CSS pixels, 96 to an inch."""

    file: str
    type: str
    content: bytes
    width: int
    height: int

    @property
    def address(self) -> str:
        """The figure as an address that contains it."""
        return f"data:image/{self.type};base64,{b64encode(self.content).decode()}"


def figure_of(file: str, content: bytes) -> Figure:
    """Return a figure with its size; raises FigureFault for one that cannot be printed."""
    type_ = _TYPES.get(PurePosixPath(file).suffix.lower())
    if type_ is None:
        raise FigureFault("a figure is a file ending in .svg, .png or .jpg")
    if len(content) > LARGEST:
        raise FigureFault(f"{len(content):,} bytes; a figure has at most {LARGEST:,}")
    try:
        across, down = svg_size(content) if type_ == "svg+xml" else _pixels(content, type_)
    except SvgFault as error:
        raise FigureFault(str(error)) from None
    return Figure(file, type_, content, max(round(across), 1), max(round(down), 1))


def _pixels(content: bytes, type_: str) -> tuple[float, float]:
    """Return the size of a photograph, by its own dots per inch, if it has some."""
    from PIL import Image

    try:
        with Image.open(BytesIO(content), formats=[type_]) as image:
            (across, down), dots = image.size, image.info.get("dpi", (_INCH, _INCH))
            if across * down > _MOST_PIXELS:
                raise FigureFault(f"{across} × {down} pixels; at most {_MOST_PIXELS:,} in all")
            image.load()
            if image.getexif().get(_ORIENTATION) in _TURNED:
                raise FigureFault(
                    "a photograph that its Exif data turn, which Word does not do; turn it in a "
                    "program for pictures and save it"
                )
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise FigureFault(f"cannot be read as {type_.upper()}") from None
    size = across * _INCH / max(float(dots[0]), 1), down * _INCH / max(float(dots[1]), 1)
    scale = min(1, _LONGEST / max(size))
    return size[0] * scale, size[1] * scale
