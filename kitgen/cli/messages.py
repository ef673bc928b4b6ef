"""Messages on stderr: errors that the user can fix, and the progress of a longer run."""

import sys
import time
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

import click

from kitgen.errors import BorrowedFont, KitgenError

_PATIENCE = 1.0  # seconds before a display of progress is worth its flicker


def echo_error(error: KitgenError) -> None:
    """Print an error's message and hint; each fault of a file is on a separate line."""
    click.echo(f"kitgen: {error}" if "\n" not in str(error) else str(error), err=True)
    if error.hint:
        click.echo(f"hint: {error.hint}", err=True)


@contextmanager
def notes_on_fonts() -> Iterator[None]:
    """Print each warning about fonts once, when everything is rendered."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", BorrowedFont)
        yield
    notes: dict[str, None] = {}
    for warning in caught:
        if issubclass(warning.category, BorrowedFont):
            notes[f"note: {warning.message}"] = None
        else:
            warnings.showwarning(
                warning.message, warning.category, warning.filename, warning.lineno
            )
    for note in notes:
        click.echo(note, err=True)


class _Named(Protocol):
    """Something that a display of progress can name."""

    @property
    def name(self) -> str:
        """What is shown of it."""


N = TypeVar("N", bound=_Named)


def with_progress(made: Iterable[N], total: int) -> Iterator[N]:
    """Pass files or rows on as they are made; after a second, on a terminal, show how many."""
    if sys.stderr is None or not sys.stderr.isatty():  # closed; or rich, slow to load, is no use
        yield from made
        return
    from rich.console import Console
    from rich.progress import Progress

    console, start = Console(stderr=True), time.monotonic()
    progress = Progress(console=console, transient=True, disable=not console.is_terminal)
    task = progress.add_task("Rendering", total=total)
    try:
        for one in made:
            progress.update(task, advance=1, description=one.name)
            if time.monotonic() - start > _PATIENCE:
                progress.start()
            yield one
    finally:
        progress.stop()
