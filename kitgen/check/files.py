"""Faults of the files beside the bank: roles and the theme, each loaded by itself."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from kitgen.bank.load import QuestionBank
from kitgen.errors import BadRequest, InvalidInput, Issue
from kitgen.role.inherit import role_file, role_names
from kitgen.role.load import load_role, read_role
from kitgen.role.options import RoleOptions
from kitgen.theme import load_theme


def find_role_faults(
    bank: QuestionBank | None, own: Path | None, built_in: bool
) -> Iterator[Issue]:
    """Yield the faults of all roles in the folder `own` and, where asked, of the built-in ones.

    Without a bank, the terms that a role takes from it are not looked at.
    """
    for name in role_names(own):
        file = role_file(name, own)
        if built_in or file.parent == own:
            load = (
                partial(load_role, name, RoleOptions(), bank, own)
                if bank
                else partial(read_role, file)
            )
            yield from _faults(load, file)


def find_theme_faults(folder: Path | None) -> Iterator[Issue]:
    """Yield the faults of the theme in `folder`, or of the built-in one."""
    yield from _faults(partial(load_theme, folder, None), folder or Path())


def _faults(load: Callable[[], object], file: Path) -> Iterator[Issue]:
    try:
        load()
    except InvalidInput as error:
        yield from error.issues
    except BadRequest as error:
        yield Issue(str(file), 1, 1, str(error))
