"""What a layout sees of the machine: a fixed date, and no font that it does not need."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kitgen.render.document import Document
from kitgen.render.fonts import signs
from kitgen.render.scripts import fonts_of
from kitgen.theme import Theme

_NO_FONTS = Path(__file__).parent / "fonts.conf"
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))  # of variants; fonts need not have them


def lacks(document: Document, theme: Theme) -> bool:
    """Tell whether a document has a character that none of its fonts has."""
    known = _SELECTORS.union(*(signs(file.path) for file in fonts_of(document, theme)))
    text = set(document.tree.text_content())
    return any(sign not in known for sign in text if sign.isprintable() and not sign.isspace())


@contextmanager
def fixed_date() -> Iterator[None]:
    """Give embedded fonts a fixed date in place of the clock's, as reproducible builds do."""
    with _environment("SOURCE_DATE_EPOCH", "315532800"):  # 1980-01-01
        yield


@contextmanager
def without_machine_fonts() -> Iterator[None]:
    """Let Fontconfig start without fonts of the machine, and without its rules for fonts.

    Else a font of the same name, or a rule of a user, decides how a text is printed that the
    document's fonts have.
    """
    with _environment("FONTCONFIG_FILE", str(_NO_FONTS)):
        yield


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
