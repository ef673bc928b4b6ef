"""questions: the commands that show and add questions; others are in separate modules."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kitgen.cli import completion
from kitgen.cli.answers import echo_json, echo_yaml, without_none
from kitgen.cli.catalogue import print_questions
from kitgen.cli.importing import import_file
from kitgen.cli.listing import LIST_EXAMPLES, list_questions, search_questions
from kitgen.cli.options import bank_option, example, json_option, workspace

if TYPE_CHECKING:
    from kitgen.bank.question import Question


@click.group(epilog=LIST_EXAMPLES)
def questions() -> None:
    """Browse and extend the bank."""


for command in (list_questions, search_questions, print_questions, import_file):
    questions.add_command(command)


@questions.command("show", epilog=example("kitgen questions show bias-variance-tradeoff"))
@click.argument("question_id", metavar="ID", shell_complete=completion.questions)
@click.option(
    "--role",
    metavar="ROLE",
    shell_complete=completion.roles_and_files,
    help="Show the question with this role's overrides applied.",
)
@json_option
@bank_option
def show_question(question_id: str, role: str | None, as_json: bool, banks: Any) -> None:
    """Show every field of a question; for a role, with what the role changes marked."""
    from kitgen.bank.load import load_bank
    from kitgen.files.layers import leaves

    question = load_bank(banks).question(question_id)
    shown = _of_role(question_id, role, banks) if role else question
    if as_json:
        echo_json(shown.model_dump(mode="json"))
        return
    before = dict(leaves(without_none(question)))
    value = without_none(shown, leave_out=set(shown.unwritten))
    changed = [path for path, part in leaves(value) if before.get(path) != part]
    echo_yaml(value, dict.fromkeys(changed, "changed by the role"))


def _of_role(question_id: str, role: str, banks: Any) -> "Question":
    """Return a question with a role's overrides."""
    from kitgen.pipeline import prepare
    from kitgen.request import Request

    request = Request(role=role, banks=banks, roles=workspace().roles)
    return prepare(request).problem.bank.question(question_id)


@questions.command(
    "new", epilog=example("kitgen questions new cold-start-metrics --category ml-theory")
)
@click.argument("question_id", metavar="ID")
@click.option(
    "--category",
    required=True,
    metavar="NAME",
    shell_complete=completion.categories,
    help="The question is added to its file.",
)
@click.option("--title", metavar="TEXT", help="Its label. Default: made from ID.")
@bank_option
def new_question(
    question_id: str, category: str, title: str | None, banks: tuple[Path, ...]
) -> None:
    """Add a question to fill in to the workspace's own bank.

    It is a draft of the kind that most questions of its category have.
    """
    from kitgen.workspace.new import add_question

    added = add_question(question_id, category, title, banks)
    if added.note:
        click.echo(f"note: {added.note}", err=True)
    click.echo(added.path)


@questions.command("edit", epilog=example("kitgen questions edit flat-learning-curve"))
@click.argument("question_id", metavar="ID", shell_complete=completion.questions)
@bank_option
def edit_question(question_id: str, banks: tuple[Path, ...]) -> None:
    """Open a question of your own in your editor, and check its file afterwards.

    The editor is the one that the environment variable VISUAL or EDITOR names.
    """
    from kitgen.bank.find import own_question
    from kitgen.check.paths import check_paths
    from kitgen.cli.check import report
    from kitgen.cli.editor import edit

    place = own_question(question_id, banks)
    edit(Path(place.file), place.line)
    report(check_paths([Path(place.file)], banks))
