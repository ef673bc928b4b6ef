"""init, questions new, roles new: the commands that write files to fill in."""

from pathlib import Path

import click

from kitgen.cli.browse import questions, roles
from kitgen.cli.options import bank_option, example, workspace


@click.command(epilog=example("kitgen init hiring"))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Make a workspace in DIR: banks, roles and theme of your own, with an example of each."""
    from kitgen.literals import FILE_KINDS
    from kitgen.output import OutputFile, write
    from kitgen.schema import schema_text
    from kitgen.workspace.workspace import starting_files

    files = [OutputFile(name, content) for name, content in starting_files()]
    files += [OutputFile(f"schemas/{k}.schema.json", schema_text(k).encode()) for k in FILE_KINDS]
    for path in write(files, folder, force=False):
        click.echo(path)


@questions.command(
    "new", epilog=example("kitgen questions new cold-start-metrics --category ml-theory")
)
@click.argument("question_id", metavar="ID")
@click.option("--category", required=True, metavar="NAME", help="The file it goes to.")
@bank_option
def new_question(question_id: str, category: str, banks: tuple[str | Path, ...]) -> None:
    """Add a question to fill in to the workspace's own bank."""
    from kitgen.bank.load import BUILT_IN, load_bank
    from kitgen.errors import BadRequest
    from kitgen.output import OutputFile, write
    from kitgen.workspace.skeleton import question_skeleton
    from kitgen.workspace.workspace import schema_line

    bank = load_bank(banks)
    bank.category(category)
    own = [Path(folder) for folder in banks if folder != BUILT_IN]
    if not own:
        raise BadRequest("no bank of your own to add to", "start one with: kitgen init DIR")
    if question_id in [question.id for question in bank.questions]:
        raise BadRequest(f"there is a question '{question_id}' already")
    file = own[0] / f"{category}.yaml"
    before = schema_line("question", own[0])
    if file.is_file():
        before = file.read_text(encoding="utf-8").rstrip() + "\n\n"
    content = (before + question_skeleton(question_id)).encode()
    for path in write([OutputFile(file.name, content)], own[0], force=True):
        click.echo(path)


@roles.command("new", epilog=example("kitgen roles new ranking-engineer --extends ml-engineer"))
@click.argument("name", metavar="NAME")
@click.option("--extends", default="ml-engineer", metavar="ROLE", help="Default: ml-engineer.")
def new_role(name: str, extends: str) -> None:
    """Write a role to fill in to the workspace's folder of roles."""
    from kitgen.output import OutputFile, write
    from kitgen.role.inherit import role_file
    from kitgen.workspace.skeleton import role_skeleton
    from kitgen.workspace.workspace import schema_line

    here = workspace()
    role_file(extends, here.roles)
    folder = here.roles or here.folder / "roles"
    text = schema_line("role", folder) + role_skeleton(name, extends)
    for path in write([OutputFile(f"{name}.yaml", text.encode())], folder, force=False):
        click.echo(path)
