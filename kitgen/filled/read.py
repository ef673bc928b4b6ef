"""Reads forms that were filled in, whatever made them."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from kitgen.errors import BadRequest, InvalidInput, Locked
from kitgen.files.kinds import read_as_it_begins
from kitgen.files.text import read_bytes
from kitgen.filled.card import Card, card_of
from kitgen.filled.names import KIT, Entry, merged
from kitgen.filled.pdf import pdf_entries
from kitgen.filled.saved import saved_entries
from kitgen.filled.word import word_entries

_HINT = "forms are made with --fillable, as PDF or Word, or saved as JSON by their HTML page"
_NO_FIELDS = (
    "no form of kitgen: a scan, a print to PDF and a file that another program saved without the "
    "names of fields have none to read; type what is on it into a new form"
)


def read_cards(files: Sequence[Path], password: Callable[[], str] = lambda: "") -> tuple[Card, ...]:
    """Read forms; raises BadRequest with the faults of all of them.

    `password` is called where one protects a file.
    """
    cards: list[Card] = []
    faults: list[str] = []
    for file in files:
        try:
            cards.append(_read(file, password))
        except (BadRequest, Locked) as fault:
            faults.append("; ".join(filter(None, (str(fault), fault.hint))))
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
        raise BadRequest(f"{file}: {_NO_FIELDS}")
    if faults:
        raise BadRequest("\n".join(f"{file}: {fault}" for fault in faults))
    try:
        return card_of(str(file), values)
    except ValueError:
        raise BadRequest(f"{file}: a number was expected as rating and verdict") from None


def _entries(file: Path, content: bytes, password: Callable[[], str]) -> Iterable[Entry]:
    try:
        return _found(file, content, "")
    except Locked:
        return _found(file, content, password())


def _found(file: Path, content: bytes, password: str) -> Iterable[Entry]:
    pdf = partial(pdf_entries, password=password)
    readers = (pdf, word_entries, saved_entries)
    return read_as_it_begins(str(file), content, *readers, "what a page saved")
