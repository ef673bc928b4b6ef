"""kit: the command that gives kits which were changed by hand the id of their content."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kitgen.cli.options import example, kits_argument, workspace
from kitgen.errors import KitgenError

if TYPE_CHECKING:
    from kitgen.kit.kit import Kit
    from kitgen.kit.seal import Sealed
    from kitgen.words import Words


@click.group(epilog=example("kitgen kit seal out/senior-ml-engineer-1-ml-depth-kit.yaml"))
def kit() -> None:
    """Work on kits."""


@kit.command(epilog=example("kitgen kit seal out/senior-ml-engineer-1-ml-depth-kit.yaml"))
@kits_argument
def seal(kit_files: Sequence[Path]) -> None:
    """Check kits that were changed by hand, and set their ids to that of their content.

    Nothing else in the files changes. Where one of them has a fault, none is changed.
    """
    from kitgen.kit.seal import seal_kits
    from kitgen.theme import load_theme

    words = load_theme(workspace().theme, None).words
    for sealed in seal_kits(tuple(dict.fromkeys(kit_files))):
        click.echo(f"{sealed.file}: {_told(sealed)}", err=True)
        _echo_doubts(sealed.file, words)
        if sealed.changed:
            _echo_differences(sealed.kit, words)
            click.echo(sealed.file)


def _told(sealed: "Sealed") -> str:
    if not sealed.changed:
        return f"is as it was planned, id {sealed.kit.id}"
    return f"id is now {sealed.kit.id}, was {sealed.before}"


def _echo_differences(kit: "Kit", words: "Words") -> None:
    """Print in what a kit differs from bank and role, where both are there and load."""
    from kitgen.bank.load import load_bank
    from kitgen.kit.differences import differences
    from kitgen.kit.vacancy import role_of
    from kitgen.role.apply import apply_overrides

    with suppress(KitgenError):
        bank = load_bank(workspace().banks)
        role = role_of(kit, None, bank, workspace().roles).role
        lines = list(differences(kit, apply_overrides(bank, role), role, words))
        for line in lines:
            click.echo(f"  differs from bank and role: {line}", err=True)


def _echo_doubts(file: Path, words: "Words") -> None:
    """Print what a change by hand may have left behind, each with its fix."""
    from kitgen.check.kits import kit_findings

    for finding in kit_findings(file, words):
        click.echo(f"{finding}\n    {finding.rule.fix}", err=True)
