"""questions print: the command that writes a catalogue of the bank, or of a part of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kitgen.cli.browsing import browsing
from kitgen.cli.files import echo_paths, refuse_existing_files, write_packs
from kitgen.cli.options import example
from kitgen.cli.rendering import printing
from kitgen.cli.writing import Target, writing

if TYPE_CHECKING:
    from kitgen.bank.overview import Entry, Overview
    from kitgen.request import Packing


@click.command(
    "print",
    epilog=example("kitgen questions print --category ml-theory --format docx --output out"),
)
@browsing
@printing
@writing
def print_questions(
    *,
    overview: "Overview",
    entries: "Sequence[Entry]",
    packing: "Packing",
    target: Target,
) -> None:
    """Write a catalogue of questions with all that is written for them, to read and review.

    The filters are those of 'questions list'; without any, the whole bank is printed. It is one
    document, by category, and not for candidates.
    """
    from kitgen.editions.catalogue import Part
    from kitgen.errors import BadRequest
    from kitgen.pipeline import catalogue

    if not entries:
        raise BadRequest("no question is like this", "leave out a filter")
    bank = overview.bank()
    part = Part(bank, tuple(bank.questions[entry.place] for entry in entries))
    names = [part.file_name(format_) for format_ in packing.formats]
    refuse_existing_files(names, target)
    echo_paths(write_packs(catalogue(part, packing), names, (), target, record=False))
