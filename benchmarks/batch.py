"""Personal packs of many candidates: one more beside the first, and the memory of all."""

import csv
import subprocess
import tempfile
from pathlib import Path

from benchmarks.processes import Cost, kitgen, run_first
from benchmarks.row import Row, both
from benchmarks.work import ROLE

FEW, MANY = 100, 1_000
_MOST_SECONDS, _MOST_MEGABYTES = 60, 600
_ONE_MORE, _FIRST = "one more personal pack", "first personal pack"


def rows(runs: int, few: int = FEW, many: int = MANY) -> list[Row]:
    """Measure one row, a few and many, each once: many runs of one kind are in it."""
    if subprocess.run(kitgen("batch --help"), capture_output=True, check=False).returncode:
        return [Row(_ONE_MORE, peer=_FIRST, goal=0.1, lacks="this kitgen has no batch")]
    one, some, all_ = (_batch(count) for count in (1, few, many))
    further = Cost(*((getattr(all_, n) - getattr(one, n)) / (many - 1) for n in _TIMES))
    return [
        *both(_ONE_MORE, further, _FIRST, one, goal=0.1),
        Row(f"{many:,} personal packs", "s, wall", all_.wall, goal=_MOST_SECONDS),
        *(
            Row(f"{count:,} personal packs", "MB at most", cost.memory, goal=_MOST_MEGABYTES)
            for count, cost in ((few, some), (many, all_))
        ),
    ]


_TIMES = ("wall", "processor", "first")


def _batch(count: int) -> Cost:
    with tempfile.TemporaryDirectory() as name:
        roster = Path(name) / "roster.csv"
        with roster.open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(("candidate", "interviewer", "date"))
            for n in range(1, count + 1):
                lines.writerow((f"Candidate {n}", f"Interviewer {n % 20}", "3 May 2027"))
        options = "--round ml-depth --edition interviewer --seed 7"
        output = Path(name) / "packs"
        command = kitgen(f"batch {ROLE}", roster, *options.split(), "--output", output)
        return run_first(command, watch_memory=True)
