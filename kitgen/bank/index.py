"""A full-text index of questions: which have the beginnings of some words, and how relevant.

It is SQLite's FTS5 with its BM25 (Robertson & Zaragoza, The Probabilistic Relevance Framework,
2009, doi 10.1561/1500000019), over texts without case and accents.
"""

import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from kitgen.cache import digest, kept

# Of the columns: a title tells more of a question than its prompt, and that more than all else.
_WEIGHTS = (10.0, 3.0, 1.0)
_TABLE = "CREATE VIRTUAL TABLE texts USING fts5(title, asked, others, tokenize='unicode61')"
_FIND = "SELECT rowid, bm25(texts, ?, ?, ?) FROM texts WHERE texts MATCH ?"


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of a question by how much they tell of it; the first is its title."""

    title: str
    asked: str
    others: str

    def __iter__(self) -> Iterator[str]:
        return iter((self.title, self.asked, self.others))


def relevance(
    content: str, rows: Callable[[], Iterable[Row]], words: Sequence[str]
) -> Mapping[int, float] | None:
    """Return the places of the rows with all of the words, each with a number, low for the best.

    The index is kept where `content` names that of which the rows are made. None where words alone
    cannot tell: all of them are signs, or this SQLite has no FTS5.
    """
    wanted = " AND ".join(f'"{tokens}"*' for word in words if (tokens := _tokens(word)))
    if not wanted:
        return None
    try:
        name = digest(sqlite3.sqlite_version, content)
        index = kept("search", name, lambda: _index(rows())) if content else _index(rows())
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(index)
            return dict(connection.execute(_FIND, (*_WEIGHTS, wanted)).fetchall())
    except sqlite3.DatabaseError:
        return None


def folded(text: str) -> str:
    """Return a text without case and accents: Ångström as angstrom."""
    plain = text.casefold()
    if plain.isascii():
        return plain
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _index(rows: Iterable[Row]) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(_TABLE)
        insert = "INSERT INTO texts (rowid, title, asked, others) VALUES (?, ?, ?, ?)"
        values = ((number, *map(_tokens, row)) for number, row in enumerate(rows))
        connection.executemany(insert, values)
        connection.commit()
        return connection.serialize()


def _tokens(text: str) -> str:
    """Return a text as words apart from each other, without signs that mean something to FTS5."""
    plain = folded(text)
    signs = plain if plain.isascii() else "".join(map(_apart, plain))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in signs).split())


def _apart(sign: str) -> str:
    """Return a sign with spaces around it where its script writes words without any."""
    wide = unicodedata.east_asian_width(sign) == "W"
    return f" {sign} " if wide else sign
