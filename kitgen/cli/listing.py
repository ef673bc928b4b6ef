"""questions list, questions search: the commands that find questions of the bank."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from kitgen.cli.answers import echo_json
from kitgen.cli.browsing import browsing
from kitgen.cli.options import example, json_option
from kitgen.cli.tables import fit, shortened, table_lines, terminal_width
from kitgen.cli.used import Recorded, used_option

if TYPE_CHECKING:
    from kitgen.bank.overview import Entry, Overview
    from kitgen.bank.search import Found

LIST_EXAMPLES = example(
    "kitgen questions list --category ml-theory --seniority senior",
    "kitgen questions list --competency communication --difficulty 2-3 --minutes 5-10",
)
_IN_JSON = (
    *("id", "title", "category", "kind", "competencies", "difficulty", "minutes", "seniority"),
    *("tags", "covers", "status"),
)
_COLUMNS: "Mapping[str, Callable[[Entry], str]]" = {
    "id": lambda q: q.id,
    "title": lambda q: q.title,
    "category": lambda q: q.category,
    "kind": lambda q: q.kind,
    "seniority": lambda q: _span(q.seniority),
    "diff": lambda q: str(q.difficulty),
    "min": lambda q: str(q.minutes),
    "competencies": lambda q: ", ".join(q.competencies),
    "tags": lambda q: ", ".join(q.tags),
    "status": lambda q: q.status,
}
# What a terminal may have no room for, the first to go first; id, title and use always stay.
_OPTIONAL = ("tags", "competencies", "status", "category", "kind", "diff", "seniority", "min")
_INDENT = "    "
_EXCERPT = 100  # signs of an excerpt where no terminal limits it


@click.command("list", epilog=LIST_EXAMPLES)
@browsing
@used_option
@json_option
def list_questions(
    *, overview: "Overview", entries: "Sequence[Entry]", used: bool, as_json: bool
) -> None:
    """List questions, as many of their attributes as the terminal has room for.

    A pipe or a file gets all columns. Each filter may be given several times: a question passes
    with one of its values.
    """
    recorded = Recorded.of(overview.bank()) if used else None
    if as_json:
        echo_json([_as_json(entry, recorded) for entry in entries])
        return
    _note_none(entries)
    for line in _table(entries, recorded):
        click.echo(line)


@click.command("search", epilog=example("kitgen questions search fraud threshold"))
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@browsing
@used_option
@json_option
def search_questions(
    *,
    words: Sequence[str],
    overview: "Overview",
    entries: "Sequence[Entry]",
    used: bool,
    as_json: bool,
) -> None:
    """Find questions that have all WORDS, wherever in them these are.

    Words are found from their start, without regard to case and accents: calibrat finds
    Calibration. Those with the words in the title come first, then those that ask about them; of
    these, those that the words tell most of. Below each is where it has the words.
    """
    from kitgen.bank.search import Words

    wanted = " ".join(words)
    if not wanted.strip():
        raise click.UsageError("name at least one word to look for")
    found = Words(wanted).search(entries, overview)
    recorded = Recorded.of(overview.bank()) if used else None
    if as_json:
        echo_json([_found_as_json(one, recorded) for one in found])
        return
    _note_none(found)
    head, *rows = _table([one.entry for one in found], recorded)
    click.echo(head)
    for row, one in zip(rows, found, strict=True):
        click.echo(row)
        click.echo(_place(one))


def _note_none(found: Sequence[object]) -> None:
    if not found:
        click.echo("no question is like this; leave out a filter or a word", err=True)


def _table(entries: "Sequence[Entry]", recorded: Recorded | None) -> list[str]:
    columns = {name: [of(entry) for entry in entries] for name, of in _COLUMNS.items()}
    if recorded is not None:
        columns |= recorded.columns(entries)
    room = terminal_width()
    return table_lines(fit(columns, room, _OPTIONAL, "title") if room else columns)


def _span(levels: Sequence[str]) -> str:
    return levels[0] if len(levels) == 1 else f"{levels[0]}-{levels[-1]}"


def _place(found: "Found") -> str:
    """Return the line that tells where a question has the words."""
    line = f"{found.field}: {found.excerpt}" if found.field else "title"
    return f"{_INDENT}{shortened(line, (terminal_width() or _EXCERPT) - len(_INDENT))}"


def _as_json(entry: "Entry", recorded: Recorded | None) -> dict[str, Any]:
    listed = {name: getattr(entry, name) for name in _IN_JSON}
    if recorded is not None:
        listed |= recorded.as_json(entry)
    return listed


def _found_as_json(found: "Found", recorded: Recorded | None) -> dict[str, Any]:
    place = {"found_in": found.field or "title", "excerpt": found.excerpt}
    return _as_json(found.entry, recorded) | place
