"""Fonts of a company: files in the theme's folder, which say themselves what they are."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from kitgen.errors import KitgenError
from kitgen.files.inside import Unusable, read_inside
from kitgen.paths import resolved

_LARGEST = 20_000_000  # bytes
_ENDINGS = {".ttf", ".otf"}
_TABLES = ("name", "OS/2", "cmap", "head", "hhea", "hmtx")
_FAMILY, _OLD_FAMILY = 16, 1  # names of a font (OpenType, 'name'); the older ones tell weights too
_ITALIC = 1 | 1 << 9  # of fsSelection (OpenType, 'OS/2'): italic, oblique


class TypefaceFault(KitgenError):
    """Why a file cannot be used as a font."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font file: its family, `normal` or `italic`, and from which weight to which it goes."""

    path: Path
    family: str
    style: str
    lightest: int
    heaviest: int

    def distance(self, weight: int) -> int:
        """Return how far it is from a weight."""
        return max(self.lightest - weight, weight - self.heaviest, 0)


def read_typeface(folder: Path, file: str) -> Typeface:
    """Read a font file of a theme's folder; raises TypefaceFault for what is none."""
    try:
        content = read_inside(folder, file, "a font", "the theme", _LARGEST)
    except Unusable as error:
        raise TypefaceFault(str(error)) from None
    path = folder / file
    if path.suffix.lower() not in _ENDINGS:
        raise TypefaceFault("a font is a file ending in .ttf or .otf")
    font = _opened(content)
    name = font["name"].getDebugName(_FAMILY) or font["name"].getDebugName(_OLD_FAMILY)
    if not name or not name.isprintable() or set(name) & set("'\"\\"):
        raise TypefaceFault("the font has no name that can be printed")
    style = "italic" if font["OS/2"].fsSelection & _ITALIC else "normal"
    return Typeface(resolved(path), name, style, *_weights(font))


def _opened(content: bytes) -> Any:
    from fontTools.ttLib import TTFont

    try:
        font = TTFont(BytesIO(content))
        for table in (*_TABLES, *(("fvar",) if "fvar" in font else ())):
            font[table]
    except Exception:
        # The reader of a damaged font can raise nearly anything.
        raise TypefaceFault("this is no font that can be read") from None
    return font


def _weights(font: Any) -> tuple[int, int]:
    axes = font["fvar"].axes if "fvar" in font else ()
    for axis in axes:
        if axis.axisTag == "wght":
            return int(axis.minValue), int(axis.maxValue)
    weight = int(font["OS/2"].usWeightClass)
    return weight, weight
