"""templates: the commands on what packs are rendered with."""

from pathlib import Path

import click

from kitgen.cli.files import echo_paths
from kitgen.cli.options import example


@click.group("templates", epilog=example("kitgen templates eject theme"))
def templates() -> None:
    """Get the templates of packs, to change them."""


@templates.command(epilog=example("kitgen templates eject theme"))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def eject(folder: Path) -> None:
    """Copy the built-in templates, stylesheets and words to DIR, to change them there.

    What is in DIR already stays as it is. --theme DIR then uses your copies. Delete those that you
    do not change, so that the built-in ones of a newer version are used.
    """
    from kitgen.workspace.ejecting import eject as copy

    new, there = copy(folder)
    echo_paths(new)
    if there:
        click.echo(f"note: already there, and left as they are: {', '.join(there)}", err=True)
