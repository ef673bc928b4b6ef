"""verify: the command that looks for answers in files for candidates."""

import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kitgen.cli import completion
from kitgen.cli.options import example, files_argument
from kitgen.cli.passwords import known_password, password_file_option
from kitgen.errors import Locked, counted

if TYPE_CHECKING:
    from kitgen.disclosure.scan import Leak, Scanner
    from kitgen.kit.kit import Kit


@click.command(
    epilog=example(
        "kitgen verify out/senior-ml-engineer-1-ml-depth-candidate.pdf",
        "kitgen verify sheets/coding.docx --kit out/senior-ml-engineer-1-ml-depth-kit.yaml",
    )
)
@files_argument
@click.option(
    "--kit",
    "kit_files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="KIT",
    shell_complete=completion.kits,
    help="A kit whose answers to look for. Repeatable. Default: all kits beside the files, and "
    "beside for-candidates/ for files in it.",
)
@password_file_option
def verify(files: Sequence[Path], kit_files: Sequence[Path], password_file: Path | None) -> None:
    """Look for confidential words of kits in FILE, a PDF, Word or HTML file for a candidate.

    Looks at all of a file: its text, shown or hidden, its name, properties, bookmarks,
    alternative texts, comments, form fields, attachments and pictures. Fails, and prints where,
    when it has a run of words that only the interviewer may see. Of files that a password protects
    all must have the same one.
    """
    from kitgen.disclosure.scan import Scanner
    from kitgen.unseen import shown

    scanner = Scanner(_kits(files, kit_files))
    password = cache(partial(known_password, password_file))
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # what a library passes over may have an answer
        found = [leak for file in files for leak in _leaks(scanner, file, password)]
    for leak in dict.fromkeys(found):
        click.echo(shown(str(leak)))  # the file may have been made to deceive
    if found:
        click.get_current_context().exit(1)
    click.echo(f"nothing confidential in {counted(len(files), 'file')}", err=True)


def _leaks(scanner: "Scanner", file: Path, password: Callable[[], str]) -> "list[Leak]":
    """Return what a file gives away; a password is asked for where one protects it."""
    from kitgen.disclosure.scan import file_content

    content = file_content(file)
    try:
        return list(scanner.leaks(file.name, content))
    except Locked:
        return list(scanner.leaks(file.name, content, password()))


def _kits(files: Sequence[Path], kit_files: Sequence[Path]) -> "list[Kit]":
    """Return the kits that are named, or those of the run that wrote the files."""
    from kitgen.errors import BadRequest
    from kitgen.kit.load import read_kit
    from kitgen.kit.names import KIT_ENDING

    folders = dict.fromkeys(folder for file in files for folder in _folders(file))
    beside = (kit for folder in folders for kit in sorted(folder.glob(f"*{KIT_ENDING}")))
    paths = tuple(kit_files) or tuple(beside)
    if not paths:
        raise BadRequest("no kit beside these files", "name the kit with --kit KIT")
    return [read_kit(path) for path in paths]


def _folders(file: Path) -> Iterator[Path]:
    """Yield the folder of a file, that of its run, and that of kits which nothing protects."""
    from kitgen.editions.edition import FOR_CANDIDATES
    from kitgen.kit.names import NOT_PROTECTED

    folder = file.absolute().parent
    of_run = (folder, folder.parent) if folder.name == FOR_CANDIDATES else (folder,)
    for place in of_run:
        yield from (place, place / NOT_PROTECTED)
