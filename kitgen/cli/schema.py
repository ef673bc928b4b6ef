"""schema: the command that prints which keys files may have, for editors."""

from typing import TYPE_CHECKING

import click

from kitgen.cli.options import example
from kitgen.literals import FILE_KINDS

if TYPE_CHECKING:
    from kitgen.literals import FileKind


@click.command(epilog=example("kitgen schema role"))
@click.argument("kind", type=click.Choice(FILE_KINDS))
def schema(kind: "FileKind") -> None:
    """Print the JSON Schema of a kind of file, for editors.

    An editor with a YAML language server checks a file, completes its keys and shows what they
    mean, when the file begins with the line

    \b
      # yaml-language-server: $schema=PATH
    """
    from kitgen.schema import schema_text

    click.echo(schema_text(kind), nl=False)
