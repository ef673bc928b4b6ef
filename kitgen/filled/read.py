"""Reads forms that were filled in, whatever made them."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from kitgen.errors import BadRequest, InvalidInput, KitgenError, Locked
from kitgen.files.text import read_bytes
from kitgen.filled.card import Card, card_of
from kitgen.filled.names import KIT, Entry, merged
from kitgen.filled.pdf import pdf_entries
from kitgen.filled.saved import saved_entries
from kitgen.filled.word import word_entries

_HINT = "forms are made with --fillable, as PDF or Word, or saved as JSON by their HTML page"


def read_cards(files: Sequence[Path], password: Callable[[], str] = lambda: "") -> tuple[Card, ...]:
    """Read forms; raises BadRequest with the faults of all of them.

    `password` is called where one protects a file.
    """
    cards: list[Card] = []
    faults: list[str] = []
    for file in files:
        try:
            cards.append(_read(file, password))
        except BadRequest as fault:
            faults.append(str(fault))
    if faults:
        raise BadRequest("\n".join(faults), _HINT)
    return tuple(cards)


def _read(file: Path, password: Callable[[], str]) -> Card:
    try:
        content = read_bytes(file)
    except InvalidInput as error:
        raise BadRequest(f"{file}: {error.issues[0].message}") from None
    values, faults = merged(_entries(file, content, password))
    if not values.get(KIT):
        raise BadRequest(f"{file}: no form of kitgen: it has no field '{KIT}'")
    if faults:
        raise BadRequest("\n".join(f"{file}: {fault}" for fault in faults))
    try:
        return card_of(str(file), values)
    except ValueError:
        raise BadRequest(f"{file}: a number was expected as rating and verdict") from None


def _entries(file: Path, content: bytes, password: Callable[[], str]) -> Iterable[Entry]:
    """Read a file with the reader of its format; those of broken files raise nearly anything."""
    reader: Callable[[bytes], Iterable[Entry]]
    if content.startswith(b"%PDF"):
        reader, kind = partial(_pdf_entries, password=password), "a PDF"
    elif content.startswith(b"PK"):
        reader, kind = word_entries, "a file of Word"
    else:
        reader, kind = saved_entries, "what a page saved"
    try:
        return tuple(reader(content))
    except KitgenError as error:
        raise BadRequest("; ".join(filter(None, (f"{file}: {error}", error.hint)))) from None
    except Exception as error:
        raise BadRequest(f"{file}: cannot be read as {kind}: {error}") from None


def _pdf_entries(content: bytes, password: Callable[[], str]) -> Iterable[Entry]:
    try:
        return tuple(pdf_entries(content))
    except Locked:
        return tuple(pdf_entries(content, password()))
