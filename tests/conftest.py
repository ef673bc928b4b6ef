"""Shared by the tests: the CLI as a user calls it, and packs that are made once."""

import fcntl
import gc
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings

from kitgen import pipeline
from kitgen.bank.files import BUILT_IN
from kitgen.bank.load import QuestionBank, load_bank
from kitgen.bank.question import Question
from kitgen.calibration.exercise import Exercise, pair
from kitgen.check.samples import samples_of
from kitgen.cli import main
from kitgen.kit.freeze import freeze
from kitgen.kit.kit import Kit
from kitgen.literals import EDITION_NAMES, CalibrationName, EditionName, Format
from kitgen.request import Packing
from kitgen.role.loaded import LoadedRole
from kitgen.role.role import Role, Round
from kitgen.role.rows import Count
from kitgen.selection import Selection, SelectionProblem
from kitgen.theme import Theme, load_theme
from kitgen.words import built_in_words
from tests.extent import extent

Run = Callable[..., Result]
MadeOnce = Callable[[str, Callable[[Path], None]], Path]
BankPacks = Callable[[EditionName, Format], list[bytes]]
CalibrationPacks = Callable[[CalibrationName, Format], list[bytes]]

# Much that is made once is used by many tests: to look for garbage in it takes a tenth of a run.
gc.set_threshold(100_000)

# No test fails because the machine is slow.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session", autouse=True)
def signals_as_on_a_terminal() -> None:
    """Let the processes that tests start end at Ctrl-C and at a hangup, which nohup would ignore.

    A signal that is ignored, or blocked, stays so in the processes that are started.
    """
    signals = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    signal.pthread_sigmask(signal.SIG_UNBLOCK, signals)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in signals - {signal.SIGINT}:
        signal.signal(number, signal.SIG_DFL)


@pytest.fixture(scope="session", autouse=True)
def cache_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what commands compute in a folder of this run, and not in the user's."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(shared / "cache"))
        yield


@pytest.fixture(scope="session")
def run() -> Run:
    """Call the command line; a traceback of our own fails the test.

    Without a seed it chooses with 0, so that a test sees the same questions each time. It renders
    in this process unless a test asks for more: several tests run at once already.
    """
    defaults = {"seed": 0, "jobs": 1}
    usual = dict.fromkeys(("generate", "plan", "render", "batch", "calibrate"), defaults)

    def call(*arguments: object) -> Result:
        typed = [str(argument) for argument in arguments]
        result = CliRunner().invoke(main, typed, default_map=usual)
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
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """Return a folder that the first worker to need it fills, for all workers of this run."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def folder(name: str, fill: Callable[[Path], None]) -> Path:
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (shared / name).exists():
                being_filled = Path(tempfile.mkdtemp(dir=shared))
                fill(being_filled)
                being_filled.rename(shared / name)
        return shared / name

    return folder


@pytest.fixture(scope="session")
def packs(run: Run, made_once: MadeOnce) -> Path:
    """The senior ML engineer's loop in every format and edition, as the README makes it."""
    from tests.reading import need_pango

    need_pango()

    def fill(folder: Path) -> None:
        formats = ("--format", "pdf", "--format", "docx", "--format", "html")
        names = [name for name in EDITION_NAMES if name != "loop"]
        editions = [option for name in names for option in ("--edition", name)]
        options = ("--seed", 7, *formats, *editions, "--one-folder", "--output", folder)
        result = run("generate", "senior-ml-engineer", *options)
        assert result.exit_code == 0, result.stderr

    return made_once("packs", fill)


# The questions of the catalogue that tests look at: code, and words alone.
CATALOGUE = ("--category", "ml-coding", "--category", "behavioral", "--seniority", "staff")


