"""tests: the command that writes a file with which a candidate's code is checked."""

from pathlib import Path

import click

from kitgen.cli import completion
from kitgen.cli.files import echo_paths, write_files
from kitgen.cli.options import bank_option, example
from kitgen.cli.writing import Target, writing


@click.command(epilog=example("kitgen tests kmeans-from-scratch --output checks"))
@click.argument("question_id", metavar="ID", shell_complete=completion.checked_questions)
@bank_option
@writing
def tests(*, question_id: str, banks: tuple[Path, ...], target: Target) -> None:
    """Write a file that runs a coding question's tests on a candidate's code.

    The file needs Python, and what the question allows, but not kitgen. It prints a line for each
    named test:

    \b
      python check_kmeans_from_scratch.py CANDIDATE.py
    """
    from kitgen.bank.checks import check_file
    from kitgen.bank.load import load_bank
    from kitgen.errors import BadRequest

    bank = load_bank(banks)
    question = bank.question(question_id)
    if question_id not in bank.checks:
        known = ", ".join(bank.checks)
        raise BadRequest(
            f"question '{question_id}' has no tests for code",
            f"questions with tests: {known}" if known else "",
        )
    files = [check_file(question, bank.checks[question_id])]
    echo_paths(write_files(files, target))
