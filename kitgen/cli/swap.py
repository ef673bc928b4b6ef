"""swap: the command that puts another question in the place of one of a kit."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kitgen.cli import completion
from kitgen.cli.answers import echo_json, echo_table
from kitgen.cli.files import (
    echo_paths,
    refuse_existing_files,
    refuse_source_folder,
    write_files,
)
from kitgen.cli.options import bank_option, example, json_option, workspace
from kitgen.cli.writing import Target

if TYPE_CHECKING:
    from kitgen.kit.replacements import Replacement
    from kitgen.kit.vacancy import Vacancy

_MOST = 5  # replacements to choose from: as many as one compares
_HEAD = ("question", "title", "minutes", "difficulty", "evidence", "breaks")


@click.command(
    epilog=example(
        "kitgen swap out/senior-ml-engineer-1-ml-depth-kit.yaml attention-mechanism",
        "kitgen swap out/senior-ml-engineer-1-ml-depth-kit.yaml attention-mechanism "
        "--with beta-binomial-updating --force",
    )
)
@click.argument(
    "kit_file",
    metavar="KIT",
    type=click.Path(path_type=Path),
    shell_complete=completion.kits,
)
@click.argument("question_id", metavar="ID", shell_complete=completion.questions)
@click.option(
    "--with",
    "new_id",
    metavar="ID",
    shell_complete=completion.questions,
    help="The question to ask instead. Default: list the best few.",
)
@click.option(
    "--role",
    "role_name",
    shell_complete=completion.roles_and_files,
    help="The role, or its file, where the kit's name of it is not enough.",
)
@bank_option
@json_option
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder to write to; made when missing. Default: the kit's own.",
)
@click.option("--force", is_flag=True, help="Overwrite the kit.")
def swap(
    *,
    kit_file: Path,
    question_id: str,
    new_id: str | None,
    role_name: str | None,
    banks: tuple[Path, ...],
    as_json: bool,
    output: Path | None,
    force: bool,
) -> None:
    """Replace question ID of KIT by another one, and keep everything else.

    Without --with, list the questions that fit best: what changes in the evidence of competencies,
    and which rows of the role would no longer be met. No question of another kit of the same loop
    is offered where these kits are in the same folder.
    """
    from kitgen.kit.replacements import replacements
    from kitgen.output import OutputFile

    target = Target(kit_file.parent if output is None else output, force)
    if new_id is not None:
        refuse_source_folder(target, banks, workspace().roles)
        refuse_existing_files([kit_file.name], target)
    elif output or force:
        raise click.UsageError("--output and --force go with --with")
    vacancy = _vacancy(kit_file, question_id, banks, role_name)
    _echo_missing_kits(vacancy)
    if new_id is None:
        _echo_replacements(vacancy, replacements(vacancy)[:_MOST], as_json=as_json)
        return
    echo_paths(write_files([OutputFile(kit_file.name, _swapped(vacancy, new_id))], target))


def _vacancy(
    kit_file: Path, question_id: str, banks: tuple[Path, ...], role_name: str | None
) -> "Vacancy":
    from kitgen.bank.load import load_bank
    from kitgen.kit.load import kits_beside, read_kit
    from kitgen.kit.vacancy import find_vacancy, role_of

    kit = read_kit(kit_file)
    bank = load_bank(banks)
    role = role_of(kit, role_name, bank, workspace().roles)
    return find_vacancy(question_id, kit, kits_beside(kit_file, kit), bank, role)


def _swapped(vacancy: "Vacancy", new_id: str) -> bytes:
    """Return the new kit, and print what is to be known of it."""
    from kitgen.check.kits import stale_numbers
    from kitgen.kit.kit import write_kit
    from kitgen.kit.replacements import judged, reservations
    from kitgen.kit.swap import swapped
    from kitgen.theme import load_theme
    from kitgen.words import words_in

    question = vacancy.problem.bank.question(new_id)
    words = words_in(vacancy.kit.language, load_theme(workspace().theme, None).words)
    kit = swapped(vacancy, question, words)
    replacement = judged(vacancy, question)
    click.echo(f"{new_id} in the place of {vacancy.leaving.id}:", err=True)
    click.echo(f"  evidence: {_coverage(replacement)}", err=True)
    for reason in reservations(vacancy, question):
        click.echo(f"  note: {reason}", err=True)
    for (_, script), message in stale_numbers(kit, words):
        click.echo(f"  note: the script '{script}' {message}", err=True)
    for row in replacement.broken:
        click.echo(f"  not met any more: {row}", err=True)
    return write_kit(kit)


def _echo_missing_kits(vacancy: "Vacancy") -> None:
    rounds = vacancy.problem.role.rounds
    missing = [r.id for r, asked in zip(rounds, vacancy.rounds, strict=True) if not asked]
    if missing:
        click.echo(
            f"No kit of {', '.join(missing)} is beside this one: neither what they ask nor how "
            "much the role wants of the whole loop is looked at.",
            err=True,
        )


def _echo_replacements(
    vacancy: "Vacancy", found: "Sequence[Replacement]", *, as_json: bool
) -> None:
    if as_json:
        echo_json([_listed(one) for one in found])
        return
    leaving = vacancy.leaving
    if not found:
        click.echo(f"No question of the bank fits in the place of {leaving.id}.", err=True)
        questions = vacancy.problem.bank.questions
        drafts = sum(question.is_draft for question in questions)
        if drafts:
            share = f"{drafts} of {len(questions)}"
            click.echo(f"Drafts are not offered ({share}): review them first.", err=True)
        return
    about = f"{leaving.minutes} minutes, difficulty {leaving.difficulty}"
    click.echo(f"In the place of {leaving.id} ({about}), the best first:", err=True)
    echo_table(_HEAD, [_row(one) for one in found])


def _row(one: "Replacement") -> tuple[str, ...]:
    question = one.question
    numbers = (str(question.minutes), str(question.difficulty))
    return question.id, question.title, *numbers, _coverage(one), _broken(one)


def _coverage(one: "Replacement") -> str:
    changes = [f"+1 {name}" for name in one.gained] + [f"−1 {name}" for name in one.lost]
    return ", ".join(changes) or "the same"


def _broken(one: "Replacement") -> str:
    return "; ".join(one.broken) or "nothing"


def _listed(one: "Replacement") -> dict[str, Any]:
    question = one.question
    return {
        "id": question.id,
        "title": question.title,
        "minutes": question.minutes,
        "difficulty": question.difficulty,
        "gained": one.gained,
        "lost": one.lost,
        "breaks": one.broken,
    }
