"""generate, plan, render: the commands that write files and print their paths."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kitgen.cli.messages import with_progress
from kitgen.cli.options import (
    example,
    load_problem,
    questions_option,
    recording,
    rendering,
    selecting,
    workspace,
    writing,
)
from kitgen.cli.watching import watchable

if TYPE_CHECKING:
    from kitgen.editions.view import Occasion
    from kitgen.kit.kit import Kit
    from kitgen.literals import Format
    from kitgen.output import OutputFile
    from kitgen.selection import Selection, SelectionProblem
    from kitgen.theme import Theme


@click.command(
    epilog=example(
        "kitgen generate senior-ml-engineer --format pdf --format docx --seed 7 --output out",
        "kitgen generate --seniority senior --category ml-theory=3 --minutes 45 --output out",
    )
)
@selecting
@rendering
@writing
@recording
@watchable
def generate(**asked: Any) -> None:
    """Choose questions for ROLE and write the packs and kit of each round.

    ROLE is the name of a built-in role or the path of a role file. Without it, say --seniority
    and --category. In a workspace the use of the questions is recorded, for --rest.
    """
    from kitgen.kit.names import kit_name
    from kitgen.output import refuse_existing
    from kitgen.pipeline import kit_file

    kits = _kits(asked)
    names = [*map(kit_name, kits), *_pack_names(kits, asked)]
    if not asked["force"]:
        refuse_existing(asked["output"], names)
    files = (file for kit in kits for file in chain((kit_file(kit),), _packs(kit, asked)))
    with _recorded(kits, asked):
        _write(list(with_progress(chain(files, _loop_packs(kits, asked)), len(names))), asked)


@click.command(
    epilog=example("kitgen plan senior-ml-engineer --round ml-depth --seed 7 --output out")
)
@selecting
@writing
@click.option("--explain", is_flag=True, help="Say what each chosen question is there for.")
@questions_option("--why", "Say why this question was not chosen. Repeatable.")
def plan(**asked: Any) -> None:
    """Choose questions for ROLE and write the kit of each round, to review before rendering.

    It records no use of the questions, since it makes no packs.
    """
    from kitgen.cli.summary import echo_reasons, echo_summary
    from kitgen.pipeline import kit_file

    def report(problem: "SelectionProblem", selections: "Sequence[Selection]") -> None:
        echo_summary(problem.role, selections, asked["rounds"])
        echo_reasons(problem, selections, asked["why"], explain=asked["explain"])

    kits = _kits(asked, report)
    _write([kit_file(kit) for kit in kits], asked)


def _kits(
    asked: dict[str, Any],
    report: "Callable[[SelectionProblem, Sequence[Selection]], None] | None" = None,
) -> "tuple[Kit, ...]":
    """Select and plan, and say on stderr how good the choice is."""
    from kitgen.cli.summary import echo_optimality
    from kitgen.pipeline import make_kits

    problem = load_problem(asked)
    selections, kits = make_kits(problem, asked["rounds"])
    if report:
        report(problem, selections)
    echo_optimality(selections)
    return kits


@click.command(
    epilog=example(
        "kitgen render out/senior-ml-engineer-1-ml-depth-kit.yaml --edition scorecard --output out"
    )
)
@click.argument("kits", metavar="KIT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@rendering
@writing
@recording
@watchable
def render(kits: Sequence[Path], **asked: Any) -> None:
    """Render kits that were planned before, without the bank.

    In a workspace the use of their questions is recorded, once for each kit.
    """
    from kitgen.errors import BadRequest
    from kitgen.kit.kit import read_kit
    from kitgen.output import refuse_existing

    missing = [str(path) for path in kits if not path.is_file()]
    if missing:
        raise BadRequest(f"no such kit file: {', '.join(missing)}")
    planned = [read_kit(path) for path in kits]
    names = _pack_names(planned, asked)
    if not asked["force"]:
        refuse_existing(asked["output"], names)
    files = (file for kit in planned for file in _packs(kit, asked))
    with _recorded(planned, asked):
        _write(list(with_progress(chain(files, _loop_packs(planned, asked)), len(names))), asked)


@contextmanager
def _recorded(kits: "Sequence[Kit]", asked: dict[str, Any]) -> Iterator[None]:
    """Record the kits in the workspace once their packs are written.

    A record that cannot be used is refused before anything is written.
    """
    from kitgen.workspace.exposure import record, uses

    file = workspace().exposure if asked["record"] else None
    if file:
        uses(file)
    yield
    if file:
        record(file, kits, date.today())


def _pack_names(kits: "Sequence[Kit]", asked: dict[str, Any]) -> tuple[str, ...]:
    from kitgen.kit.names import pack_names

    return pack_names(kits, asked["editions"], tuple(dict.fromkeys(asked["formats"])))


def _packs(kit: "Kit", asked: dict[str, Any]) -> "Iterator[OutputFile]":
    from kitgen.pipeline import make_packs

    editions = [edition for edition in dict.fromkeys(asked["editions"]) if edition != "loop"]
    return make_packs(kit, editions, *_looks(asked))


def _loop_packs(kits: "Sequence[Kit]", asked: dict[str, Any]) -> "Iterator[OutputFile]":
    from kitgen.pipeline import make_loop_packs

    return make_loop_packs(kits if "loop" in asked["editions"] else (), *_looks(asked))


def _looks(asked: dict[str, Any]) -> "tuple[tuple[Format, ...], Theme, Occasion]":
    from kitgen.editions.view import Occasion
    from kitgen.theme import load_theme

    theme = load_theme(asked["theme"] or workspace().theme, asked["paper"])
    occasion = Occasion(asked["candidate"], asked["interviewer"], asked["date"])
    return tuple(dict.fromkeys(asked["formats"])), theme, occasion


def _write(files: "Sequence[OutputFile]", asked: dict[str, Any]) -> None:
    from kitgen.output import write

    for path in write(files, asked["output"], force=asked["force"]):
        click.echo(path)
