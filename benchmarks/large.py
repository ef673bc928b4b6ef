"""A bank of 10,000 questions: its first load beside raw YAML, a list and a search beside click."""

import tempfile
from functools import partial
from importlib.metadata import version
from pathlib import Path

from benchmarks.processes import Measured, alternating, kitgen, median, python, run, run_first
from benchmarks.row import Row, both
from benchmarks.start import CLICK
from benchmarks.work import large_bank

SIZE = 10_000
_RAW = """
import sys, yaml
from pathlib import Path
for path in Path(sys.argv[1]).rglob("*.yaml"):
    yaml.load(path.read_bytes(), yaml.CSafeLoader)
"""
_FILTER = "--tag leakage --difficulty 4"
_LOAD, _LIST, _SEARCH = "first list", "list again", "search"


def rows(runs: int, size: int = SIZE) -> list[Row]:
    """Measure a list by filters, the first time and later, and a search, all of one bank."""
    raw = f"PyYAML {version('pyyaml')} in C, nothing checked"
    with tempfile.TemporaryDirectory() as name:
        bank, questions = large_bank(Path(name), size)
        measured = _kitgen(bank, Path(name) / "warm")
        measured[raw] = partial(run, python("-c", _RAW, str(bank)))
        measured[CLICK] = partial(run, python("-c", "import click"))
        costs = {what: median(of) for what, of in alternating(runs, measured).items()}
    return [
        row
        for what, peer, goal in ((_LOAD, raw, 1.5), (_LIST, CLICK, 4.0), (_SEARCH, CLICK, 4.0))
        for row in both(f"{questions:,} questions, {what}", costs[what], peer, costs[peer], goal)
    ]


def _kitgen(bank: Path, warm: Path) -> dict[str, Measured]:
    listed = kitgen(f"questions list {_FILTER}", "--bank", bank)
    found = kitgen("questions search calibration drift", "--bank", bank)
    for command in (listed, found):
        run(command, warm)
    return {
        _LOAD: partial(run_first, listed),
        _LIST: partial(run, listed, warm),
        _SEARCH: partial(run, found, warm),
    }
