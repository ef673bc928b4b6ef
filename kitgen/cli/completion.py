"""What a shell offers after TAB: roles, categories and questions, of the workspace's too."""

from collections.abc import Callable
from pathlib import Path

import click

from kitgen.errors import KitgenError

Complete = Callable[[click.Context, click.Parameter, str], list[str]]


def _offered(known: Callable[[], list[str]]) -> Complete:
    """Return a completion by prefix; files with faults offer nothing."""

    def complete(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
        try:
            return [name for name in known() if name.startswith(begun)]
        except KitgenError:
            return []

    return complete


def _roles() -> list[str]:
    from kitgen.role.inherit import role_names
    from kitgen.workspace.workspace import find_workspace

    return list(role_names(find_workspace(Path.cwd()).roles))


def _categories() -> list[str]:
    from kitgen.bank.load import load_bank
    from kitgen.workspace.workspace import find_workspace

    return [category.id for category in load_bank(find_workspace(Path.cwd()).banks).categories]


def _questions() -> list[str]:
    from kitgen.bank.load import load_bank
    from kitgen.workspace.workspace import find_workspace

    return [question.id for question in load_bank(find_workspace(Path.cwd()).banks).questions]


def _checked_questions() -> list[str]:
    from kitgen.bank.load import load_bank
    from kitgen.workspace.workspace import find_workspace

    return list(load_bank(find_workspace(Path.cwd()).banks).checks)


roles = _offered(_roles)
categories = _offered(_categories)
questions = _offered(_questions)
checked_questions = _offered(_checked_questions)
