"""What a part of a PDF uses of fonts, to be embedded once for all parts."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from kitgen.render.document import Document
from kitgen.render.pdf.parts import Part
from kitgen.render.pdf.subset import Fonts
from kitgen.render.scripts import fonts_of
from kitgen.theme import Theme

# Attributes of WeasyPrint's fonts that live only as long as a layout.
_ALIVE = ("hb_font", "hb_face", "file_content", "subset", "name")


class NotEmbedded(dict[Any, Any]):
    """The fonts of a part as it is drawn: WeasyPrint, which asks for their values, embeds none."""

    def values(self) -> Any:
        """Return none."""
        return ()


class Gathered(Fonts):
    """The fonts of all parts, and those of the pages' edges, which are drawn last."""

    def __init__(self, fonts: Mapping[str, Any]) -> None:
        super().__init__()
        for name, font in fonts.items():
            super().__setitem__(name, font)

    def __setitem__(self, key: Any, font: Any) -> None:
        before = self.pop(font.hash, None)
        if before:
            font.widths, font.to_unicode = before.widths, before.to_unicode
        super().__setitem__(key, font)


def facts_of(font: Any) -> dict[str, Any]:
    """Return what is to be known of a font, and which glyphs of it are used."""
    plain = {key: value for key, value in vars(font).items() if key not in _ALIVE}
    return {
        **plain,
        "name": font.name.decode(),
        "file": sha256(font.file_content).hexdigest(),
        "widths": list(font.widths.items()),
        "to_unicode": list(font.to_unicode.items()),
        "missing": list(font.missing.items()),
    }


def contents(document: Document, theme: Theme) -> dict[str, bytes]:
    """Return the files of a document's fonts by their digests."""
    files = [file.path.read_bytes() for file in fonts_of(document, theme)]
    return {sha256(file).hexdigest(): file for file in files}


def gathered(parts: Iterable[Part], files: Mapping[str, bytes]) -> Gathered | None:
    """Return the fonts of parts; None where these disagree how wide a glyph is."""
    fonts: dict[str, Any] = {}
    for facts in (facts for part in parts for facts in part.facts["fonts"]):
        if facts["hash"] not in fonts:
            fonts[facts["hash"]] = _font(facts, files)
        font = fonts[facts["hash"]]
        for glyph, width in facts["widths"]:
            if font.widths.setdefault(glyph, width) != width:
                return None
        for glyph, text in facts["to_unicode"]:
            font.to_unicode.setdefault(glyph, text)
    return Gathered(fonts)


def _font(facts: Mapping[str, Any], files: Mapping[str, bytes]) -> Any:
    from weasyprint.pdf.fonts import Font

    font = Font.__new__(Font)
    vars(font).update(facts)
    font.name, font.file_content = facts["name"].encode(), files[facts["file"]]
    font.widths, font.to_unicode, font.missing = {}, {}, dict(facts["missing"])
    font.tables, font.variations = list(facts["tables"]), dict(facts["variations"])
    return font
