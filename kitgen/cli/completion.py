"""What a shell offers after TAB: roles and terms of the workspace, and questions."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kitgen.errors import KitgenError

if TYPE_CHECKING:
    from kitgen.bank.load import QuestionBank

Complete = Callable[[click.Context, click.Parameter, str], list[str]]


def _offered(known: Callable[[], list[str]]) -> Complete:
    """Return a completion by prefix; files with faults offer nothing."""

    def complete(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
        try:
            return [name for name in known() if name.startswith(begun)]
        except KitgenError:
            return []

    return complete


def _bank() -> "QuestionBank":
    from kitgen.bank.load import load_bank
    from kitgen.workspace.workspace import find_workspace

    return load_bank(find_workspace(Path.cwd()).banks, may_be_empty=True)


def _roles() -> list[str]:
    from kitgen.role.load import usable_roles
    from kitgen.workspace.workspace import find_workspace

    return list(usable_roles(_bank(), find_workspace(Path.cwd()).roles))


def _seniorities() -> list[str]:
    return list(_bank().seniority_ids)


def _categories() -> list[str]:
    return [category.id for category in _bank().categories]


def _questions() -> list[str]:
    return [question.id for question in _bank().questions]


def _checked_questions() -> list[str]:
    return list(_bank().checks)


roles = _offered(_roles)
seniorities = _offered(_seniorities)
categories = _offered(_categories)
questions = _offered(_questions)
checked_questions = _offered(_checked_questions)
