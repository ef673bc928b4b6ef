"""--protect: packs that only a password opens."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kitgen.cli.options import options
from kitgen.cli.passwords import new_password, password_file_option
from kitgen.cli.writing import Target

if TYPE_CHECKING:
    from kitgen.request import Packing

_OPTIONS = options(
    click.option(
        "--protect",
        is_flag=True,
        help="Encrypt the PDFs (AES-256), and name on each page of an interviewer's whose copy it "
        "is. Kits, which cannot be encrypted, go to not-protected/ in the folder.",
    ),
    password_file_option,
)
_NAMING = {"interviewer", "scorecard"}  # the editions that print whose copy they are


def protecting(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of protection; they reach it in `packing`."""

    @_OPTIONS
    @wraps(command)
    def run(
        *, packing: "Packing", protect: bool, password_file: Path | None, **others: Any
    ) -> None:
        if password_file and not protect:
            raise click.UsageError("--password-file is for --protect: give both")
        command(packing=_protected(packing, password_file) if protect else packing, **others)

    return run


def _protected(packing: "Packing", password_file: Path | None) -> "Packing":
    """Return a packing with a password; nobody is asked for one that could not be used."""
    from kitgen.protection import Protection, require_protectable

    require_protectable(packing.formats)
    return replace(packing, protection=Protection(new_password(password_file)))


def echo_unprotected(packing: "Packing", target: Target) -> None:
    """Say where kits are that nothing protects."""
    if packing.kit_folder:
        folder = target.folder / packing.kit_folder
        note = f"{folder} has the kits, with all answers, and no password protects them"
        click.echo(f"note: {note}", err=True)


def echo_unnamed(packing: "Packing", interviewers: "list[str | None]") -> None:
    """Say that no page tells whose copy it is, where an interviewer's name was not given."""
    if packing.protection and _NAMING & set(packing.editions) and None in interviewers:
        click.echo(
            "note: packs without an interviewer's name do not say whose copy they are", err=True
        )
