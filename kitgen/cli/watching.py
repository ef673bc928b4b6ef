"""--watch: does a command again whenever a file that it reads has changed, recording no use."""

from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from kitgen.cli.messages import echo_error
from kitgen.cli.options import workspace
from kitgen.errors import KitgenError

Command = Callable[..., None]

_SUFFIXES = {".yaml", ".yml", ".html", ".css", ".py"}


def watchable(command: Command) -> Command:
    """Give a command the option --watch; from the second time on it overwrites its own files."""

    @click.option("--watch", is_flag=True, help="Do it again when what it reads changes.")
    @wraps(command)
    def run(*, watch: bool, **asked: Any) -> None:
        if not watch:
            command(**asked)
            return
        command_again(command, {**asked, "record": False})

    return run


def command_again(command: Command, asked: dict[str, Any]) -> None:
    """Run a command now and after every change, until interrupted; faults do not end it.

    Folders are watched, not files, so that editors that save by renaming are seen as well.
    """
    from watchfiles import watch

    kits = {Path(kit).resolve() for kit in asked.get("kits", ())}
    output = asked["output"].resolve()

    def wanted(_: object, path: str) -> bool:
        file = Path(path)
        made = file.suffix == ".html" or file.name.endswith("-kit.yaml")
        ours = made and file.parent == output
        return file in kits or (file.suffix in _SUFFIXES and not ours)

    folders = sorted({*_sources(asked), *(kit.parent for kit in kits)})
    changes = watch(
        *folders,
        watch_filter=wanted,
        recursive=False,
        yield_on_timeout=True,
        rust_timeout=200,
        raise_interrupt=False,
    )
    next(changes)  # from here on no change is missed, whatever the first run takes
    _attempt(command, asked)
    click.echo("watching; Ctrl-C ends it", err=True)
    for changed in changes:
        if changed:
            _attempt(command, {**asked, "force": True})


def _attempt(command: Command, asked: dict[str, Any]) -> None:
    try:
        command(**asked)
    except KitgenError as error:
        echo_error(error)


def _sources(asked: dict[str, Any]) -> Iterable[Path]:
    """Yield the folders of banks, roles, theme and templates."""
    from kitgen.bank.load import BUILT_IN
    from kitgen.resources import shipped

    here = workspace()
    yield from (shipped("questions"), shipped("examples") / "roles", shipped("templates"))
    yield from (Path(bank).resolve() for bank in asked.get("banks", ()) if bank != BUILT_IN)
    yield from (folder.resolve() for folder in (here.roles, here.theme, asked["theme"]) if folder)
    role = Path(asked.get("role") or "")
    if role.is_file():
        yield role.resolve().parent
