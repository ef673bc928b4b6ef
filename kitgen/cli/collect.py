"""collect: the command that reads forms that interviewers filled in."""

from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kitgen.cli.answers import echo_json, echo_table
from kitgen.cli.options import example, files_argument, json_option
from kitgen.cli.passwords import known_password, password_file_option

if TYPE_CHECKING:
    from kitgen.filled.card import Card, Question

_HEAD = ("file", "kit", "candidate", "interviewer", "ratings", "score", "verdict")
_BLANK, _NOT_ASSESSED = "-", "x"


@click.command(
    epilog=example(
        "kitgen collect filled/ada-scorecard.pdf filled/grace-scorecard.docx",
        "kitgen collect filled/*.pdf --json",
    )
)
@files_argument
@password_file_option
@json_option
def collect(*, files: Sequence[Path], password_file: Path | None, as_json: bool) -> None:
    """Print what was filled in: in packs made with --fillable, or saved by their HTML pages.

    The table has the rating of each question in order: x is not assessed, - is blank. --json has
    evidence, notes and ticks as well. Of files that a password protects all must have the same one.
    """
    from dataclasses import asdict

    from kitgen.filled.read import read_cards
    from kitgen.unseen import shown

    cards = read_cards(files, cache(partial(known_password, password_file)))
    _echo_doubles(cards)
    if as_json:
        echo_json([asdict(card) for card in cards])
    else:
        echo_table(_HEAD, [tuple(map(shown, _row(card))) for card in cards])


def _echo_doubles(cards: "Sequence[Card]") -> None:
    """Note forms that one interviewer filled in twice, such as a pack and its scorecard."""
    from kitgen.filled.card import doubles

    for same in doubles(cards):
        listed = ", ".join(card.file for card in same)
        note = f"{listed} are of one kit, candidate and interviewer; count one of them"
        click.echo(f"note: {note}", err=True)


def _row(card: "Card") -> tuple[str, ...]:
    people = (card.candidate or _BLANK, card.interviewer or _BLANK)
    ratings = " ".join(map(_rating, card.questions))
    verdict = str(card.verdict or _BLANK)
    return (card.file, card.kit, *people, ratings, card.score or _BLANK, verdict)


def _rating(question: "Question") -> str:
    if not question.assessed:
        return _NOT_ASSESSED
    return str(question.rating or _BLANK)
