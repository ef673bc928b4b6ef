"""The section on speed of docs/benchmarks.md."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.machine import machine, versions
from benchmarks.row import HEAD, Row

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
_BEGIN, _END = "<!-- speed: written by make bench -->\n", "<!-- end of speed -->\n"
_NOTES = """\
All of it was measured in one run, kitgen and its peers in turn, each {runs} times or more; the
figures are medians. A command is measured from its start to its end, with all processes that it
starts. 'Processor' is the time that all of them took on all cores. That of Chromium is mostly in
processes that outlive the one that started them, of which `time chromium …` shows nothing: a row
has the first process alone.

*First* is with an empty cache, as on the first day. *One anchor changed* is the next run, after one
anchor of one question of the pack was changed. The pack is the interviewer pack of a round of the
senior ML engineer. Chromium, WeasyPrint, pandoc and LibreOffice are given the same page, which
kitgen wrote as HTML. Typst is given what pandoc makes of it: the same text, tables, code, pictures
and formulas, without the looks and the lines to write on. The batch was run once.
"""


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = (HEAD, ("---", "---", "--:", "---", "--:", "--:", "--:", "---"))
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (*lines, *(r.cells() for r in rows)))


def write(rows: Sequence[Row], runs: int, to: Path = PAGE) -> None:
    """Replace the section of a page, and leave the rest of it as it is."""
    page = to.read_text(encoding="utf-8")
    before, _, rest = page.partition(_BEGIN)
    after = rest.partition(_END)[2]
    section = "".join(_section(rows, runs))
    to.write_text(before + _BEGIN + section + _END + after, encoding="utf-8")


def _section(rows: Sequence[Row], runs: int) -> Iterator[str]:
    yield f"\n{_NOTES.format(runs=runs)}\n"
    yield f"Machine: {machine()}. Versions: {versions()}; those of peers are in the table.\n\n"
    yield table(rows)
    if missing := sorted({f"{row.peer} ({row.lacks})" for row in rows if row.lacks}):
        yield f"\nNot measured: {', '.join(missing)}.\n"
    yield "\n"
