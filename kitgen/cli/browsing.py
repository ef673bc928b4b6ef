"""The options of which questions of a bank to look at."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from kitgen.cli import completion
from kitgen.cli.counts import parse_ranges
from kitgen.cli.options import bank_option, options
from kitgen.literals import KINDS, STATUSES


def _named(name: str, metavar: str, help_text: str) -> Callable[[Any], Any]:
    """Return an option that takes values which the bank knows."""
    return click.option(
        f"--{name}",
        multiple=True,
        metavar=metavar,
        shell_complete=completion.attribute(name),
        help=help_text,
    )


def _ranged(name: str, help_text: str) -> Callable[[Any], Any]:
    """Return an option that takes numbers or ranges of them."""
    return click.option(
        f"--{name}", multiple=True, metavar="N", callback=parse_ranges, help=help_text
    )


_BROWSING = options(
    _named("category", "NAME", "Only this category."),
    click.option("--kind", multiple=True, type=click.Choice(KINDS), help="Only this kind."),
    _named("seniority", "LEVEL", "Only those that suit this seniority."),
    _named("competency", "NAME", "Only those that give evidence of this competency."),
    _named("tag", "TAG", "Only of this topic."),
    _named("case", "NAME", "Only those about this case."),
    _ranged("difficulty", "Only of 3, 2-4 or 2+."),
    _ranged("minutes", "Only of 10, 5-15 or 10+."),
    click.option(
        "--status", multiple=True, type=click.Choice(STATUSES), help="Only those that are this."
    ),
    click.option("--text", metavar="WORDS", default="", help="Only those with all these words."),
    bank_option,
)


def browsing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the filters; they reach it as `overview`, and `entries` that pass."""

    @_BROWSING
    @wraps(command)
    def run(*, text: str, banks: Any, **given: Any) -> None:
        from kitgen.bank.attributes import ATTRIBUTES, NUMBERS, Filter
        from kitgen.bank.overview import overview
        from kitgen.bank.search import Words

        values = {name: given.pop(name) for name in ATTRIBUTES}
        spans = {name: given.pop(name) for name in NUMBERS}
        found = overview(banks)
        entries = Filter(values, spans, Words(text)).entries(found)
        command(overview=found, entries=entries, **given)

    return run
