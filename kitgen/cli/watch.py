"""--watch: runs a command again whenever a file that it reads has changed."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any

import click

from kitgen.cli.messages import echo_error
from kitgen.cli.options import Options, workspace
from kitgen.errors import BadRequest, KitgenError
from kitgen.paths import is_file, is_folder, resolved

Command = Callable[..., None]

# Of the files of banks, roles and themes.
_SUFFIXES = {
    *(".yaml", ".yml", ".html", ".css", ".py", ".po"),
    *(".svg", ".png", ".jpg", ".jpeg", ".ttf", ".otf"),
}


def watchable(command: Command) -> Command:
    """Give a command the option --watch; from the second run on it overwrites its own files.

    A watched command records no use of questions: its packs are drafts.
    """

    @click.option(
        "--watch",
        is_flag=True,
        help="Run again whenever the bank, role, theme or templates change.",
    )
    @wraps(command)
    def run(*, watch: bool, **given: Any) -> None:
        if watch and given.get("protect"):
            raise click.UsageError("--watch makes drafts, without --protect: give one of them")
        if watch:
            _watch(command, {**given, "record": False})
        else:
            command(**given)

    return run


def _watch(command: Command, given: Options) -> None:
    """Run a command now and after every change, until interrupted; faults do not end it.

    Folders are watched, not files, so that editors which save by renaming are noticed as well.
    """
    from watchfiles import watch

    folders = {*_folders(given), *(kit.parent for kit in _kits(given))}
    missing = sorted(str(folder) for folder in folders if not is_folder(folder))
    if missing:
        raise BadRequest(f"no such folder to watch: {', '.join(missing)}")
    changes = watch(
        *sorted(folders),
        watch_filter=_filter(given),
        recursive=False,
        yield_on_timeout=True,
        rust_timeout=200,
        raise_interrupt=False,
    )
    next(changes)  # starts the watch, so that no change during the first run is missed
    _attempt(command, given)
    with suppress(KeyboardInterrupt):  # which comes while a command runs, not between two runs
        click.echo("watching; press Ctrl-C to stop", err=True)
        for changed in changes:
            if changed:
                _attempt(command, {**given, "force": True})


def _filter(given: Options) -> Callable[[object, str], bool]:
    """Return the test for files that matter: not those which the command itself writes."""
    from kitgen.kit.names import KIT_ENDING

    kits, output = _kits(given), resolved(given["output"])

    def matters(_: object, path: str) -> bool:
        file = Path(path)
        if file in kits:
            return True
        is_output = file.suffix == ".html" or file.name.endswith(KIT_ENDING)
        return file.suffix in _SUFFIXES and not (is_output and file.parent == output)

    return matters


def _attempt(command: Command, given: Options) -> None:
    click.get_current_context().find_root().meta.clear()
    try:
        command(**given)
    except KitgenError as error:
        echo_error(error)


def _kits(given: Options) -> set[Path]:
    return {resolved(Path(kit)) for kit in given.get("kit_files", ())}


def _folders(given: Options) -> Iterator[Path]:
    """Yield the folders of banks, roles, theme and templates, and those in one's own.

    A category of a bank may be a folder; figures, fonts and catalogues are in folders.
    """
    from kitgen.bank.files import BUILT_IN
    from kitgen.files.text import entries
    from kitgen.resources import shipped

    here = workspace()
    yield from (shipped("questions"), shipped("examples") / "roles", shipped("templates"))
    banks = [bank for bank in given.get("banks", ()) if bank != BUILT_IN]
    for folder in map(resolved, filter(None, (*banks, here.roles, here.theme, given["theme"]))):
        yield folder
        if is_folder(folder):
            yield from filter(is_folder, entries(folder))
    role = Path(given.get("role") or "")
    if is_file(role):
        yield resolved(role).parent
