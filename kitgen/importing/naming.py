"""Ids and titles made of questions, tags of headings."""

import re
import unicodedata
from collections.abc import Container

from kitgen.bank.question import LONGEST_TITLE
from kitgen.importing.asking import without_number

_LONGEST_ID = 48
# Words that open a question and tell nothing of it.
_EMPTY = re.compile(
    r"(?:(?:what|who|which|where|when|why|how|is|are|was|were|do|does|did|can|could|would|you|your"
    r"|explain|describe|define|discuss|tell|me|us|about|please|the|a|an|i|we|to|of|in|on|for|with"
    r"|mean|means|meant|by|it|and|between)-)*"
)


def slug(text: str) -> str:
    """Return a text as an id may be: small letters and digits, joined by hyphens; may be empty."""
    plain = text.replace("ß", "ss").replace("C++", "cpp").replace("C#", "csharp")
    ascii_text = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    words = re.sub(r"['’]", "", ascii_text.lower())
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-")


def id_of(title: str, category: str, taken: Container[str]) -> str:
    """Return an id for a question of that title that no other has; numbered where one has."""
    whole = slug(title)
    told = _EMPTY.sub("", f"{whole}-", count=1).strip("-")
    base = _cut(told if len(told) > 4 else whole, _LONGEST_ID, "-") or f"{category}-question"
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


def title_of(question: str) -> str:
    """Return a question in plain words as a title: without its number, cut behind a word."""
    text = without_number(" ".join(question.split()))
    if len(text) <= LONGEST_TITLE:
        return text
    return f"{_cut(text, LONGEST_TITLE - 1, ' ').rstrip(' ,;:.-–—')}…"


def _cut(text: str, longest: int, between: str) -> str:
    """Return a text cut before the word that makes it too long."""
    if len(text) <= longest:
        return text
    cut = text[: longest + 1].rsplit(between, 1)[0]
    return cut[:longest]
