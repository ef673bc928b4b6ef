"""Characters that the theme's fonts lack: which ones, in which question, and what to do."""

import re
import warnings
from collections.abc import Iterable
from typing import Any

from kitgen.errors import BorrowedFont, MissingFont
from kitgen.render.characters import places
from kitgen.render.document import Document
from kitgen.render.scripts import fonts_of, remedies
from kitgen.system import FONTS, install_command
from kitgen.theme import Theme

_UNSET = re.compile(r"^\.notdef glyph .* \(U\+([0-9A-F]+)\)$", re.DOTALL)


def refuse_unset(document: Document, messages: Iterable[str], theme: Theme) -> list[str]:
    """Return the messages of WeasyPrint that are not about characters.

    Raises MissingFont for those that are.
    """
    matches = {message: _UNSET.match(message) for message in messages}
    unset = {chr(int(match.group(1), 16)) for match in matches.values() if match}
    if unset:
        raise MissingFont(
            f"no font of this machine has {places(document, unset)}",
            "; ".join(
                (
                    *remedies(unset, theme),
                    "or write it otherwise, choose --format docx, which leaves the fonts to Word, "
                    f"or install more fonts: {install_command(FONTS)}",
                )
            ),
        )
    return [message for message, match in matches.items() if not match]


def warn_of_borrowed(document: Document, fonts: Iterable[Any], theme: Theme) -> bool:
    """Warn of characters that are in a font of the machine, for want of one of the theme's.

    Return whether there are any.
    """
    families = {file.family for file in fonts_of(document, theme)}
    borrowed: dict[str, set[str]] = {}
    for font in fonts:
        if font.family not in families:
            texts = "".join(font.to_unicode.values())
            borrowed.setdefault(font.family, set()).update("".join(texts.split()))
    for family, characters in sorted(borrowed.items()):
        there = places(document, characters)
        if there:
            message = f"{there}: printed in {family}, a font of this machine; another may differ"
            warnings.warn(BorrowedFont(message), stacklevel=1)
        for remedy in remedies(characters, theme):
            warnings.warn(BorrowedFont(remedy), stacklevel=1)
    return bool(borrowed)
