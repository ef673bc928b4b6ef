"""The font of what is typed into a PDF: the theme's, with the letters of Western Europe."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from struct import unpack_from
from typing import Any

from kitgen.render.fonts import font_files
from kitgen.theme import Theme

# A simple font has 256 characters (ISO 32000-1, 9.6); a viewer takes its own fonts for others.
_FIRST = 32
_CODES = range(_FIRST, 256)
_NONSYMBOLIC = 32
_STEM = 80  # about that of a regular weight; viewers read it only where they replace the font
_REGULAR = 400


@dataclass(frozen=True, slots=True)
class _Cut:
    """A font file cut to what is typed, and what a PDF says of it, in thousandths of its size."""

    content: bytes
    outlines: str
    widths: tuple[int, ...]
    bounds: tuple[int, ...]
    ascent: int
    descent: int


def form_font(document: Any, theme: Theme) -> Any:
    """Return the font of a form as an object of a pikepdf.Pdf."""
    import pikepdf

    file = font_files(theme)[0]
    cut = _cut(file.path)
    name = pikepdf.Name(f"/KITGEN+{file.family.replace(' ', '')}")
    stream = document.make_stream(cut.content)
    is_truetype = cut.outlines == "glyf"
    if not is_truetype:
        stream.Subtype = pikepdf.Name.OpenType
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=name,
        Flags=_NONSYMBOLIC,
        FontBBox=cut.bounds,
        ItalicAngle=0,
        Ascent=cut.ascent,
        Descent=cut.descent,
        CapHeight=cut.ascent,
        StemV=_STEM,
    )
    descriptor["/FontFile2" if is_truetype else "/FontFile3"] = stream
    return document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.TrueType if is_truetype else pikepdf.Name.Type1,
            BaseFont=name,
            FirstChar=_CODES[0],
            LastChar=_CODES[-1],
            Widths=cut.widths,
            Encoding=pikepdf.Name.WinAnsiEncoding,
            FontDescriptor=document.make_indirect(descriptor),
        )
    )


def _characters() -> Mapping[int, str]:
    """Return the characters of WinAnsiEncoding by their codes."""
    decoded = {code: bytes([code]).decode("cp1252", "ignore") for code in _CODES}
    return {code: character for code, character in decoded.items() if character}


@lru_cache(maxsize=4)
def _cut(path: Path) -> _Cut:
    from uharfbuzz import Blob, Face, Font, SubsetInput, subset

    characters = _characters()
    whole = Face(Blob.from_file_path(str(path)))
    wanted = SubsetInput()
    wanted.unicode_set.update(map(ord, characters.values()))
    for axis in whole.axis_infos:
        value = _REGULAR if axis.tag == "wght" else axis.default_value
        wanted.pin_axis_location(whole, axis.tag, float(value))
    face = subset(whole, wanted)
    font, scale = Font(face), 1000 / face.upem
    glyphs = {code: font.get_nominal_glyph(ord(sign)) for code, sign in characters.items()}
    advances = {code: font.get_glyph_h_advance(glyph) for code, glyph in glyphs.items() if glyph}
    extents = font.get_font_extents("ltr")
    bounds = unpack_from(">4h", face.reference_table("head").data, 36)
    return _Cut(
        content=bytes(face.blob.data),
        outlines="glyf" if "glyf" in face.table_tags else "CFF ",
        widths=tuple(round(advances.get(code, 0) * scale) for code in _CODES),
        bounds=tuple(round(edge * scale) for edge in bounds),
        ascent=round(extents.ascender * scale),
        descent=round(extents.descender * scale),
    )
