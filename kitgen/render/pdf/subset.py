"""Cuts each font to the glyphs that a PDF shows, with the HarfBuzz of a Python package."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

# Tables that are of no use in a PDF, which places glyphs itself: those WeasyPrint drops as well.
_UNUSED_TABLES = (
    *("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS"),
    *("GSUB", "JSTF", "LTSH", "PCLT", "SVG "),
)


class Fonts(dict[Any, Any]):
    """The fonts of a WeasyPrint document, each of them cut by `_subset`.

    WeasyPrint cuts fonts with the system's HarfBuzz-Subset, and where that is not installed with
    fontTools, which needs five times as long and gives other bytes. The same document must give
    the same bytes on every machine, so a method of each font is replaced when it is added.
    """

    def __setitem__(self, key: Any, font: Any) -> None:
        font.subset = partial(_subset, font)
        super().__setitem__(key, font)


def _subset(font: Any, text_of_glyph: Mapping[int, str], hinting: bool) -> None:
    """Drop the glyphs and tables that are not used, in the two steps that WeasyPrint takes.

    The first drops outlines and keeps the numbers of all glyphs; the second drops the empty
    glyphs after the last one that is used. A font with several weights keeps that of the text.
    """
    if not text_of_glyph:
        return
    from uharfbuzz import Face, SubsetFlags

    flags = SubsetFlags.PASSTHROUGH_UNRECOGNIZED | SubsetFlags.DESUBROUTINIZE
    if font.missing:
        flags |= SubsetFlags.NOTDEF_OUTLINE
    face = Face(font.file_content, font.index)
    pins = _pins(font, face)
    if pins:
        flags |= SubsetFlags.SET_OVERLAPS_FLAG  # the strokes of variable fonts may overlap
    used = _cut(face, set(text_of_glyph), flags | SubsetFlags.RETAIN_GIDS, _UNUSED_TABLES, pins)
    if not hinting:
        flags |= SubsetFlags.NO_HINTING
    font.file_content = _cut(used, set(range(max(text_of_glyph) + 1)), flags).blob.data
    if pins:
        font.tables.remove("fvar")  # WeasyPrint has no axis left to set


def _pins(font: Any, face: Any) -> Mapping[str, float]:
    """Return the weight to which a font is set that varies in nothing else.

    WeasyPrint would do so afterwards with fontTools, in a hundred times as long; it does with the
    fonts that have other axes.
    """
    if [axis.tag for axis in face.axis_infos] != ["wght"]:
        return {}
    return {"wght": float(font.variations.get("wght", font.weight))}


def _cut(
    face: Any,
    glyphs: set[int],
    flags: Any,
    dropped_tables: tuple[str, ...] = (),
    pins: Mapping[str, float] = MappingProxyType({}),
) -> Any:
    from uharfbuzz import SubsetInput, subset

    wanted = SubsetInput()
    wanted.flags = flags
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(
        int.from_bytes(tag.encode("ascii"), "big") for tag in dropped_tables
    )
    for axis, value in pins.items():
        wanted.pin_axis_location(face, axis, value)
    return subset(face, wanted)
