"""Speed beside the peers: all groups, or some. All of them, run often enough, write the page."""

import argparse
import sys

from benchmarks import batch, choice, large, loop, page, pdf, start, word
from benchmarks.row import Group, Row

GROUPS: dict[str, Group] = {
    "pdf": pdf.rows,
    "word": word.rows,
    "loop": loop.rows,
    "batch": batch.rows,
    "large": large.rows,
    "start": start.rows,
    "choice": choice.rows,
}
_ENOUGH = 3  # runs of which the median is written down


def main() -> None:
    """Measure and print; write docs/benchmarks.md after a whole measurement."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    asked.add_argument("--runs", type=int, default=5, help="of each; 5 without it")
    asked.add_argument("--group", action="append", choices=GROUPS, help="repeatable; default all")
    options = asked.parse_args()
    names, runs = options.group or list(GROUPS), max(options.runs, 1)
    rows: list[Row] = []
    for name in names:
        print(f"{name} …", file=sys.stderr, flush=True)
        rows += GROUPS[name](runs)
    print(page.table(rows), end="")
    if set(names) == set(GROUPS) and runs >= _ENOUGH:
        page.write(rows, runs)
    else:
        print(f"not written: that takes all groups and {_ENOUGH} runs", file=sys.stderr)


if __name__ == "__main__":
    main()
