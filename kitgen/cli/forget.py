"""forget: the command that removes what kitgen has stored of a candidate."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kitgen.cli import completion
from kitgen.cli.files import echo_paths
from kitgen.cli.options import example
from kitgen.errors import counted

if TYPE_CHECKING:
    from kitgen.forgetting.person import Person
    from kitgen.forgetting.traces import Traces


@click.command(epilog=example('kitgen forget "Ada Lovelace" campus --yes'))
@click.argument("candidate")
@click.argument(
    "folders",
    metavar="[DIR...]",
    nargs=-1,
    type=click.Path(path_type=Path),
    shell_complete=completion.folders,
)
@click.option("--yes", is_flag=True, help="Remove without asking.")
def forget(candidate: str, folders: Sequence[Path], yes: bool) -> None:
    """Remove the packs of CANDIDATE, and the lines of manifests about them.

    Looks in each DIR and below; without one, in this folder. The name must be the whole one. It
    lists what it would remove and asks first. Files that have the name and are not kitgen's are
    named, and stay.
    """
    from kitgen.forgetting.person import Person
    from kitgen.forgetting.removal import remove
    from kitgen.forgetting.traces import find

    places = tuple(folders) or (Path(),)
    person = Person(candidate)
    traces = find(person, places)
    _refuse_unknown(person, traces, places)
    if traces:
        _echo_found(traces)
        if not yes and not click.confirm("Remove them? This cannot be undone.", err=True):
            click.echo("nothing was removed", err=True)
            click.get_current_context().exit(1)
        echo_paths(dict.fromkeys(remove(traces)))
    _echo_others(traces)


def _refuse_unknown(person: "Person", traces: "Traces", places: Sequence[Path]) -> None:
    """Raise UnknownName where nothing was found: the name may be misspelt."""
    from kitgen.errors import UnknownName
    from kitgen.forgetting.traces import candidates

    if not traces and not traces.others:
        raise UnknownName("candidate", person.name, candidates(places))


def _echo_found(traces: "Traces") -> None:
    """List what is to be removed, before anybody is asked."""
    from kitgen.batch.manifest import MANIFEST

    for path in traces.files:
        click.echo(f"to remove: {path}", err=True)
    for batch in traces.listed:
        lines = counted(len(batch.entries), "line")
        manifest = batch.folder / MANIFEST
        click.echo(f"to change: {manifest}: {lines}", err=True)
        for name in batch.zips:
            click.echo(f"to change: {batch.folder / name}", err=True)


def _echo_others(traces: "Traces") -> None:
    for place in traces.others:
        click.echo(f"not removed, and has the name: {place}", err=True)
