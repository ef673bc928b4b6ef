"""All packs of a loop: four rounds, two editions, PDF and Word, beside one pack."""

import tempfile

from benchmarks.processes import alternating, kitgen, median, run_first
from benchmarks.row import Row
from benchmarks.work import PACK, ROLE

_ALL, _ONE = "four rounds, two editions, PDF and Word", "first pack, PDF"


def rows(runs: int) -> list[Row]:
    """Measure both with nothing computed before, in alternation."""
    with tempfile.TemporaryDirectory() as folder:
        both = "--edition interviewer --edition candidate --format pdf --format docx"
        loop = kitgen(f"generate {ROLE} --seed 7 --force {both}", "--output", folder)
        one = kitgen(f"{PACK} --format pdf", "--output", folder)
        measured = {_ALL: lambda: run_first(loop), _ONE: lambda: run_first(one)}
        costs = {what: median(of) for what, of in alternating(runs, measured).items()}
    return [Row(_ALL, "s, wall", costs[_ALL].wall, _ONE, costs[_ONE].wall, goal=3)]
