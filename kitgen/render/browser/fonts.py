"""The fonts of an HTML file: the theme's, cut to its characters and inside it, or the reader's."""

import string
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

from kitgen.render.characters import require_characters
from kitgen.render.document import Document
from kitgen.render.fonts import MATHS_FONT, FontFile, face_rule, signs
from kitgen.render.scripts import fonts_of
from kitgen.theme import Theme

# What stylesheets print themselves: numbers of pages, dashes before items.
_ALWAYS = frozenset(string.digits + string.ascii_letters + string.punctuation + " –")
# Features that style.css switches on, and that cutting would drop: figures of one width and height.
_FEATURES = ("tnum", "lnum")
# In equations a letter is set as its slanted twin of these (MathML Core, text-transform math-auto).
_SLANTED = tuple(map(chr, (*range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C), 0x210E)))
_ROOT = "\N{SQUARE ROOT}"  # which browsers draw, and no text has
_TWINS = {normalize("NFKC", slanted): slanted for slanted in _SLANTED}


def font_rules(document: Document, theme: Theme) -> str:
    """Return the rules of the theme's fonts, embedded or of the reader's machine.

    Raises MissingFont for a font to embed that is not installed.
    """
    if theme.tokens.fonts.html == "embedded":
        return "".join(_embedded(document, theme))
    fonts = theme.tokens.fonts
    return (
        f":root{{--text-font:'{fonts.text}',system-ui,sans-serif;"
        f"--code-font:'{fonts.code}',ui-monospace,monospace}}"
    )


def _embedded(document: Document, theme: Theme) -> Iterator[str]:
    """Yield a rule for each file of which the document needs characters."""
    require_characters(document, theme)
    files = fonts_of(document, theme)
    needed = _needed(document, theme, files)
    for file in files:
        characters = frozenset(needed[file.family] & signs(file.path))
        if characters:
            weights = f"{file.weights[0]} {file.weights[-1]}"
            yield face_rule(file, _data(file.path, characters), weights)


def _needed(document: Document, theme: Theme, files: Iterable[FontFile]) -> Mapping[str, set[str]]:
    """Return the characters that are set in each family; others have what that of text lacks."""
    text = "".join(document.body.itertext())
    printed = _ALWAYS | set(text) | set(text.upper())
    equations = _characters(document, "math")
    fonts = theme.tokens.fonts
    needed: dict[str, set[str]] = defaultdict(set)
    for family in {file.family for file in files} - {fonts.text, fonts.code}:
        needed[family] |= printed - _known(files, fonts.text)
    needed[fonts.text] |= printed
    needed[fonts.code] |= _characters(document, "code", "pre")
    needed[MATHS_FONT] |= equations | {_TWINS[sign] for sign in equations & _TWINS.keys()}
    if next(document.body.iter("msqrt", "mroot"), None) is not None:
        needed[MATHS_FONT].add(_ROOT)
    return needed


def _characters(document: Document, *tags: str) -> set[str]:
    return {sign for part in document.body.iter(*tags) for sign in "".join(part.itertext())}


def _known(files: Iterable[FontFile], family: str) -> set[str]:
    """Return the characters that each file of a family has."""
    return set.intersection(*(set(signs(file.path)) for file in files if file.family == family))


# A loop has some tens of documents, and those of a question have much the same characters.
@lru_cache(maxsize=64)
def _data(path: Path, characters: frozenset[str]) -> str:
    """Return a font file cut to some characters, compressed (WOFF), as a data address."""
    from fontTools.ttLib import TTFont
    from uharfbuzz import Blob, Face, SubsetInput, subset

    wanted = SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _FEATURES)
    cut = subset(Face(Blob.from_file_path(str(path))), wanted).blob.data
    # The date of the font stays its own, so that the same document gives the same bytes.
    font = TTFont(BytesIO(cut), recalcTimestamp=False)
    font.flavor = "woff"
    compressed = BytesIO()
    font.save(compressed)
    return f"data:font/woff;base64,{b64encode(compressed.getvalue()).decode()}"
