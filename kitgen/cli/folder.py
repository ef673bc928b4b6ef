"""-C DIR: work as if started in another folder, and complete what is there."""

import os
from contextlib import chdir
from pathlib import Path

import click
from click.shell_completion import (
    CompletionItem,
    ShellComplete,
    add_completion_class,
    get_completion_class,
)

from kitgen.cli import completion
from kitgen.cli.completion import Item


def _change_folder(
    context: click.Context, parameter: click.Parameter, folders: tuple[str, ...]
) -> None:
    """Work in another folder until the command ends; each folder counts from the one before."""
    for folder in folders:
        try:
            if context.resilient_parsing:  # completion closes the context before it offers values
                os.chdir(folder)
            else:
                context.with_resource(chdir(folder))
        except OSError as error:
            raise click.BadParameter(f"cannot change to {folder}: {error.strerror}") from None


folder_option = click.option(
    "-C",
    multiple=True,
    is_eager=True,
    expose_value=False,
    callback=_change_folder,
    metavar="DIR",
    shell_complete=completion.folders,
    help="Work as if started in DIR; paths of other options count from it.",
)


class _InFolder(ShellComplete):
    """Offers the paths of that folder, where the shell would offer those of the current one."""

    def get_completions(self, args: list[str], incomplete: str) -> list[Item]:
        """Return what the command offers, with paths as the command would take them."""
        items = super().get_completions(args, incomplete)
        if not any(word.startswith("-C") for word in args[:-1]):
            return items
        return [path for item in items for path in _paths(item)]


def _paths(item: Item) -> list[Item]:
    """Return the paths that an item leaves to the shell, and any other item as it is."""
    if item.type not in {"file", "dir"}:
        return [item]
    found = completion.paths(item.value)
    return [CompletionItem(path) for path in found if item.type == "file" or Path(path).is_dir()]


for _shell in ("bash", "zsh", "fish"):
    _base = get_completion_class(_shell)
    assert _base is not None
    add_completion_class(type(_base.__name__, (_InFolder, _base), {}))
