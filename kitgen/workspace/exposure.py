"""The record of use: which questions the kits of a workspace asked, so that they can rest.

It is a SQLite file beside kitgen.yaml, so that commands which run at once lose nothing. It is
never read or written to render a pack, and its days are printed in no output.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kitgen.errors import RecordFault
from kitgen.kit.kit import Kit
from kitgen.selection.exposure import Exposure, Tally

_OURS = 0x6B697467  # SQLite's application_id of the file: 'kitg'
_VERSION = 1
_PATIENCE = 30.0  # seconds to wait for another command that is writing
_TABLES = (
    "CREATE TABLE kits (kit TEXT PRIMARY KEY, run INTEGER NOT NULL, role TEXT NOT NULL, "
    "day TEXT NOT NULL)",
    "CREATE TABLE uses (kit TEXT NOT NULL REFERENCES kits, question TEXT NOT NULL, "
    "PRIMARY KEY (kit, question))",
    f"PRAGMA application_id = {_OURS}",
    f"PRAGMA user_version = {_VERSION}",
)
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_REFUSED = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}
_PRIMARY = 0xFF  # the bits of SQLite's result codes that are the same for all of a sort


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a question: the kit that asked it, and the day its packs were made."""

    kit: str
    day: str


def record(file: Path, kits: Sequence[Kit], day: date) -> None:
    """Record the kits that one command made packs of, as one run; makes the file when missing.

    A kit recorded before counts once. Raises RecordFault as `uses` does.
    """
    with recording(file, kits, day) as complete:
        complete()


@contextmanager
def recording(file: Path, kits: Sequence[Kit], day: date) -> Iterator[Callable[[], None]]:
    """Record as `record` does, but only when the function is called that the context gets.

    So the record can tell of packs exactly if these were written.
    """
    with _opened(file, "IMMEDIATE") as base:
        if _is_empty(base):
            for statement in _TABLES:
                base.execute(statement)
        (run,) = base.execute("SELECT coalesce(max(run), 0) + 1 FROM kits").fetchone()
        for kit in kits:
            row = (kit.id, run, kit.role.name, day.isoformat())
            if base.execute("INSERT OR IGNORE INTO kits VALUES (?, ?, ?, ?)", row).rowcount:
                asked = {(kit.id, question.id) for question in kit.questions}
                base.executemany("INSERT INTO uses VALUES (?, ?)", asked)
        yield lambda: _complete(base)


def _complete(base: sqlite3.Connection) -> None:
    base.execute("COMMIT")


def require_writable(file: Path) -> None:
    """Raise RecordFault, as `uses` does, where a use could not be recorded."""
    if uses(file):
        with _opened(file, "IMMEDIATE"):
            return
    if not os.access(file.parent, os.W_OK):
        raise RecordFault(f"cannot write {file}", "look at the rights of its folder")


def uses(file: Path) -> Mapping[str, tuple[Use, ...]]:
    """Return all uses of each question, in the order in which they were recorded.

    Raises RecordFault for a file that is damaged, of another program, or cannot be opened.
    """
    found: dict[str, tuple[Use, ...]] = {}
    query = "SELECT question, kit, day FROM uses JOIN kits USING (kit) ORDER BY kits.rowid"
    for question, kit, day in _rows(file, query):
        found[question] = (*found.get(question, ()), Use(kit, day))
    return found


def resting(file: Path, role: str, runs: int) -> tuple[frozenset[str], ...]:
    """Return the questions of a role's last runs, the latest first; fewer where fewer are there.

    Raises RecordFault as `uses` does.
    """
    latest: dict[int, set[str]] = {}
    rows = _rows(
        file,
        "SELECT run, question FROM uses JOIN kits USING (kit) WHERE role = ? ORDER BY run DESC",
        role,
    )
    for run, question in rows:
        latest.setdefault(run, set()).add(question)
    return tuple(map(frozenset, latest.values()))[:runs]


def exposure(file: Path, role: str, cap: int) -> Exposure:
    """Return how often a role's loops and those of all roles asked each question.

    Raises RecordFault as `uses` does.
    """
    every = tallies(file)
    return Exposure(cap, every.get(role, Tally()), sum(every.values(), Tally()))


def tallies(file: Path) -> Mapping[str, Tally]:
    """Return for each recorded role in how many of its loops each question was asked.

    The kits of a role in one run are one loop. Raises RecordFault as `uses` does.
    """
    loops = _rows(file, "SELECT role, count(DISTINCT run) FROM kits GROUP BY role")
    asked = _rows(
        file,
        "SELECT role, question, count(DISTINCT run) FROM uses JOIN kits USING (kit) "
        "GROUP BY role, question",
    )
    found: dict[str, dict[str, int]] = {role: {} for role, _ in loops}
    for role, question, times in asked:
        found[role][question] = times
    return {role: Tally(number, found[role]) for role, number in loops}


def _rows(file: Path, query: str, *values: str) -> list[tuple[Any, ...]]:
    if not file.exists():
        return []
    with _opened(file, "DEFERRED") as base:
        return [] if _is_empty(base) else base.execute(query, values).fetchall()


@contextmanager
def _opened(file: Path, transaction: str) -> Iterator[sqlite3.Connection]:
    """Open the file for one transaction, which is undone unless the context completes it."""
    try:
        with closing(sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)) as base:
            base.execute(f"BEGIN {transaction}")
            _refuse_foreign(base, file)
            yield base
    except sqlite3.Error as error:
        raise _fault(file, error) from None


def _is_empty(base: sqlite3.Connection) -> bool:
    (tables,) = base.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(tables == 0)


def _refuse_foreign(base: sqlite3.Connection, file: Path) -> None:
    (owner,) = base.execute("PRAGMA application_id").fetchone()
    (version,) = base.execute("PRAGMA user_version").fetchone()
    if owner != _OURS and not _is_empty(base):
        raise RecordFault(f"{file} is not a record of use by kitgen", "move it elsewhere")
    if owner == _OURS and version > _VERSION:
        raise RecordFault(f"{file} was written by a newer kitgen", "update kitgen")


def _fault(file: Path, error: sqlite3.Error) -> RecordFault:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & _PRIMARY
    if code in _BUSY:
        return RecordFault(f"{file} is in use by another command", "wait for it, then try again")
    if code in _REFUSED:
        return RecordFault(
            f"cannot open or write {file}: {error}", "look at the disk and its rights"
        )
    return RecordFault(
        f"{file} is damaged: {error}",
        "restore it from a copy, or delete it to begin a new record",
    )
