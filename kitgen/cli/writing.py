"""The options of where files are written, and whether their use is recorded."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from kitgen.cli.options import options


@dataclass(frozen=True, slots=True)
class Target:
    """Where files are written: the folder, and whether files in it may be replaced."""

    folder: Path
    force: bool


recording = click.option(
    "--no-record",
    "record",
    flag_value=False,
    default=True,
    help="Do not record in the workspace that these questions were used.",
)

_WRITING = options(
    click.option(
        "--output",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        metavar="DIR",
        help="Folder to write to; made when missing. Default: this one.",
    ),
    click.option("--force", is_flag=True, help="Overwrite existing files."),
)


def writing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of where to write; they reach it as `target`."""

    @_WRITING
    @wraps(command)
    def run(*, output: Path, force: bool, **others: Any) -> None:
        command(target=Target(output, force), **others)

    return run
