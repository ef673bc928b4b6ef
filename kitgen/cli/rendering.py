"""The options of how kits are made into packs: editions, formats, look, names."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kitgen.cli import completion
from kitgen.cli.candidate_language import candidate_language_option
from kitgen.cli.options import options, workspace
from kitgen.cli.protecting import echo_unnamed, protecting
from kitgen.literals import (
    CALIBRATION_NAMES,
    CATALOGUE_NAME,
    EDITION_NAMES,
    FORMATS,
    LAYOUTS,
    PAPERS,
    THEMES,
    EditionName,
    Format,
    Layout,
    Paper,
)

if TYPE_CHECKING:
    from kitgen.request import Packing
    from kitgen.theme import Theme

# What is printed of something else than kits, and the command for it.
_ELSEWHERE = {CATALOGUE_NAME: "questions print"} | dict.fromkeys(CALIBRATION_NAMES, "calibrate")


class _Edition(click.Choice[str]):
    """An edition of kits; of what another command prints, the error names that command."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in _ELSEWHERE:
            self.fail(f"'{value}' is not made of kits: kitgen {_ELSEWHERE[value]}", param, ctx)
        return super().convert(value, param, ctx)


editions_option = click.option(
    "--edition",
    "editions",
    multiple=True,
    type=_Edition(EDITION_NAMES, case_sensitive=False),
    default=("interviewer", "candidate"),
    help="Whom the pack is for. Repeatable. Default: interviewer and candidate.",
)


def _theme(context: click.Context, parameter: click.Parameter, value: str | None) -> Path | None:
    from kitgen.brand.folders import theme_folder

    return None if value is None else theme_folder(value)


_PAPER = click.Choice(PAPERS, case_sensitive=False)
_LOOK = options(
    click.option(
        "--format",
        "formats",
        multiple=True,
        type=click.Choice(FORMATS, case_sensitive=False),
        default=("pdf",),
        help="Repeatable. Default: pdf.",
    ),
    click.option("--paper", type=_PAPER, help="Instead of the theme's (a4)."),
    click.option(
        "--layout",
        type=click.Choice(LAYOUTS, case_sensitive=False),
        help="compact: about half the pages; roomy: large type. Instead of the theme's (normal).",
    ),
    click.option(
        "--language",
        metavar="LANGUAGE",
        shell_complete=completion.languages,
        help="Of all that is printed besides the bank's texts, such as de, fr, es, ja. Instead of "
        "the workspace's (en).",
    ),
    click.option(
        "--theme",
        callback=_theme,
        metavar="NAME or DIR",
        shell_complete=completion.themes,
        help=f"{', '.join(THEMES)}, or a folder with a theme.yaml, templates or style.css of your "
        "own.",
    ),
    click.option(
        "--reference-docx",
        "reference",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="A Word document of yours, whose styles, page, head and foot Word files get.",
    ),
)
_ONE_FOLDER = click.option(
    "--one-folder",
    is_flag=True,
    help="Write candidate sheets beside the other files, and not to for-candidates/ in the folder.",
)
_NAMES = options(
    click.option(
        "--candidate",
        "candidates",
        multiple=True,
        metavar="NAME",
        help="Printed instead of a blank, and in the names of the packs. Repeat it for packs of "
        "several candidates.",
    ),
    click.option("--interviewer", metavar="NAME", help="Printed instead of a blank."),
)

_DATE = click.option("--date", metavar="DATE", help="Printed instead of a blank, as you write it.")

fillable_option = click.option(
    "--fillable",
    is_flag=True,
    help="With fields to type in and boxes to tick on a screen; printed they look as without.",
)


def printing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of formats, look and date; they reach it as `packing`."""

    @_LOOK
    @_DATE
    @wraps(command)
    def run(
        *,
        formats: tuple[Format, ...],
        paper: Paper | None,
        layout: Layout | None,
        language: str | None,
        theme: Path | None,
        reference: Path | None,
        date: str | None,
        **others: Any,
    ) -> None:
        from kitgen.editions.occasion import Occasion
        from kitgen.request import Packing
        from kitgen.scratch import scratch
        from kitgen.theme import load_theme

        here = workspace()
        look = load_theme(theme or here.theme, paper, layout, language or here.language)
        packing = Packing(
            theme=_like(reference, look, formats) if reference else look,
            formats=tuple(dict.fromkeys(formats)),
            occasions=(Occasion(date=date),),
        )
        with scratch():
            command(packing=packing, **others)

    return run


def _like(reference: Path, theme: "Theme", formats: tuple[Format, ...]) -> "Theme":
    """Return a theme with the look of a document for Word, and say which styles that lacks."""
    from kitgen.errors import BadRequest
    from kitgen.files.text import read_bytes
    from kitgen.render.docx.reference import read_reference

    if "docx" not in formats:
        raise BadRequest("--reference-docx is for Word files", "add --format docx")
    found = read_reference(str(reference), read_bytes(reference))
    if found.lacking:
        click.echo(
            f"note: {reference} lacks {len(found.lacking)} styles of packs, which are added in the "
            f"look of the theme: {', '.join(found.lacking)}",
            err=True,
        )
    return theme.like(found)


def in_order(editions: tuple[EditionName, ...]) -> tuple[EditionName, ...]:
    """Return editions in the order in which they are made, each once."""
    return tuple(name for name in EDITION_NAMES if name in editions)


def rendering(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of how packs are made; they reach it as `packing`."""

    @editions_option
    @printing
    @_NAMES
    @candidate_language_option
    @_ONE_FOLDER
    @fillable_option
    @protecting
    @wraps(command)
    def run(
        *,
        packing: "Packing",
        one_folder: bool,
        fillable: bool,
        editions: tuple[EditionName, ...],
        candidates: tuple[str, ...],
        interviewer: str | None,
        candidate_language: str | None,
        **others: Any,
    ) -> None:
        (undated,) = packing.occasions
        occasion = replace(undated, interviewer=interviewer, language=candidate_language)
        named = [replace(occasion, candidate=name) for name in dict.fromkeys(candidates)]
        occasions = tuple(named) or (occasion,)
        chosen = replace(
            packing,
            editions=in_order(editions),
            occasions=occasions,
            one_folder=one_folder,
            fillable=fillable,
        )
        echo_unnamed(chosen, [interviewer])
        command(packing=chosen, **others)

    return run
