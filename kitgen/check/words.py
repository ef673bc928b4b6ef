"""The words of a text: what the rules count and compare."""

import re
from functools import cache

_CODE = re.compile(r"```.*?```|~~~.*?~~~", re.DOTALL)
# Addresses are not read aloud: of links and pictures, in angle brackets, and below a text.
_ADDRESS = re.compile(
    r"(?<=\])\([^\s()]+(?:\([^\s()]*\)[^\s()]*)*(?: [\"'][^\n]*[\"'])?\)"
    r"|<(?:https?://|mailto:)[^\s>]*>"
    r"|^ {0,3}\[[^\]\n]+\]: .*$",
    re.MULTILINE,
)
_TAG = re.compile(r"</?(?:br|sub|sup) ?/?>|^[ >]*> ?", re.IGNORECASE | re.MULTILINE)
_MARKUP = re.compile(r"[*`$]+")
_END = re.compile(r"(?<=[.?!])['\"’”]?\s+(?=['\"‘“]?[A-Z0-9])")
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_SUFFIXES = ("ings", "ing", "ies", "ied", "ed", "es", "s", "ly")
_EMPTY_WORDS = """
a about above after again all also am among an and another any are as asked at away back be
because been before being between both but by came can cannot come could did do does doing done
down during each either else every first for from further gave get give go had has have he her
here him his how i if in into is it its itself just let like made make many may me might more
most much must my neither next no nor not now of off on once one only or other our out over own
please put rather same say says see shall she should show so some such take tell than that the
their them then there these they thing this those through to too two under until up upon us use
used using very was we went were what when where whether which while who whom whose why will
with within without would you your yours yourself
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


def plain(text: str) -> str:
    """Return what is read aloud: one line, without code blocks and Markdown signs."""
    text = _TAG.sub("", _ADDRESS.sub("", _CODE.sub(" ", text)))
    return " ".join(_MARKUP.sub("", text).replace("’", "'").split())


@cache
def words(text: str) -> tuple[str, ...]:
    """Return the words of the plain text, in lower case."""
    return tuple(_WORD.findall(plain(text).lower()))


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of the plain text."""
    return tuple(part for part in _END.split(plain(text)) if part)


@cache
def content(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning."""
    return frozenset(stem(word) for word in words(text) if word not in _EMPTY)


@cache
def stem(word: str) -> str:
    """Cut the commonest English endings: enough to make 'splits' and 'splitting' equal.

    Snowball's English stemmer finds the same in the shipped bank and all tests of the rules, but
    makes 'position' equal to 'positive' and 'probability' to 'probably', which differ in our field.
    """
    if any(map(str.isdigit, word)):
        return word
    word = word.removesuffix("'s").removesuffix("'")
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word.removesuffix(suffix) + ("y" if suffix in {"ies", "ied"} else "")
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word
