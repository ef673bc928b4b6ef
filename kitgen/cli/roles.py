"""roles: the commands that list, show and add roles."""

from typing import TYPE_CHECKING, Any

import click

from kitgen.cli import completion
from kitgen.cli.answers import echo_json, echo_table, echo_yaml, without_empty, without_none
from kitgen.cli.options import bank_option, example, json_option, workspace
from kitgen.literals import SENIORITIES

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
    """List the built-in roles and the workspace's."""
    from kitgen.bank.load import load_bank
    from kitgen.role.inherit import role_names
    from kitgen.role.load import load_role
    from kitgen.role.options import RoleOptions

    bank, own = load_bank(banks), workspace().roles
    found = [load_role(name, RoleOptions(), bank, own).role for name in role_names(own)]
    found.sort(key=lambda role: SENIORITIES.index(role.seniority))
    if as_json:
        echo_json([role.model_dump(mode="json") for role in found])
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
    from kitgen.files.layers import leaves
    from kitgen.role.apply import whole_role
    from kitgen.role.inherit import merged_role, role_file
    from kitgen.role.load import load_role
    from kitgen.role.options import RoleOptions

    own, bank = workspace().roles, load_bank(banks)
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
    default="ml-engineer",
    metavar="ROLE",
    shell_complete=completion.roles,
    help="Default: ml-engineer.",
)
def new_role(name: str, extends: str) -> None:
    """Write a role to fill in to the workspace's folder of roles."""
    from kitgen.workspace.new import add_role

    click.echo(add_role(name, extends, workspace()))
