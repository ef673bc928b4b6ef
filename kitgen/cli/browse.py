"""questions and roles: the commands that list and show."""

import json
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any

import click

from kitgen.cli import completion
from kitgen.cli.messages import echo_table
from kitgen.cli.options import bank_option, example, exposure_file, workspace
from kitgen.literals import KINDS, SENIORITIES

if TYPE_CHECKING:
    from kitgen.bank.load import QuestionBank
    from kitgen.bank.question import Question
    from kitgen.role.role import Role
    from kitgen.workspace.exposure import Use

_LISTED = (
    "id",
    "title",
    "category",
    "kind",
    "seniority",
    "competencies",
    "tags",
    "difficulty",
    "minutes",
    "covers",
    "status",
)
json_option = click.option("--json", "as_json", is_flag=True, help="For other programs.")


@click.group(epilog=example("kitgen questions list --category ml-theory --seniority senior"))
def questions() -> None:
    """Browse the bank."""


@questions.command(
    "list", epilog=example("kitgen questions list --category ml-theory --seniority senior")
)
@click.option("--category", multiple=True, metavar="NAME", help="Only this category. Repeatable.")
@click.option("--kind", type=click.Choice(KINDS), multiple=True, help="Only this kind. Repeatable.")
@click.option(
    "--seniority", type=click.Choice(SENIORITIES), help="Only those that suit this level."
)
@click.option("--tag", multiple=True, metavar="TAG", help="Only of this topic. Repeatable.")
@click.option("--used", is_flag=True, help="With how often each was used, and when last.")
@json_option
@bank_option
def list_questions(
    category: Sequence[str],
    kind: Sequence[str],
    seniority: str | None,
    tag: Sequence[str],
    used: bool,
    as_json: bool,
    banks: Any,
) -> None:
    """List questions."""
    from kitgen.bank.load import load_bank

    bank = load_bank(banks)
    for name in category:
        bank.category(name)
    _check_tags(tag, bank)
    found = [
        question
        for question in bank.questions
        if (not category or question.category in category)
        and (not kind or question.kind in kind)
        and (seniority is None or seniority in question.seniority)
        and (not tag or not set(tag).isdisjoint(question.tags))
    ]
    uses = _uses() if used else None
    if as_json:
        _echo_json([_listed(question, uses) for question in found])
        return
    _echo_questions(found, uses)


def _check_tags(tags: Sequence[str], bank: "QuestionBank") -> None:
    from kitgen.errors import UnknownName

    known = sorted({tag for question in bank.questions for tag in question.tags})
    for tag in tags:
        if tag not in known:
            raise UnknownName("tag", tag, known)


def _uses() -> "Mapping[str, Sequence[Use]]":
    from kitgen.workspace.exposure import uses

    return uses(exposure_file())


def _echo_questions(
    found: "Sequence[Question]", uses: "Mapping[str, Sequence[Use]] | None"
) -> None:
    head: tuple[str, ...] = ("id", "category", "kind", "seniority", "tags", "min", "status")
    rows: list[tuple[str, ...]] = [
        (
            *(q.id, q.category, q.kind, _span(q.seniority), ", ".join(q.tags)),
            *(str(q.minutes), q.status),
        )
        for q in found
    ]
    if uses is not None:
        head = (*head, "used", "last")
        rows = [(*row, *_counted(uses.get(row[0], ()))) for row in rows]
    echo_table(head, rows)


def _counted(uses: "Sequence[Use]") -> tuple[str, str]:
    return str(len(uses)), max((use.day for use in uses), default="")


def _listed(question: "Question", uses: "Mapping[str, Sequence[Use]] | None") -> dict[str, Any]:
    listed = question.model_dump(mode="json", include=set(_LISTED))
    if uses is not None:
        listed["used"] = [{"day": use.day, "kit": use.kit} for use in uses.get(question.id, ())]
    return listed


@questions.command("show", epilog=example("kitgen questions show bias-variance-tradeoff"))
@click.argument("question_id", metavar="ID", shell_complete=completion.questions)
@click.option("--role", "role_name", metavar="ROLE", help="As this role has it.")
@json_option
@bank_option
def show_question(question_id: str, role_name: str | None, as_json: bool, banks: Any) -> None:
    """Show every field of a question; for a role, with what the role changes marked."""
    from kitgen.bank.load import load_bank
    from kitgen.files.dump import dump_with_comments
    from kitgen.files.layers import leaves
    from kitgen.role.apply import apply_overrides
    from kitgen.role.load import load_role
    from kitgen.role.options import RoleOptions

    bank = load_bank(banks)
    own = question = bank.question(question_id)
    if role_name:
        own = apply_overrides(
            bank, load_role(role_name, RoleOptions(), bank, workspace().roles)
        ).question(question_id)
    if as_json:
        _echo_json(own.model_dump(mode="json"))
        return
    before = dict(leaves(_without_none(question)))
    value = _without_none(own)
    changed = {p: "changed by the role" for p, v in leaves(value) if before.get(p) != v}
    click.echo(dump_with_comments(value, changed), nl=False)


@click.group(epilog=example("kitgen roles show senior-ml-engineer"))
def roles() -> None:
    """Browse the roles."""


@roles.command("list", epilog=example("kitgen roles list"))
@json_option
@bank_option
def list_roles(as_json: bool, banks: Any) -> None:
    """List the built-in roles and the workspace's."""
    from kitgen.bank.load import load_bank
    from kitgen.literals import SENIORITIES
    from kitgen.role.inherit import role_names
    from kitgen.role.load import load_role
    from kitgen.role.options import RoleOptions

    bank, own = load_bank(banks), workspace().roles
    found = [load_role(name, RoleOptions(), bank, own) for name in role_names(own)]
    found.sort(key=lambda role: SENIORITIES.index(role.seniority))
    if as_json:
        _echo_json([role.model_dump(mode="json") for role in found])
        return
    echo_table(
        ("name", "title", "seniority", "rounds"),
        [(r.name, r.title, r.seniority, ", ".join(x.id for x in r.rounds)) for r in found],
    )


@roles.command("show", epilog=example("kitgen roles show senior-ml-engineer"))
@click.argument("role_name", metavar="ROLE", shell_complete=completion.roles)
@json_option
@bank_option
def show_role(role_name: str, as_json: bool, banks: Any) -> None:
    """Show a role as a file to start your own from."""
    from kitgen.bank.load import load_bank
    from kitgen.files.dump import dump_with_comments
    from kitgen.files.layers import leaves
    from kitgen.role.inherit import merged_role, role_file
    from kitgen.role.load import load_role
    from kitgen.role.options import RoleOptions

    role = load_role(role_name, RoleOptions(), load_bank(banks), workspace().roles)
    if as_json:
        _echo_json(role.model_dump(mode="json"))
        return
    merged = merged_role(role_file(role_name, workspace().roles))
    value = _without_empty(_without_none(role, leave_out={"name"}))
    origins = {place: merged.origin(place) or "default" for place, _ in leaves(value)}
    click.echo(dump_with_comments(value, origins), nl=False)


def _without_none(model: "Question | Role", leave_out: Set[str] = frozenset()) -> dict[str, Any]:
    return model.model_dump(mode="python", exclude_none=True, exclude=set(leave_out))


def _without_empty(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: _without_empty(part) for key, part in value.items() if part not in ((), {}, [])}


def _span(levels: Sequence[str]) -> str:
    return levels[0] if len(levels) == 1 else f"{levels[0]}-{levels[-1]}"


def _echo_json(value: Any) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))
