"""Faults of the files beside the bank, each loaded by itself: roles, kits, the theme, samples."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from kitgen.bank.load import QuestionBank
from kitgen.check.findings import LOAD_FAULT, Finding, load_faults
from kitgen.check.kits import kit_findings
from kitgen.check.samples import read_samples
from kitgen.errors import InvalidInput, Issue, KitgenError
from kitgen.kit.load import read_kit
from kitgen.literals import EDITION_NAMES
from kitgen.render.fonts import font_files
from kitgen.render.formats import require_renderable
from kitgen.role.inherit import role_file, role_names
from kitgen.role.load import load_role, read_role
from kitgen.role.options import RoleOptions
from kitgen.theme import load_theme


def check_roles(bank: QuestionBank | None, own: Path | None, built_in: bool) -> Iterator[Finding]:
    """Yield the faults of all roles in the folder `own` and, where asked, of the built-in ones."""
    try:
        names = role_names(own)
    except InvalidInput as error:
        yield from load_faults(error)
        return
    for name in names:
        file = role_file(name, own)
        if built_in or file.parent == own:
            yield from check_role(file, bank, own)


def check_role(file: Path, bank: QuestionBank | None, own: Path | None) -> Iterator[Finding]:
    """Yield the faults of a role and of those it extends, which may be in the folder `own`.

    Without a bank, the terms that a role takes from it are not looked at.
    """
    if bank:
        yield from _faults(partial(load_role, str(file), RoleOptions(), bank, own), file)
    else:
        yield from _faults(partial(read_role, file), file)


def check_samples(file: Path, bank: QuestionBank | None) -> Iterator[Finding]:
    """Yield the faults of a file of samples; without a bank, their questions are not looked at."""
    yield from _faults(partial(read_samples, (file,), bank), file)


def check_theme(folder: Path) -> Iterator[Finding]:
    """Yield the faults of the theme in `folder`."""

    def load() -> None:
        theme = load_theme(folder, None)
        require_renderable(EDITION_NAMES, ("html",), theme)
        font_files(theme)

    yield from _faults(load, folder)


def check_kit(file: Path, theme: Path | None) -> Iterator[Finding]:
    """Yield the faults of a kit: of its form, its id, and its Markdown, or else of its rubric.

    The words of the theme in that folder, or of the built-in one, are those of its scripts.
    """
    faults = list(_faults(partial(read_kit, file), file))
    yield from faults or kit_findings(file, load_theme(theme, None).words)


def _faults(load: Callable[[], object], file: Path) -> Iterator[Finding]:
    try:
        load()
    except InvalidInput as error:
        yield from load_faults(error)
    except KitgenError as error:
        for line in str(error).splitlines():
            # After a suggestion, a hint would only list all that there is.
            parts = (line,) if line.endswith("?") or not error.hint else (line, error.hint)
            yield Finding(LOAD_FAULT, Issue(str(file), 1, 1, "; ".join(parts)))
