"""questions: the commands that show and add questions; others are in modules of their own."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kitgen.cli import completion
from kitgen.cli.answers import echo_json, echo_yaml, without_none
from kitgen.cli.catalogue import print_questions
from kitgen.cli.listing import LIST_EXAMPLES, list_questions, search_questions
from kitgen.cli.options import bank_option, example, json_option, workspace

if TYPE_CHECKING:
    from kitgen.bank.question import Question


@click.group(epilog=LIST_EXAMPLES)
def questions() -> None:
    """Browse and extend the bank."""


for command in (list_questions, search_questions, print_questions):
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
    before, value = dict(leaves(without_none(question))), without_none(shown)
    changed = [path for path, part in leaves(value) if before.get(path) != part]
    echo_yaml(value, dict.fromkeys(changed, "changed by the role"))


def _of_role(question_id: str, role: str, banks: Any) -> "Question":
    """Return a question with a role's overrides."""
    from kitgen.pipeline import Request, prepare

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
@bank_option
def new_question(question_id: str, category: str, banks: tuple[Path, ...]) -> None:
    """Add a question to fill in to the workspace's own bank."""
    from kitgen.workspace.new import add_question

    click.echo(add_question(question_id, category, banks))
