"""questions import: questions of other files become drafts of the workspace's bank."""

from pathlib import Path

import click

from kitgen.cli import completion
from kitgen.cli.files import echo_paths
from kitgen.cli.options import bank_option, example
from kitgen.errors import BadRequest


@click.command(
    "import",
    epilog=example(
        "kitgen questions import questions.csv --category ml-theory",
        "kitgen questions import list.md --category ml-theory --source 'The list' --licence MIT",
    ),
)
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
@click.option(
    "--category",
    required=True,
    metavar="NAME",
    shell_complete=completion.categories,
    help="The category of questions that name none themselves.",
)
@click.option("--source", metavar="TEXT", help="The work that they are taken from, as printed.")
@click.option("--source-url", metavar="ADDRESS", help="Where that work is published.")
@click.option("--licence", metavar="TEXT", help="Its licence, such as 'CC BY 4.0'.")
@click.option("--attribution", metavar="TEXT", help="Whom to name, also on the candidate's sheet.")
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="A column of a table, and what it is: prompt, answer, title and more. Repeatable.",
)
@bank_option
def import_file(
    *,
    files: tuple[Path, ...],
    category: str,
    source: str | None,
    source_url: str | None,
    licence: str | None,
    attribution: str | None,
    columns: tuple[str, ...],
    banks: tuple[Path, ...],
) -> None:
    """Add the questions of other files to your bank, as drafts.

    Reads Markdown (.md), CSV, Excel workbooks (.xlsx) and Word documents (.docx). A report of what
    was kept, changed and left out is printed on stderr.
    """
    from kitgen.importing.columns import Columns
    from kitgen.importing.report import report_lines, summary
    from kitgen.importing.run import Wanted, add_questions
    from kitgen.importing.source import source_of

    work = source_of(source, source_url, licence, attribution)
    done = add_questions(Wanted(files, category, work, Columns.of(columns)), banks)
    for line in report_lines(done.imported.notes):
        click.echo(line, err=True)
    if not done.imported.found:
        names = ", ".join(map(str, files))
        raise BadRequest(
            f"no question found in {names}",
            "a heading, bold line or item of a list that ends with a question mark is one, and so "
            "is a row below the names of columns",
        )
    click.echo(summary(done.imported.notes, len(done.imported.drafts)), err=True)
    echo_paths(done.paths)
