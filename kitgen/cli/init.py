"""init: the command that makes a workspace."""

from pathlib import Path

import click

from kitgen.cli.options import example


@click.command(epilog=example("kitgen init hiring"))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Make a workspace in DIR: banks, roles and theme of your own, with an example of each."""
    from kitgen.output import OutputFile, write
    from kitgen.schema import schema_files
    from kitgen.workspace.workspace import starting_files

    contents = (*starting_files(), *schema_files())
    files = [OutputFile(name, content) for name, content in contents]
    for path in write(files, folder, force=False):
        click.echo(path)
