"""What a shell offers after TAB for the values of options and arguments.

Banks and roles are those that the command would use: of its --bank, or of the workspace.
"""

from collections.abc import Callable, Iterable
from glob import escape, glob
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import (
    CompletionItem,
    ShellComplete,
    add_completion_class,
    get_completion_class,
)

from kitgen.errors import KitgenError

if TYPE_CHECKING:
    from kitgen.bank.load import QuestionBank
    from kitgen.workspace.workspace import Workspace

Item = CompletionItem[str]
Complete = Callable[[click.Context, click.Parameter, str], list[Item]]


def _offered(
    known: Callable[[click.Context, str], Iterable[str]], otherwise: str | None = None
) -> Complete:
    """Return a completion by prefix; files with faults offer nothing.

    `known` gets the prefix too, for paths. Where nothing begins so, the shell completes any path:
    `otherwise` is "file" or "dir".
    """

    def complete(context: click.Context, parameter: click.Parameter, begun: str) -> list[Item]:
        try:
            names = [name for name in known(context, begun) if name.startswith(begun)]
        except KitgenError:
            names = []
        paths = [CompletionItem(begun, type=otherwise)] if otherwise else []
        return [CompletionItem(name) for name in names] or paths

    return complete


def attribute(name: str) -> Complete:
    """Return the completion of an attribute of questions: what the bank has of it."""

    def known(context: click.Context, begun: str) -> Iterable[str]:
        from kitgen.bank.attributes import ATTRIBUTES

        return ATTRIBUTES[name].known(_bank(context))

    return _offered(known)


def _workspace() -> "Workspace":
    from kitgen.files.text import current_folder
    from kitgen.workspace.workspace import find_workspace

    return find_workspace(current_folder())


def _bank(context: click.Context) -> "QuestionBank":
    from kitgen.bank.load import load_bank

    return load_bank(context.params.get("banks") or _workspace().banks)


def _roles(context: click.Context, begun: str) -> Iterable[str]:
    from kitgen.role.inherit import role_names

    return role_names(_workspace().roles)


def _rounds(context: click.Context, begun: str) -> Iterable[str]:
    """Yield the rounds of the role that was named before."""
    from kitgen.role.load import load_role
    from kitgen.role.options import RoleOptions

    name = context.params.get("role")
    if name is None:
        return ()
    loaded = load_role(name, RoleOptions(), _bank(context), _workspace().roles)
    return [round_.id for round_ in loaded.role.rounds]


def _questions(context: click.Context, begun: str) -> Iterable[str]:
    return [question.id for question in _bank(context).questions]


def _checked_questions(context: click.Context, begun: str) -> Iterable[str]:
    return _bank(context).checks


def _kits(context: click.Context, begun: str) -> Iterable[str]:
    """Return the kits here and in the folders here."""
    return sorted(glob(f"{escape(begun)}*-kit.yaml") + glob(f"{escape(begun)}*/*-kit.yaml"))


def _banks(context: click.Context, begun: str) -> Iterable[str]:
    """Return the built-in bank, and the folders here that have YAML files."""
    files = glob(f"{escape(begun)}*/*.yaml")
    return "builtin", *sorted({str(Path(file).parent) for file in files})


roles = _offered(_roles)
roles_and_files = _offered(_roles, otherwise="file")
rounds = _offered(_rounds)
categories = attribute("category")
seniorities = attribute("seniority")
questions = _offered(_questions)
checked_questions = _offered(_checked_questions)
kits = _offered(_kits, otherwise="file")
banks = _offered(_banks, otherwise="dir")
folders = _offered(lambda context, begun: (), otherwise="dir")


class _InFolder(ShellComplete):
    """Offers the paths of another folder, after -C, where the shell would offer those here."""

    def get_completions(self, args: list[str], incomplete: str) -> list[Item]:
        """Return what the command offers, with paths as the command would take them."""
        items = super().get_completions(args, incomplete)
        if not any(word.startswith("-C") for word in args):
            return items
        return [path for item in items for path in _paths(item)]


def _paths(item: Item) -> Iterable[Item]:
    """Return the paths that an item leaves to the shell, and any other item as it is."""
    if item.type not in {"file", "dir"}:
        return [item]
    paths = sorted(glob(f"{escape(item.value)}*"))
    return [CompletionItem(path) for path in paths if item.type == "file" or Path(path).is_dir()]


for _shell in ("bash", "zsh", "fish"):
    _base = get_completion_class(_shell)
    assert _base is not None
    add_completion_class(type(_base.__name__, (_InFolder, _base), {}))
