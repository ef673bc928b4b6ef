"""Runs a question's tests on its reference solution and on candidates, in one run of Python.

    python -m tests.checked CHECK.py REFERENCE.py CANDIDATE.py…

It prints each file's path and the lines of the check file. Each test has its process, as always,
but one that is forked where that is safe, so that numpy is imported once. The first line of a
candidate may name tests that are `too slow`: these must take a fifth and half a second longer than
with the reference solution, or, with THOROUGH, the ten seconds that a check file gives a test.
"""

import importlib.util
import multiprocessing
import os
import re
import sys
from collections.abc import Sequence
from math import ceil
from pathlib import Path
from types import ModuleType

from tests.extent import extent

LONGEST = 100.0  # seconds for what takes ten, on a machine that is ten times as busy
Taken = dict[str, float]


def loaded(path: str) -> ModuleType:
    """The check file as a module."""
    spec = importlib.util.spec_from_file_location("check", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def too_slow(file: str) -> list[str]:
    """The letters of tests of which the first line of a file tells that they are too slow."""
    first = Path(file).read_text(encoding="utf-8").split("\n")[0]
    found = re.search(r"\btoo slow:([A-Z ]*)", first)
    return found[1].split() if found else []


def forked(check: ModuleType, command: Sequence[str], most: int | None) -> str:
    """Do in a forked process what the check file starts Python for; return how it ended."""
    file, name, report = command[2], command[4], command[6]

    def work() -> None:
        import resource  # which Windows lacks

        if most is not None:
            resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        for stream in range(3):
            os.dup2(os.open(os.devnull, os.O_RDWR), stream)
        check._run_one(name, Path(file), Path(report))

    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    process.join(LONGEST)
    if process.exitcode is None:
        process.kill()
        process.join()
    return f"ended with {process.exitcode}"


def run(check: ModuleType, file: str, taken: Taken) -> None:
    """Run all tests on a file; the first one is that whose times are kept."""
    started, slow = check._ending, too_slow(file)

    def ending(command: Sequence[str], _: float) -> str:
        name, before = command[4], os.times()
        most = extent(ceil(0.5 + 1.2 * taken[name]), 10) if name in slow else None
        if sys.platform == "linux":
            ended = forked(check, command, most)
        else:
            ended = started(command, most or LONGEST)
        after = os.times()
        taken.setdefault(name, after.children_user - before.children_user)
        return ended

    check._ending = ending
    print(file, flush=True)
    check._check(Path(file), LONGEST)
    check._ending = started


def main(path: str, *files: str) -> None:
    """Run the tests on all files; the first is the reference solution."""
    check, taken = loaded(path), Taken()
    for file in files:
        run(check, file, taken)


if __name__ == "__main__":
    main(*sys.argv[1:])
