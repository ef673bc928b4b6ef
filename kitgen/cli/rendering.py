"""The options of how kits are made into packs: editions, formats, look, names."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from kitgen.cli.options import options, workspace
from kitgen.literals import EDITION_NAMES, FORMATS, PAPERS, EditionName, Format, Paper

_RENDERING = options(
    click.option(
        "--edition",
        "editions",
        multiple=True,
        type=click.Choice(EDITION_NAMES),
        default=("interviewer", "candidate"),
        help="Whom the pack is for. Repeatable. Default: interviewer and candidate.",
    ),
    click.option(
        "--format",
        "formats",
        multiple=True,
        type=click.Choice(FORMATS),
        default=("pdf",),
        help="Repeatable. Default: pdf.",
    ),
    click.option("--paper", type=click.Choice(PAPERS), help="Instead of the theme's (a4)."),
    click.option(
        "--theme",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Folder with a theme.yaml, templates or style.css of your own.",
    ),
    click.option("--candidate", metavar="NAME", help="Printed instead of a blank."),
    click.option("--interviewer", metavar="NAME", help="Printed instead of a blank."),
    click.option("--date", metavar="DATE", help="Printed instead of a blank, as you write it."),
)


def rendering(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of how packs are made; they reach it as `packing`."""

    @_RENDERING
    @wraps(command)
    def run(
        *,
        editions: tuple[EditionName, ...],
        formats: tuple[Format, ...],
        paper: Paper | None,
        theme: Path | None,
        candidate: str | None,
        interviewer: str | None,
        date: str | None,
        **others: Any,
    ) -> None:
        from kitgen.editions.occasion import Occasion
        from kitgen.pipeline import Packing
        from kitgen.theme import load_theme

        packing = Packing(
            theme=load_theme(theme or workspace().theme, paper),
            editions=tuple(name for name in EDITION_NAMES if name in editions),
            formats=tuple(dict.fromkeys(formats)),
            occasion=Occasion(candidate, interviewer, date),
        )
        command(packing=packing, **others)

    return run
