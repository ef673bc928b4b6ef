"""Try a share of all inputs: `python -m tests.fuzz SHARE [TARGET]...`, 1 is a whole long run.

Two processes with other hash seeds try the same inputs, and what comes of them is compared. Inputs
that are not handled are kept in found/, and the figures in build/fuzz.json and docs/trust.md.
"""

import json
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from hashlib import sha256
from math import ceil
from multiprocessing import get_context
from pathlib import Path

from tests.fuzz.found import FOUND
from tests.fuzz.targets import TARGETS
from tests.fuzz.trial import CHUNK, Trial, trial
from tests.trust.page import write_long_runs

FIGURES = Path("build") / "fuzz.json"
AT_ONCE = 20  # chunks, after which progress is printed


@dataclass
class Figures:
    """What was tried of a target, in both processes together."""

    tried: int = 0
    accepted: int = 0
    compared: int = 0
    differ: int = 0
    failures: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    megabytes: int = 0

    def add(self, one: Trial, other: Trial):
        both = one.outcomes.keys() & other.outcomes.keys()
        self.tried += len(one.outcomes.keys() | other.outcomes.keys())
        self.accepted += len(one.accepted | other.accepted)
        self.compared += len(both)
        self.differ += sum(one.outcomes[key] != other.outcomes[key] for key in both)
        self.failures += len(one.failures | other.failures)
        self.seconds += one.seconds + other.seconds
        self.slowest = max(self.slowest, one.slowest, other.slowest)
        self.megabytes = max(self.megabytes, one.megabytes, other.megabytes)


def processes(stack):
    """Two processes that hash texts in other ways."""
    made = []
    for hash_seed in ("1", "2"):
        os.environ["PYTHONHASHSEED"] = hash_seed
        pool = stack.enter_context(ProcessPoolExecutor(1, get_context("spawn")))
        pool.submit(os.getpid).result()  # it starts now, with that seed
        made.append(pool)
    return made


def keep(name, failures):
    """Keep inputs that were not handled, and say what happened."""
    for failure in failures.values():
        folder = FOUND / name
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / sha256(failure.content).hexdigest()[:8]
        file.write_bytes(failure.content)
        print(f"{file}: {failure.kind}\n{failure.said[-1500:]}", flush=True)


def try_target(name, share, begun):
    """Try a share of a target's inputs, and keep the figures after each step."""
    figures = Figures()
    inputs = max(1, round(TARGETS[name].many * share))
    size, chunks = min(inputs, CHUNK), ceil(inputs / CHUNK)
    with ExitStack() as stack:
        pools = processes(stack)
        for first in range(0, chunks, AT_ONCE):
            numbers = range(begun + first, begun + min(first + AT_ONCE, chunks))
            one, other = (
                run.result() for run in [pool.submit(trial, name, numbers, size) for pool in pools]
            )
            figures.add(one, other)
            keep(name, one.failures | other.failures)
            note(name, figures)
    return figures


def note(name, figures):
    """Keep the figures of a target, with those of the others; the page has them all."""
    FIGURES.parent.mkdir(exist_ok=True)
    known = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    known[name] = asdict(figures)
    FIGURES.write_text(json.dumps(known, indent=1))
    write_long_runs(known)
    print(name, known[name], flush=True)


def main(share, *names):
    begun = int(time.time())  # so that each run tries others
    made = [try_target(name, float(share), begun) for name in names or TARGETS]
    return any(figures.failures or figures.differ for figures in made)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
