"""The choice of questions from large banks, beside the peer FlexATA."""

import statistics

from benchmarks import peer, selection
from benchmarks.row import Row

_SIZES = (1_000, 5_000)
_LACKS = "not installed with pandas 2: pip install '.[bench]'"


def rows(runs: int) -> list[Row]:
    """Measure one hour from each of some banks: the same problem for both, and kitgen in use."""
    compared = peer.installed()
    name, lacks = (peer.title(), "") if compared else ("FlexATA", _LACKS)
    selection.measured(40, 1, range(1, 2), compared)  # imports what solvers import
    found = []
    for size in _SIZES:
        of = selection.measured(size, 1, range(1, runs + 1), compared)
        theirs = statistics.median(run.seconds for run in of.peers) if compared else None
        same = statistics.median(run.seconds for run in of.ours)
        used = statistics.median(use.seconds for use in of.uses)
        what = f"choice from {size:,} questions"
        found += [
            Row(f"{what}, same problem", "s, wall", same, name, theirs, 1, lacks),
            Row(f"{what}, with targets", "s, wall", used, name, theirs, 1, lacks),
        ]
    return found
