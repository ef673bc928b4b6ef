"""roles: the commands that list, show and add roles."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kitgen.cli import completion
from kitgen.cli.answers import echo_json, echo_table, echo_yaml, without_empty, without_none
from kitgen.cli.messages import echo_error
from kitgen.cli.options import bank_option, example, json_option, workspace

if TYPE_CHECKING:
    from kitgen.errors import YamlPath
    from kitgen.files.layers import Merged

_OF_BANK = {"scale", "bar", "rule", "scripts"}  # what a role may leave to the bank


@click.group(epilog=example("kitgen roles show senior-ml-engineer"))
def roles() -> None:
    """Browse and extend the roles."""


@roles.command("list", epilog=example("kitgen roles list"))
@json_option
@bank_option
def list_roles(as_json: bool, banks: Any) -> None:
    """List the workspace's roles, and the built-in ones that the bank can fill.

    Fails when a role of the workspace has a fault; the others are listed all the same.
    """
    from kitgen.bank.load import load_bank
    from kitgen.role.load import load_all_roles

    bank = load_bank(banks, may_be_empty=True)
    loaded = load_all_roles(bank, workspace().roles)
    found = sorted(loaded.roles, key=lambda role: bank.seniority_ids.index(role.seniority))
    if as_json:
        echo_json([role.model_dump(mode="json") for role in found])
    else:
        rows = [(r.name, r.title, r.seniority, ", ".join(x.id for x in r.rounds)) for r in found]
        echo_table(("name", "title", "seniority", "rounds"), rows)
    if loaded.left_out:
        click.echo(_left_out(len(loaded.left_out)), err=True)
    for error in loaded.faults:
        echo_error(error)
    if loaded.faults:
        click.get_current_context().exit(1)


def _left_out(number: int) -> str:
    """Tell that built-in roles are not listed, and why."""
    roles, they = ("roles need", "they are") if number > 1 else ("role needs", "it is")
    return (
        f"{number} built-in {roles} categories, competencies or seniorities that this bank does "
        f"not have; {they} left out"
    )


@roles.command("show", epilog=example("kitgen roles show senior-ml-engineer"))
@click.argument("role_name", metavar="ROLE", shell_complete=completion.roles_and_files)
@json_option
@bank_option
def show_role(role_name: str, as_json: bool, banks: Any) -> None:
    """Show a role as a file to start your own from."""
    from kitgen.bank.load import load_bank
    from kitgen.files.layers import leaves
    from kitgen.role.apply import whole_role
    from kitgen.role.inherit import merged_role, role_file
    from kitgen.role.load import load_role
    from kitgen.role.options import RoleOptions

    own, bank = workspace().roles, load_bank(banks, may_be_empty=True)
    role = whole_role(load_role(role_name, RoleOptions(), bank, own).role, bank)
    if as_json:
        echo_json(role.model_dump(mode="json"))
        return
    merged = merged_role(role_file(role_name, own))
    value = without_empty(without_none(role, leave_out={"name"}))
    echo_yaml(value, {path: _origin(path, merged) for path, _ in leaves(value)})


def _origin(place: "YamlPath", merged: "Merged") -> str:
    """Return where a value is from, as short as can be: file and line, or what sets it."""
    from kitgen.files.text import shortened

    found = merged.origin(place)
    if found is None:
        return "the bank's vocabulary" if place[0] in _OF_BANK else "default"
    return f"{shortened(found.file)}:{found.line}"


@roles.command("new", epilog=example("kitgen roles new ranking-engineer --extends ml-engineer"))
@click.argument("name", metavar="NAME")
@click.option(
    "--extends",
    metavar="ROLE",
    shell_complete=completion.roles,
    help="Default: the built-in role of the most similar name; none where none fits the bank.",
)
@bank_option
def new_role(name: str, extends: str | None, banks: tuple[Path, ...]) -> None:
    """Write a role to fill in to the workspace's folder of roles.

    Where it extends no other role, its rounds ask what the bank has.
    """
    from kitgen.workspace.new import add_role

    click.echo(add_role(name, extends, workspace(), banks))
