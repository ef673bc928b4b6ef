"""A document to print, as a task that any process can do: an edition, its subject, a format."""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

from kitgen.editions.edition import Edition, Source
from kitgen.editions.occasion import Occasion
from kitgen.errors import BorrowedFont
from kitgen.kit.kit import Kit
from kitgen.literals import Format
from kitgen.output import OutputFile
from kitgen.personal import Personal
from kitgen.protection import Protection
from kitgen.request import Packing
from kitgen.theme import Theme

if TYPE_CHECKING:
    from kitgen.disclosure.scan import Scanner

CHUNK = 50  # occasions of a task: their files are in memory together


@dataclass(frozen=True, slots=True)
class Printing:
    """An edition of one subject in one format, for some occasions: a file for each of these.

    With a `protection` the files are encrypted.
    """

    edition: Edition[Any, Any]
    subject: Any
    occasions: tuple[Occasion, ...]
    format: Format
    theme: Theme
    fillable: bool
    protection: Protection | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """The files of a printing, in the order of its occasions, and what is to be said of them."""

    files: tuple[OutputFile, ...]
    notes: tuple[str, ...]


def printings(
    editions: Iterable[Edition[Source, Any]], sources: Sequence[Source], packing: Packing
) -> tuple[Printing, ...]:
    """Return what is to be printed of sources, in the order of the files."""
    return tuple(
        Printing(
            edition,
            subject,
            occasions,
            format_,
            packing.theme.of(format_),
            packing.fillable,
            packing.protection,
        )
        for edition in editions
        for subject, occasions, format_ in product(
            edition.subjects(sources), _chunks(packing.occasions), packing.formats
        )
    )


def _chunks(occasions: Sequence[Occasion]) -> list[tuple[Occasion, ...]]:
    starts = range(0, len(occasions), CHUNK)
    return [tuple(occasions[start : start + CHUNK]) for start in starts]


def files_of(tasks: Sequence[Printing], executor: Executor | None = None) -> Iterator[OutputFile]:
    """Print with an executor, or here without one; the files come in the order of the tasks.

    Other formats than PDF are printed here in any case: they take less time than to start a
    process. Warns of fonts as formats do. Raises Disclosure for a file for candidates that has
    words of an answer.
    """
    costly = [task for task in tasks if task.format == "pdf"]
    futures: dict[int, Future[Printed]] = {}
    if executor and len(costly) > 1:
        futures = {id(task): executor.submit(printed, task) for task in costly}
    for task in tasks:
        if id(task) in futures:
            yield from _arrived(futures[id(task)].result())
        else:
            yield from rendered(task)


def _arrived(done: Printed) -> Iterator[OutputFile]:
    """Yield files that another process printed, and warn of what it had to say of them."""
    for note in done.notes:
        warnings.warn(BorrowedFont(note), stacklevel=1)
    yield from done.files


def printed(task: Printing) -> Printed:
    """Print in a separate process, whose warnings reach nobody."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", BorrowedFont)
        files = tuple(rendered(task))
    notes = (str(found.message) for found in caught if found.category is BorrowedFont)
    return Printed(files, tuple(dict.fromkeys(notes)))


def rendered(task: Printing) -> Iterator[OutputFile]:
    """Render a file for each occasion of a task, and look through those for candidates.

    They are looked through before they are encrypted, which is the last that happens to them.
    """
    edition, protection = task.edition, task.protection
    slot = edition.slot(task.subject)
    scanner = _scanner(task.subject) if edition.for_candidates else None
    occasions = [replace(one, protected=protection is not None) for one in task.occasions]
    made = Personal(
        edition, task.subject, occasions, task.format, task.theme, fillable=task.fillable
    )
    for occasion, content in zip(occasions, made.contents(), strict=True):
        name = edition.file_name(slot, occasion, task.format)
        if scanner:
            scanner.require_none(name, content)
        yield OutputFile(name, protection.protected(content) if protection else content)


def _scanner(kit: Kit) -> "Scanner":
    from kitgen.disclosure.scan import Scanner  # only files for candidates need it

    return Scanner([kit])
