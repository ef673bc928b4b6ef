"""Compare random cases: `python -m tests.oracle FIRST LAST` prints those that differ."""

import sys
import time
from collections import Counter

from tests.oracle.compare import differences
from tests.oracle.invent import invent

EVERY = 250  # cases, after which progress is printed


def main(first: int, last: int) -> int:
    """Return how many cases differ."""
    kinds: Counter[str] = Counter()
    start = time.process_time()
    for seed in range(first, last):
        for wrong in differences(invent(seed)):
            kinds[wrong.split(":")[0]] += 1
            print(f"{seed}: {wrong}", flush=True)
        if (seed + 1 - first) % EVERY == 0:
            spent = time.process_time() - start
            print(f"{seed + 1 - first} cases, {spent:.0f} s, {dict(kinds)}", flush=True)
    print(f"{last - first} cases from {first} on: {dict(kinds) or 'no difference'}")
    return sum(kinds.values())


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:3]))))
