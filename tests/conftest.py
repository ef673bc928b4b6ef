"""Shared by the tests: the CLI as a user calls it, and one whole set of packs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kitgen.bank.load import QuestionBank, load_bank
from kitgen.bank.question import Question
from kitgen.cli import main
from kitgen.kit.freeze import freeze
from kitgen.kit.kit import Kit
from kitgen.role.loaded import LoadedRole
from kitgen.role.role import Role, Round
from kitgen.role.rows import Count
from kitgen.selection import Selection, SelectionProblem
from kitgen.theme import Theme, load_theme

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def run() -> Run:
    """Call the command line; a traceback of our own fails the test."""

    def call(*arguments: object) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture(scope="session")
def bank() -> QuestionBank:
    return load_bank()


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme(None, None)


@pytest.fixture(scope="session")
def packs(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The senior ML engineer's loop in every format and edition, as the README makes it."""
    from tests.reading import need_pango

    need_pango()
    folder = tmp_path_factory.mktemp("packs")
    formats = ("--format", "pdf", "--format", "docx", "--format", "html")
    editions = ("--edition", "interviewer", "--edition", "candidate", "--edition", "scorecard")
    result = run(
        "generate", "senior-ml-engineer", "--seed", 7, *formats, *editions, "--output", folder
    )
    assert result.exit_code == 0, result.stderr
    return folder


def kit_of(bank: QuestionBank, questions: tuple[Question, ...]) -> Kit:
    """A kit that asks just these questions, enemies or not."""
    minutes = sum(question.minutes for question in questions) + 10
    sections = tuple(Count(category=category.id) for category in bank.categories)
    role = Role(
        name="everything",
        title="Everything",
        seniority="senior",
        rounds=(Round(id="all", title="All", minutes=minutes, blueprint=sections),),
    )
    problem = SelectionProblem.of(bank, LoadedRole(role))
    return freeze(problem, Selection((questions,)), role.rounds)[0]


@pytest.fixture(scope="session")
def whole_bank_kit(bank: QuestionBank) -> Kit:
    """One kit that asks every question of the shipped bank."""
    return kit_of(bank, bank.questions)


@pytest.fixture(scope="session")
def whole_bank_kits(bank: QuestionBank) -> tuple[Kit, ...]:
    """Kits of the usual length that together ask every question of the shipped bank."""
    parts = range(0, len(bank.questions), 6)
    return tuple(kit_of(bank, bank.questions[n : n + 6]) for n in parts)
