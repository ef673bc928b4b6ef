"""Characters that nobody sees and that change what is printed, or hide words in it."""

import re
from unicodedata import name as unicode_name

# Word files and HTML have no place for these, nor PDF a glyph; U+2028 and U+2029 end lines.
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff"
# They reorder what is around them (UAX 9), so that a text is not read as it is stored. The marks
# U+200E, U+200F and U+061C do not: writers of Hebrew and Arabic need them.
_REORDERING = "\u202a-\u202e\u2066-\u2069"
# Without any glyph: words with one in them look alike and are found by nobody. Tags (U+E0000 to
# U+E007F) spell words of their own.
_HIDING = (
    "\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
# One selects a form of the sign before it; a row of them can spell anything.
_ROW_OF_SELECTORS = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]{3,}"
# Arabic, Persian and Indian scripts need the joiners, and emoji; between Latin letters they hide.
_LATIN = "0-9A-Za-z\u00c0-\u024f"
_JOINERS_IN_LATIN = f"[\u200c\u200d](?<=[{_LATIN}].)(?=[{_LATIN}])"

UNSEEN = re.compile(f"[{_CONTROL}{_REORDERING}{_HIDING}]|{_ROW_OF_SELECTORS}|{_JOINERS_IN_LATIN}")
_IN_MESSAGES = re.compile(f"[\\n\\t{_CONTROL}{_REORDERING}{_HIDING}]")
_REORDERS = re.compile(f"[{_REORDERING}]")
_CONTROLS = re.compile(f"[{_CONTROL}]")


def has_unseen(text: str) -> bool:
    """Tell whether UNSEEN finds anything; no part of it goes over the end of a line.

    It skips lines of ASCII, which most are, so a large bank takes a fifth of the time.
    """
    if _is_plain(text):
        return False
    return any(UNSEEN.search(line) for line in text.split("\n") if not _is_plain(line))


def _is_plain(line: str) -> bool:
    return line.isascii() and line.isprintable()


def refusal(found: str) -> str:
    """Return why a character that UNSEEN found is refused."""
    code = f"U+{ord(found[0]):04X}"
    if _CONTROLS.match(found):
        return f"control character {code} is not allowed"
    if _REORDERS.match(found):
        return f"{code} changes the order of what is around it; remove it"
    return f"{code} is invisible and may hide words; remove it"


def shown(text: str) -> str:
    r"""Return a text of a file as a terminal may show it: what nobody sees as `\u202e`."""
    return _IN_MESSAGES.sub(lambda sign: sign[0].encode("unicode_escape").decode(), text)


def foreign(word: str, other: str) -> str:
    """Tell which letter of a word is of another script than a word of Latin letters like it.

    A Cyrillic а looks as a Latin one, so that two words differ and nobody sees where.
    """
    for letter in word if other.isascii() else "":
        called = unicode_name(letter, "")
        if letter.isalpha() and not called.startswith("LATIN"):
            return f" ('{letter}' is U+{ord(letter):04X}, {called.lower()})"
    return ""
