"""questions: the commands that list, show and add questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kitgen.cli import completion
from kitgen.cli.answers import echo_json, echo_table, echo_yaml, without_none
from kitgen.cli.importing import import_file
from kitgen.cli.options import (
    bank_option,
    example,
    exposure_file,
    json_option,
    seniority_option,
    workspace,
)
from kitgen.literals import KINDS

if TYPE_CHECKING:
    from kitgen.bank.load import QuestionBank
    from kitgen.bank.question import Question
    from kitgen.workspace.exposure import Use

    Uses = Mapping[str, Sequence[Use]]

_IN_JSON = {
    *("id", "title", "category", "kind", "seniority", "competencies", "tags"),
    *("difficulty", "minutes", "covers", "status"),
}
_COLUMNS = ("id", "category", "kind", "seniority", "tags", "min", "status")
_LIST_EXAMPLE = example("kitgen questions list --category ml-theory --seniority senior")


@click.group(epilog=_LIST_EXAMPLE)
def questions() -> None:
    """Browse and extend the bank."""


questions.add_command(import_file)


@dataclass(frozen=True, slots=True)
class _Filter:
    """What questions to list; an empty filter lets all pass."""

    category: Sequence[str]
    kind: Sequence[str]
    seniority: str | None
    tag: Sequence[str]

    def passes(self, question: "Question") -> bool:
        """Tell whether a question has what each filter asks for."""
        wanted = (
            (self.category, (question.category,)),
            (self.kind, (question.kind,)),
            ((self.seniority,) if self.seniority else (), question.seniority),
            (self.tag, question.tags),
        )
        return all(not names or not set(names).isdisjoint(has) for names, has in wanted)


@questions.command("list", epilog=_LIST_EXAMPLE)
@click.option("--category", multiple=True, metavar="NAME", help="Only this category. Repeatable.")
@click.option("--kind", type=click.Choice(KINDS), multiple=True, help="Only this kind. Repeatable.")
@seniority_option("--seniority", "Only those that suit this seniority.")
@click.option("--tag", multiple=True, metavar="TAG", help="Only of this topic. Repeatable.")
@click.option("--used", is_flag=True, help="Add columns for times used and date of last use.")
@json_option
@bank_option
def list_questions(*, used: bool, as_json: bool, banks: Any, **filters: Any) -> None:
    """List questions."""
    from kitgen.bank.load import load_bank
    from kitgen.workspace.exposure import uses

    bank, wanted = load_bank(banks), _Filter(**filters)
    _refuse_unknown(wanted, bank)
    found = [question for question in bank.questions if wanted.passes(question)]
    recorded = uses(exposure_file()) if used else None
    if as_json:
        echo_json([_as_json(question, recorded) for question in found])
    elif recorded is None:
        echo_table(_COLUMNS, [_row(question) for question in found])
    else:
        rows = [(*_row(question), *_use(question, recorded)) for question in found]
        echo_table((*_COLUMNS, "used", "last"), rows)


def _refuse_unknown(wanted: _Filter, bank: "QuestionBank") -> None:
    from kitgen.errors import UnknownName

    for name in wanted.category:
        bank.category(name)
    if wanted.seniority:
        bank.seniority(wanted.seniority)
    known = sorted({tag for question in bank.questions for tag in question.tags})
    for tag in wanted.tag:
        if tag not in known:
            raise UnknownName("tag", tag, known)


def _row(question: "Question") -> tuple[str, ...]:
    return (
        question.id,
        question.category,
        question.kind,
        _span(question.seniority),
        ", ".join(question.tags),
        str(question.minutes),
        question.status,
    )


def _span(levels: Sequence[str]) -> str:
    return levels[0] if len(levels) == 1 else f"{levels[0]}-{levels[-1]}"


def _use(question: "Question", recorded: "Uses") -> tuple[str, str]:
    found = recorded.get(question.id, ())
    return str(len(found)), max((use.day for use in found), default="")


def _as_json(question: "Question", recorded: "Uses | None") -> dict[str, Any]:
    listed = question.model_dump(mode="json", include=_IN_JSON)
    if recorded is not None:
        found = recorded.get(question.id, ())
        listed["used"] = [{"day": use.day, "kit": use.kit} for use in found]
    return listed


@questions.command("show", epilog=example("kitgen questions show bias-variance-tradeoff"))
@click.argument("question_id", metavar="ID", shell_complete=completion.questions)
@click.option(
    "--role",
    metavar="ROLE",
    shell_complete=completion.roles,
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
@click.option("--title", metavar="TEXT", help="Its label. Default: made from ID.")
@bank_option
def new_question(
    question_id: str, category: str, title: str | None, banks: tuple[Path, ...]
) -> None:
    """Add a question to fill in to the workspace's own bank.

    It is a draft of the kind that most questions of its category have.
    """
    from kitgen.workspace.new import add_question

    click.echo(add_question(question_id, category, title, banks))


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
