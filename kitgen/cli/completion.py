"""What a shell offers after TAB for the values of options and arguments.

Banks and roles are those that the command would use: of its --bank, or of the workspace.
"""

from collections.abc import Callable, Iterable, Sequence
from glob import escape, glob
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click
from click.shell_completion import CompletionItem

from kitgen.cli.caching import cache_of_user
from kitgen.errors import KitgenError
from kitgen.literals import THEMES

if TYPE_CHECKING:
    from kitgen.bank.load import QuestionBank
    from kitgen.bank.overview import Overview
    from kitgen.workspace.workspace import Workspace

Item: TypeAlias = "CompletionItem[str]"
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
        others = [CompletionItem(begun, type=otherwise)] if otherwise else []
        return [CompletionItem(name) for name in names] or others

    return complete


def paths(begun: str, pattern: str = "*") -> list[str]:
    """Return the paths that begin so and go on like the pattern."""
    return sorted(glob(f"{escape(begun)}{pattern}"))  # noqa: PTH207 (Path.glob takes none from /)


def attribute(name: str) -> Complete:
    """Return the completion of an attribute of questions: what the bank has of it."""

    def known(context: click.Context, begun: str) -> Iterable[str]:
        from kitgen.bank.attributes import ATTRIBUTES

        return ATTRIBUTES[name].known(_overview(context))

    return _offered(known)


def _workspace() -> "Workspace":
    from kitgen.files.text import current_folder
    from kitgen.workspace.workspace import find_workspace

    return find_workspace(current_folder())


def _bank(context: click.Context) -> "QuestionBank":
    from kitgen.bank.load import load_bank

    with cache_of_user(context):
        return load_bank(_banks_of(context), may_be_empty=True)


def _overview(context: click.Context) -> "Overview":
    from kitgen.bank.overview import overview

    with cache_of_user(context):
        return overview(_banks_of(context), may_be_empty=True)


def _banks_of(context: click.Context) -> Sequence[Path]:
    return context.params.get("banks") or _workspace().banks


def _roles(context: click.Context, begun: str) -> Iterable[str]:
    from kitgen.role.load import usable_roles

    return usable_roles(_bank(context), _workspace().roles)


def _rounds(context: click.Context, begun: str) -> Iterable[str]:
    """Yield the rounds of the role that was named before."""
    from kitgen.role.load import load_role
    from kitgen.role.options import RoleOptions

    # Click stops at the option that has no value yet, and leaves the arguments where they are.
    named = (context.params.get("role"), *context.args)
    role = next((name for name in named if name), None)
    if role is None:
        return ()
    loaded = load_role(role, RoleOptions(), _bank(context), _workspace().roles)
    return [round_.id for round_ in loaded.role.rounds]


def _questions(context: click.Context, begun: str) -> Iterable[str]:
    return [entry.id for entry in _overview(context).entries]


def _checked_questions(context: click.Context, begun: str) -> Iterable[str]:
    return _bank(context).checks


def _languages(context: click.Context, begun: str) -> Iterable[str]:
    """Return English, and what the built-in theme and that of the workspace are translated to."""
    from kitgen.resources import shipped
    from kitgen.translation import known_languages

    theme = context.params.get("theme") or _workspace().theme
    folders = filter(None, (theme, shipped("templates")))
    return "en", *known_languages(tuple(folders))


def _kits(context: click.Context, begun: str) -> Iterable[str]:
    """Return the kits here and in the folders here."""
    return paths(begun, "*-kit.yaml") + paths(begun, "*/*-kit.yaml")


def _rosters(context: click.Context, begun: str) -> Iterable[str]:
    """Return the tables here and in the folders here."""
    endings = ("csv", "tsv", "xlsx")
    return [path for e in endings for path in paths(begun, f"*.{e}") + paths(begun, f"*/*.{e}")]


def _banks(context: click.Context, begun: str) -> Iterable[str]:
    """Return the built-in bank, and the folders here that have YAML files."""
    files = paths(begun, "*/*.yaml")
    return "builtin", *dict.fromkeys(str(Path(file).parent) for file in files)


roles = _offered(_roles)
roles_and_files = _offered(_roles, otherwise="file")
languages = _offered(_languages)
rounds = _offered(_rounds)
categories = attribute("category")
seniorities = attribute("seniority")
questions = _offered(_questions)
checked_questions = _offered(_checked_questions)
kits = _offered(_kits, otherwise="file")
rosters = _offered(_rosters, otherwise="file")
banks = _offered(_banks, otherwise="dir")
themes = _offered(lambda context, begun: THEMES, otherwise="dir")
folders = _offered(lambda context, begun: (), otherwise="dir")