@pytest.fixture(scope="session")
def catalogue(run: Run, made_once: MadeOnce) -> Path:
    """The catalogue of some questions of two categories in every format."""
    from tests.reading import need_pango

    need_pango()

    def fill(folder: Path) -> None:
        formats = ("--format", "pdf", "--format", "docx", "--format", "html")
        options = (*CATALOGUE, *formats, "--date", "3 May 2027", "--output", folder)
        result = run("questions", "print", *options)
        assert result.exit_code == 0, result.stderr

    return made_once("catalogue", fill)


def everything(bank: QuestionBank, minutes: int) -> Role:
    """A role of one round that may ask all questions."""
    sections = tuple(Count(category=category.id) for category in bank.categories)
    return Role(
        name="everything",
        title="Everything",
        seniority="senior",
        rounds=(Round(id="all", title="All", minutes=minutes, blueprint=sections),),
    )


def kit_of(bank: QuestionBank, questions: tuple[Question, ...]) -> Kit:
    """A kit that asks just these questions, enemies or not."""
    role = everything(bank, sum(question.minutes for question in questions) + 10)
    problem = SelectionProblem.of(bank, LoadedRole(role))
    return freeze(problem, Selection((questions,)), role.rounds, built_in_words())[0]


@pytest.fixture(scope="session")
def whole_bank_kit(bank: QuestionBank) -> Kit:
    """One kit that asks every question of the shipped bank."""
    return kit_of(bank, bank.questions)


def kits_of(bank: QuestionBank, questions: tuple[Question, ...]) -> tuple[Kit, ...]:
    """Kits of the usual length that together ask these questions."""
    parts = range(0, len(questions), 6)
    return tuple(kit_of(bank, questions[n : n + 6]) for n in parts)


@pytest.fixture(scope="session")
def whole_bank_kits(bank: QuestionBank) -> tuple[Kit, ...]:
    """Kits of the usual length that together ask every question of the shipped bank."""
    return kits_of(bank, bank.questions)


@pytest.fixture(scope="session")
def sampled_kits(bank: QuestionBank) -> tuple[Kit, ...]:
    """Kits that ask every eighth question, so of each file: for tests that take long."""
    return kits_of(bank, bank.questions[3 :: extent(8, 4)])


@pytest.fixture(scope="session")
def sampled_exercises(sampled_kits: tuple[Kit, ...], bank: QuestionBank) -> tuple[Exercise, ...]:
    """The exercises of those kits, with all samples of the shipped bank that fit."""
    samples = samples_of((BUILT_IN,), bank)[BUILT_IN]
    return tuple(pair(sampled_kits, everything(bank, 60), samples, bank.scale))


@pytest.fixture(scope="session")
def sampled_calibration(
    sampled_exercises: tuple[Exercise, ...], theme: Theme, made_once: MadeOnce
) -> CalibrationPacks:
    """The calibration sheets, or the keys, of those exercises in a format, in their order."""

    def packs_of(name: CalibrationName, format_: Format) -> list[bytes]:
        def fill(folder: Path) -> None:
            packing = Packing(theme, formats=(format_,))
            for number, file in enumerate(pipeline.calibration_packs(sampled_exercises, packing)):
                is_key = file.name.endswith(f"-key.{format_}")
                part = folder / ("calibration-key" if is_key else "calibration")
                part.mkdir(exist_ok=True)
                (part / f"{number:03}").write_bytes(file.content)

        files = (made_once(f"calibration-{format_}", fill) / name).iterdir()
        return [path.read_bytes() for path in sorted(files)]

    return packs_of


@pytest.fixture(scope="session")
def sampled_packs(sampled_kits: tuple[Kit, ...], theme: Theme, made_once: MadeOnce) -> BankPacks:
    """The packs of those kits in an edition and a format, in their order."""

    def packs_of(edition: EditionName, format_: Format) -> list[bytes]:
        def fill(folder: Path) -> None:
            packing = Packing(theme, (edition,), (format_,))
            for number, file in enumerate(pipeline.packs(sampled_kits, packing)):
                (folder / f"{number:03}").write_bytes(file.content)

        return [
            path.read_bytes() for path in sorted(made_once(f"{edition}-{format_}", fill).iterdir())
        ]

    return packs_of
