"""Look at many packs: `python -m tests.positions.wide FIRST LAST` makes all rounds of each seed."""

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from tests.positions.packs import Look, Measured, Room, all_looks, make_and_measure


def main(first: int, last: int) -> int:
    """Print the faults of the packs of these seeds; return how many there are."""
    looks = [look for seed in range(first, last) for look in all_looks(seed)]
    with ProcessPoolExecutor() as workers:
        found = list(zip(looks, workers.map(_look_at, looks), strict=True))
    for look, measured in found:
        for fault in measured.faults:
            print(f"{look}: {fault}")
    for name, group in groupby(sorted(found, key=_style), key=_style):
        _report_room(name, [room for _, measured in group for room in measured.room])
    total = sum(len(measured.faults) for _, measured in found)
    print(f"{len(looks)} rounds, {total} faults")
    return total


def _look_at(look: Look) -> Measured:
    with TemporaryDirectory() as folder:
        return make_and_measure(look, Path(folder))


def _style(found: tuple[Look, Measured]) -> str:
    look, _ = found
    return f"{look.paper} {look.layout}"


def _report_room(name: str, rooms: Sequence[Room]) -> None:
    """Print the ruled lines of each kind of question, by its minutes."""
    for kind in sorted({room.kind for room in rooms}):
        own = [room for room in rooms if room.kind == kind]
        lines = [
            f"{minutes}: {mean(room.lines for room in own if room.minutes == minutes):.0f}"
            for minutes in sorted({room.minutes for room in own})
        ]
        print(f"{name}, {kind}, lines by minutes: {', '.join(lines)}")


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:3]))))
