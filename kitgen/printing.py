"""A document to print, as a task that any process can do: an edition, its subject, a format."""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from itertools import product
from typing import Any

from kitgen.disclosure.scan import Scanner
from kitgen.editions.edition import Edition, Source
from kitgen.editions.occasion import Occasion
from kitgen.errors import BorrowedFont
from kitgen.literals import Format
from kitgen.output import OutputFile
from kitgen.render.formats import RENDERERS
from kitgen.render.html import render_html
from kitgen.request import Packing
from kitgen.theme import Theme


@dataclass(frozen=True, slots=True)
class Printing:
    """An edition of one subject in one format, for some occasions: a file for each of these."""

    edition: Edition[Any, Any]
    subject: Any
    occasions: tuple[Occasion, ...]
    format: Format
    theme: Theme


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
        Printing(edition, subject, (occasion,), format_, packing.theme)
        for edition in editions
        for subject, occasion, format_ in product(
            edition.subjects(sources), packing.occasions, packing.formats
        )
    )


def files_of(tasks: Sequence[Printing], executor: Executor | None = None) -> Iterator[OutputFile]:
    """Print with an executor, or here without one; the files come in the order of the tasks.

    Warns of fonts as formats do. Raises Disclosure for a file for candidates that has words of an
    answer.
    """
    if executor is None or len(tasks) == 1:
        for task in tasks:
            yield from rendered(task)
        return
    futures = [executor.submit(printed, task) for task in tasks]
    yield from _in_order(futures)


def _in_order(futures: Sequence[Future[Printed]]) -> Iterator[OutputFile]:
    try:
        for future in futures:
            done = future.result()
            for note in done.notes:
                warnings.warn(BorrowedFont(note), stacklevel=1)
            yield from done.files
    finally:
        for future in futures:
            future.cancel()


def printed(task: Printing) -> Printed:
    """Print in a process of its own, whose warnings reach nobody."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", BorrowedFont)
        files = tuple(rendered(task))
    notes = (str(found.message) for found in caught if found.category is BorrowedFont)
    return Printed(files, tuple(dict.fromkeys(notes)))


def rendered(task: Printing) -> Iterator[OutputFile]:
    """Render a file for each occasion of a task, and look through those for candidates."""
    edition = task.edition
    scanner = Scanner([task.subject]) if edition.for_candidates else None
    for occasion in task.occasions:
        view = edition.view(task.subject, occasion)
        document = render_html(edition.name, view, task.theme)
        name = edition.file_name(edition.slot(task.subject), occasion, task.format)
        content = RENDERERS[task.format](document, task.theme)
        if scanner:
            scanner.require_none(name, content)
        yield OutputFile(name, content)
