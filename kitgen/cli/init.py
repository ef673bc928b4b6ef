"""init: the command that makes a workspace."""

from pathlib import Path

import click

from kitgen.cli.files import echo_paths
from kitgen.cli.options import example


@click.command(epilog=example("kitgen init hiring", 'kitgen init clinic --field "Nursing"'))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--blank", is_flag=True, help="Without machine learning: a question for any work.")
@click.option("--field", metavar="TEXT", help="As --blank, with a category and a role for a field.")
def init(folder: Path, *, blank: bool, field: str | None) -> None:
    """Make a workspace in DIR: banks, roles and theme of your own, with an example of each.

    Without --blank or --field it adds to the built-in bank for machine learning.
    """
    from kitgen.errors import OutputExists
    from kitgen.output import OutputFile, write
    from kitgen.schema import schema_files
    from kitgen.workspace.start import blank_start, example_start

    is_blank = blank or field is not None
    start = blank_start(field) if is_blank else example_start()
    contents = (*start.files, *schema_files(with_examples=not is_blank))
    files = [OutputFile(name, content) for name, content in contents]
    try:
        paths = write(files, folder, force=False)
    except OutputExists as error:
        raise OutputExists(str(error), "name a folder that has no such files") from None
    echo_paths(paths)
    click.echo(f"next: cd {folder}, then kitgen generate {start.role}", err=True)
