"""Characters of a document: where they are, and those that a company's own font lacks."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from unicodedata import category, normalize

from lxml import etree

from kitgen.brand.tokens import Fonts
from kitgen.errors import MissingFont, counted
from kitgen.render.document import Document
from kitgen.render.fonts import font_files, signs
from kitgen.render.scripts import script_files
from kitgen.theme import Theme

_SHOWN = 8  # characters; an alphabet has dozens
_HEADINGS_SHOWN = 3  # a document of another script has them below each
_HEADINGS = ("h1", "h2")
_CODE = ".//text()[ancestor::code or ancestor::pre]"
_PLAIN = ".//text()[not(ancestor::code or ancestor::pre or ancestor::math)]"
_LETTERS = "LM"  # and digits: the first letters of their categories (Unicode, 4.5)


def require_characters(document: Document, theme: Theme) -> None:
    """Raise MissingFont for letters and digits that font files of the theme's own lack.

    Other signs are in a font of kitgen's, and other scripts may have fonts of their own. Where a
    theme has no such files, formats look for themselves.
    """
    if not theme.typefaces:
        return
    own = {face.family for face in theme.typefaces}
    found = _set_in_each(document, theme)
    lacking: dict[tuple[str, str], list[str]] = {}
    for file in font_files(theme):
        without = {sign for sign in found.get(file.family, ()) if sign not in signs(file.path)}
        if file.family in own:
            there = places(document, without)
            lacking.setdefault((file.family, there), []).append(file.path.name)
    faults = [
        f"{font} ({', '.join(files)}) lacks {there}"
        for (font, there), files in lacking.items()
        if there
    ]
    if faults:
        raise MissingFont(
            f"the font {'; '.join(faults)}",
            "under 'fonts' in theme.yaml, name files of a font that has these characters, or under "
            "'scripts' there a font for letters of another script",
        )


def _set_in_each(document: Document, theme: Theme) -> Mapping[str, set[str]]:
    """Return the letters and digits that are set in each family, and in no font of a script."""
    elsewhere = {sign for file in script_files(document, theme) for sign in signs(file.path)}
    texts = _texts_of(theme.tokens.fonts)
    return {family: _letters(document, path) - elsewhere for family, path in texts}


def _texts_of(fonts: Fonts) -> Iterator[tuple[str, str]]:
    """Yield each family with the XPath of the texts that are set in it."""
    if fonts.text == fonts.code:
        yield fonts.text, f"{_PLAIN} | {_CODE}"
    else:
        yield fonts.text, _PLAIN
        yield fonts.code, _CODE


def _letters(document: Document, path: str) -> set[str]:
    return {sign for text in document.body.xpath(path) for sign in text if _is_letter(sign)}


def _is_letter(character: str) -> bool:
    """Tell whether a character is a letter or digit of a text, and not one of formulas."""
    is_plain = normalize("NFKC", character) == character
    return is_plain and (category(character)[0] in _LETTERS or character.isdigit())


def places(document: Document, characters: Collection[str]) -> str:
    """Return where the characters are: below which headings, in reading order, and which there.

    Of more than some headings only the first are named. What no text has is in a drawing, unless a
    text has it as a small letter.
    """
    texts = _texts(document)
    found = [
        f"{_named(tuple(below))} in '{heading}'"
        for heading, text in texts.items()
        if (below := dict.fromkeys(sign for sign in text if sign in characters))
    ]
    more = len(found) - _HEADINGS_SHOWN
    rest = [f"some also below {counted(more, 'other heading')}"] if more > 0 else []
    printed = "".join(texts.values())
    nowhere = set(filter(str.isprintable, characters)) - {*printed, *printed.upper()}
    drawn = [f"{_named(sorted(nowhere))} in a drawing or at the edges of pages"] if nowhere else []
    return "; ".join([*found[:_HEADINGS_SHOWN], *rest, *drawn])


def _named(characters: Sequence[str]) -> str:
    shown = [f"{character} (U+{ord(character):04X})" for character in characters[:_SHOWN]]
    more = len(characters) - len(shown)
    return ", ".join([*shown, *([f"{more} more"] if more else [])])


def _texts(document: Document) -> Mapping[str, str]:
    """Return the text below each heading of the first two levels, the heading included."""
    texts: dict[str, str] = {}
    heading = document.title
    for element in document.body.iter(etree.Element):
        if element.tag in _HEADINGS:
            heading = " ".join(element.text_content().split())
        own = "".join(element.xpath("text()"))
        texts[heading] = texts.get(heading, "") + own
    return texts
