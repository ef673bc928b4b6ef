"""Fonts of scripts that the theme's text font lacks: which of them a document needs."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from kitgen.errors import MissingFont
from kitgen.render.document import Document
from kitgen.render.fonts import (
    MATHS_FONT,
    FontFile,
    font_files,
    is_there,
    script_font_files,
    signs,
)
from kitgen.system import pip_install
from kitgen.theme import Theme

_SIGNS = {"Zyyy", "Zinh"}  # of many scripts: fonts of letters beside them have most
_LATIN = "\u024f"  # the last letter that every text font has


def fonts_of(document: Document, theme: Theme) -> tuple[FontFile, ...]:
    """Return the files of the theme's fonts, of that of signs, and of the document's scripts.

    Raises MissingFont as `font_files` does.
    """
    return (*font_files(theme), *script_files(document, theme))


def script_files(document: Document, theme: Theme) -> tuple[FontFile, ...]:
    """Return the files of the fonts of the document's scripts, of those that are there."""
    families = _script_families(document, theme)
    return tuple(file for family in families for file in script_font_files(theme, family))


def families_of(document: Document, theme: Theme) -> tuple[str, ...]:
    """Return the fonts of a document's texts by their names, in the order in which they are used.

    A font of another script begins after that of signs, so that no sign of a text looks otherwise
    because of a letter elsewhere.
    """
    return (theme.tokens.fonts.text, MATHS_FONT, *_script_families(document, theme))


def scripts_in(characters: Collection[str]) -> frozenset[str]:
    """Return the scripts of characters by their codes (ISO 15924).

    A sign of several scripts, such as a full stop of Chinese and Japanese, counts for all of them
    where no letter of one of them is beside it.
    """
    from fontTools.unicodedata import script_extension

    of_each = [script_extension(character) for character in characters]
    own = {code for codes in of_each if len(codes) == 1 for code in codes}
    shared = {code for codes in of_each if own.isdisjoint(codes) for code in codes}
    return frozenset(own | shared)


def remedies(characters: Collection[str], theme: Theme) -> Iterator[str]:
    """Yield, for each script of characters, what gives a document a font of it."""
    from fontTools.unicodedata import script_name

    named = theme.tokens.fonts.scripts
    codes = scripts_in(characters)
    for code in sorted(codes - _SIGNS or codes):
        if code not in named:
            yield f"name a font for {code} ({script_name(code)}) under 'scripts' in theme.yaml"
        elif not is_there(theme, named[code]):
            command = pip_install(f"fontpkg-{named[code].lower().replace(' ', '-')}")
            yield f"for {script_name(code)}, install the font {named[code]}: {command}"


# Formats and their caches ask for the same document again and again.
@lru_cache(maxsize=8)
def _script_families(document: Document, theme: Theme) -> tuple[str, ...]:
    """Return the installed fonts of the document's scripts, in the theme's order."""
    words = theme.words
    text = f"{document.tree.text_content()}{words.page}{words.continued}"
    others = {sign for sign in {*text, *text.upper()} if sign > _LATIN}
    lacking = others - _known(theme) if others else others
    found = scripts_in(lacking) if lacking else frozenset[str]()
    names = dict.fromkeys(n for code, n in theme.tokens.fonts.scripts.items() if code in found)
    return tuple(name for name in names if is_there(theme, name))


def _known(theme: Theme) -> frozenset[str]:
    """Return what the text font has; HTML may be without it, in fonts of its readers."""
    try:
        return signs(font_files(theme)[0].path)
    except MissingFont:
        return frozenset()
