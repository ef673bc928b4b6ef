"""Writes the files of a command, records the use of questions, and prints paths."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from kitgen.cli.messages import notes_on_fonts, with_progress
from kitgen.cli.options import workspace
from kitgen.cli.writing import Target
from kitgen.errors import BadRequest, OutputExists

if TYPE_CHECKING:
    from pathlib import Path

    from kitgen.kit.kit import Kit
    from kitgen.output import OutputFile


_REPLACING = "use --force to overwrite, or --output for another folder"


def refuse_source_folder(target: Target, banks: "Iterable[Path]", roles: "Path | None") -> None:
    """Refuse to write kits to a folder whose YAML files are read as questions or as roles."""
    from kitgen.bank.files import is_read_of
    from kitgen.paths import resolved

    folder = resolved(target.folder)
    if any(is_read_of(bank, folder) for bank in banks):
        kind = "questions"
    elif roles and folder == resolved(roles):
        kind = "roles"
    else:
        return
    raise BadRequest(
        f"kits in {folder} would be read as {kind}",
        "write them to another folder: --output DIR",
    )


def refuse_existing_files(names: Sequence[str], target: Target, hint: str = _REPLACING) -> None:
    """Refuse, before anything is rendered, files that cannot be written as they are named.

    `hint` tells what to do where they exist.
    """
    from kitgen.output import refuse_existing, refuse_long, refuse_repeated

    refuse_repeated(names)
    refuse_long(names)
    if target.force:
        return
    try:
        refuse_existing(target.folder, names)
    except OutputExists as error:
        raise OutputExists(str(error), hint) from None


def write_files(files: "Sequence[OutputFile]", target: Target) -> "tuple[Path, ...]":
    """Write the files and return their paths."""
    from kitgen.output import write

    refuse_existing_files([file.name for file in files], target)
    return write(files, target.folder, force=target.force)


def write_packs(
    files: "Iterable[OutputFile]",
    names: Sequence[str],
    kits: "Sequence[Kit]",
    target: Target,
    *,
    record: bool,
) -> "tuple[Path, ...]":
    """Render and write the files, record the use of the kits' questions, and return the paths.

    A record that cannot be written is refused before anything is rendered; where it fails later,
    no file appears.
    """
    from kitgen.output import write, written

    record_file = workspace().exposure if record else None
    if record_file is None:
        return write(_rendered(files, len(names)), target.folder, force=target.force)
    from kitgen.workspace import exposure

    exposure.require_writable(record_file)
    rendered = _rendered(files, len(names))
    with (
        exposure.recording(record_file, kits, date.today()) as complete_record,
        written(rendered, target.folder, force=target.force) as paths,
    ):
        complete_record()
    return paths


def _rendered(files: "Iterable[OutputFile]", count: int) -> "list[OutputFile]":
    with notes_on_fonts():
        return list(with_progress(files, count))


def echo_paths(paths: "Iterable[Path]") -> None:
    """Print the paths of files that were written."""
    for path in paths:
        click.echo(path)
