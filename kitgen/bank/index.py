"""A full-text index of questions: which have the beginnings of some words, and how relevant.

Beside it are the texts themselves, packed, so that those of one question are read alone.

It is SQLite's FTS5 with its BM25 (Robertson & Zaragoza, The Probabilistic Relevance Framework,
2009, doi 10.1561/1500000019), over texts without case and accents.
"""

import json
import re
import sqlite3
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass

from kitgen.cache import digest, find, keep

_KIND = "search"
# Of the columns: a title tells more of a question than its prompt, and that more than all else.
_WEIGHTS = (10.0, 3.0, 1.0)
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_NO_WORD = re.compile(r"[\W_]+")
_FAST = 1  # of zlib's levels
_TEXTS = "CREATE TABLE texts (place INTEGER PRIMARY KEY, packed BLOB)"
_WORDS = (
    "CREATE VIRTUAL TABLE words USING fts5(title, asked, others, tokenize='unicode61', content='')"
)
_INSERT = "INSERT INTO words (rowid, title, asked, others) VALUES (?, ?, ?, ?)"
_FIND = "SELECT rowid, bm25(words, ?, ?, ?) FROM words WHERE words MATCH ?"
_ALL = "SELECT place, 0.0 FROM texts"

# Texts of a question, each with the name of its field.
Texts = Sequence[tuple[str, str]]
NAMES = ("title", "id")
_ASKED = ("prompt", "handout")


@dataclass(frozen=True, slots=True)
class Index:
    """The texts of questions by the places of these, and the words in them."""

    base: sqlite3.Connection

    def texts(self, place: int) -> Texts:
        """Return the texts of a question."""
        found = self.base.execute("SELECT packed FROM texts WHERE place = ?", (place,))
        texts: Texts = json.loads(zlib.decompress(found.fetchone()[0]))
        return texts

    def relevance(self, words: Iterable[str]) -> Mapping[int, float]:
        """Return the places of questions that may have all words, with a number, low for the best.

        It is the same for all where words alone cannot tell: all of them are signs, or this SQLite
        has no FTS5.
        """
        wanted = " AND ".join(f'"{tokens}"*' for word in words if (tokens := _tokens(word)))
        try:
            query = (_FIND, (*_WEIGHTS, wanted)) if wanted else (_ALL, ())
            return dict(self.base.execute(*query).fetchall())
        except sqlite3.DatabaseError:
            return dict(self.base.execute(_ALL).fetchall())


@contextmanager
def opened_index(content: str, questions: Callable[[], Iterable[Texts]]) -> Iterator[Index]:
    """Open the index of questions; it is kept where `content` names what they are made of."""
    name = digest(sqlite3.sqlite_version, content)
    found = find(_KIND, name) if content else None
    with closing(sqlite3.connect(":memory:")) as base:
        if found:
            base.deserialize(found)
        else:
            _fill(base, questions())
        if content and not found:
            keep(_KIND, name, base.serialize())
        yield Index(base)


def column(field: str) -> int:
    """Return how good a field is for a word, 0 for the best: the column that its texts are in."""
    if field in NAMES:
        return 0
    return 1 if field in _ASKED else 2


def folded(text: str) -> str:
    """Return a text without case and accents: Ångström as angstrom."""
    plain = text.casefold()
    if plain.isascii():
        return plain
    return _FOREIGN.sub(_without_mark, unicodedata.normalize("NFKD", plain))


def _without_mark(found: re.Match[str]) -> str:
    return "" if unicodedata.combining(found[0]) else found[0]


def _fill(base: sqlite3.Connection, questions: Iterable[Texts]) -> None:
    base.execute(_TEXTS)
    has_words = _has_words(base)
    for place, texts in enumerate(questions):
        packed = zlib.compress(json.dumps(texts).encode(), _FAST)
        base.execute("INSERT INTO texts VALUES (?, ?)", (place, packed))
        if has_words:
            base.execute(_INSERT, (place, *_columns(texts)))
    base.commit()


def _has_words(base: sqlite3.Connection) -> bool:
    """Make the table of words; tell whether this SQLite can."""
    try:
        base.execute(_WORDS)
    except sqlite3.OperationalError:
        return False
    return True


def _columns(texts: Texts) -> list[str]:
    columns: tuple[list[str], ...] = ([], [], [])
    for name, text in texts:
        columns[column(name)].append(text)
    return [_tokens("\n".join(parts)) for parts in columns]


def _tokens(text: str) -> str:
    """Return a text as words apart from each other, without signs that mean something to FTS5."""
    return _NO_WORD.sub(" ", _FOREIGN.sub(_apart, folded(text))).strip()


def _apart(found: re.Match[str]) -> str:
    """Return a sign with spaces around it where its script writes words without any."""
    wide = unicodedata.east_asian_width(found[0]) == "W"
    return f" {found[0]} " if wide else found[0]
