"""generate, plan, render: the commands that write files and print their paths."""

from collections.abc import Iterator, Sequence
from itertools import chain, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kitgen.cli.messages import with_progress
from kitgen.cli.options import (
    example,
    plan_kits,
    rendering,
    selecting,
    workspace,
    writing,
)
from kitgen.cli.watching import watchable

if TYPE_CHECKING:
    from kitgen.kit import Kit
    from kitgen.output import File


@click.command(
    epilog=example(
        "kitgen generate senior-ml-engineer --format pdf --format docx --seed 7 --output out",
        "kitgen generate --seniority senior --category ml-theory=3 --minutes 45 --output out",
    )
)
@selecting
@rendering
@writing
@watchable
def generate(**asked: Any) -> None:
    """Choose questions for ROLE and write the packs and kit of each round.

    ROLE is the name of a built-in role or the path of a role file. Without it, say --seniority
    and --category.
    """
    from kitgen.output import refuse_existing
    from kitgen.pipeline import kit_file, kit_name, pack_name

    kits = plan_kits(asked)
    if not asked["force"]:
        wanted = product(kits, asked["editions"], asked["formats"])
        packs = [pack_name(kit, edition, format_) for kit, edition, format_ in wanted]
        refuse_existing(asked["output"], [*map(kit_name, kits), *packs])
    files = (file for kit in kits for file in chain((kit_file(kit),), _packs(kit, asked)))
    _write(list(with_progress(files, len(kits) * (1 + _packs_each(asked)))), asked)


@click.command(
    epilog=example("kitgen plan senior-ml-engineer --round ml-depth --seed 7 --output out")
)
@selecting
@writing
def plan(**asked: Any) -> None:
    """Choose questions for ROLE and write the kit of each round, to review before rendering."""
    from kitgen.pipeline import kit_file

    kits = plan_kits(asked)
    for kit in kits:
        click.echo(_summary(kit), err=True)
    _write([kit_file(kit) for kit in kits], asked)


@click.command(
    epilog=example(
        "kitgen render out/senior-ml-engineer-1-ml-depth-kit.yaml --edition scorecard --output out"
    )
)
@click.argument("kits", metavar="KIT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@rendering
@writing
@watchable
def render(kits: Sequence[Path], **asked: Any) -> None:
    """Render kits that were planned before, without the bank."""
    from kitgen.errors import BadRequest
    from kitgen.kit import read_kit

    missing = [str(path) for path in kits if not path.is_file()]
    if missing:
        raise BadRequest(f"no such kit file: {', '.join(missing)}")
    files = (file for path in kits for file in _packs(read_kit(path), asked))
    _write(list(with_progress(files, len(kits) * _packs_each(asked))), asked)


def _packs_each(asked: dict[str, Any]) -> int:
    return len(set(asked["editions"])) * len(set(asked["formats"]))


def _packs(kit: "Kit", asked: dict[str, Any]) -> "Iterator[File]":
    from kitgen.pipeline import make_packs
    from kitgen.theme import load_theme
    from kitgen.view import Occasion

    theme = load_theme(asked["theme"] or workspace().theme, asked["paper"])
    occasion = Occasion(asked["candidate"], asked["interviewer"], asked["date"])
    editions, formats = dict.fromkeys(asked["editions"]), dict.fromkeys(asked["formats"])
    return make_packs(kit, tuple(editions), tuple(formats), theme, occasion)


def _write(files: "Sequence[File]", asked: dict[str, Any]) -> None:
    from kitgen.output import write

    for path in write(files, asked["output"], force=asked["force"]):
        click.echo(path)


def _summary(kit: "Kit") -> str:
    minutes = sum(question.minutes for question in kit.questions)
    lines = [f"{kit.round.title}: kit {kit.id}, {len(kit.questions)} questions, {minutes} minutes"]
    lines += [f"  {q.minutes:3} min  {q.id}" for q in kit.questions]
    return "\n".join(lines)
