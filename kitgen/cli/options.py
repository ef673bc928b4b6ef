"""What the groups of options share, and options of several commands."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kitgen.cli import completion

if TYPE_CHECKING:
    from kitgen.workspace.workspace import Workspace

Command = TypeVar("Command", bound=Callable[..., Any])
Options = dict[str, Any]


def options(*given: Callable[[Any], Any]) -> Callable[[Command], Command]:
    """Return a decorator that gives a command all of these options, in this order."""

    def decorate(command: Command) -> Command:
        for option in reversed(given):
            command = option(command)
        return command

    return decorate


def example(*lines: str) -> str:
    """Return the end of a command's help: commands to copy."""
    title = "Example:" if len(lines) == 1 else "Examples:"
    indented = [line.replace("kitgen", "  kitgen", 1) for line in lines]
    return "\n".join(("\b", title, *indented))


def questions_option(name: str, help_text: str) -> Callable[[Any], Any]:
    """Return an option that takes ids of questions."""
    complete = completion.questions
    return click.option(name, multiple=True, metavar="ID", shell_complete=complete, help=help_text)


def seniority_option(name: str, help_text: str, *, multiple: bool = False) -> Callable[[Any], Any]:
    """Return an option that takes one of the bank's seniorities."""
    return click.option(
        name,
        multiple=multiple,
        metavar="LEVEL",
        shell_complete=completion.seniorities,
        help=help_text,
    )


def workspace() -> "Workspace":
    """Return the workspace of the current folder, read once for each command."""
    from kitgen.files.text import current_folder
    from kitgen.workspace.workspace import find_workspace

    meta = click.get_current_context().find_root().meta
    if "workspace" not in meta:
        meta["workspace"] = find_workspace(current_folder())
    found: Workspace = meta["workspace"]
    return found


def _banks(
    context: click.Context, parameter: click.Parameter, value: tuple[str, ...]
) -> tuple[Path, ...]:
    from kitgen.bank.files import bank_folder

    return tuple(map(bank_folder, value)) or workspace().banks


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
files_argument = click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
kits_argument = click.argument(
    "kit_files",
    metavar="KIT...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    shell_complete=completion.kits,
)

bank_option = click.option(
    "--bank",
    "banks",
    multiple=True,
    callback=_banks,
    metavar="DIR",
    shell_complete=completion.banks,
    help="Folder of questions to choose from, instead of the workspace's or the built-in bank; "
    "repeat to combine several ('builtin' names the built-in one).",
)


def exposure_file() -> Path:
    """Return the workspace's record of use; raises BadRequest outside a workspace."""
    from kitgen.errors import BadRequest

    file = workspace().exposure
    if file is None:
        raise BadRequest(
            "the use of questions is recorded in a workspace only, and this folder is in none",
            "make one with: kitgen init DIR",
        )
    return file
