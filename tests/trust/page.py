"""The tables of docs/trust.md, between their marks."""

import json
import platform
import re
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE, KEPT = ROOT / "docs" / "trust.md", ROOT / "build" / "trust.json"
# In the order of SECURITY.md, which says what each promises.
PROMISES = {
    "leak": "No answer in a file for candidates",
    "files": "Any file is read or refused",
    "templates": "Templates and themes are bounded",
    "offline": "Nothing is fetched, sent, or read elsewhere",
    "names": "No name chooses a folder or a formula",
    "whole": "Nothing is half done",
    "bytes": "The same bytes everywhere",
    "privacy": "Candidates' names stay where you put them",
    "password": "A protected pack is read with its password alone",
    "choice": "A choice keeps every rule",
    "supply": "What is installed is known",
}
_HEAD = [
    "| what was tried | inputs | result | processor, s | memory, MB |",
    "|---|--:|---|--:|--:|",
]
_LONG = [
    "| input | tried | not refused | not handled | other result | longest, s | memory, MB |",
    "|---|--:|--:|--:|--:|--:|--:|",
]


@dataclass(frozen=True)
class Try:
    """A case of a test: the promise, what was tried, how many inputs, what came of it."""

    promise: str
    attack: str
    inputs: int
    seconds: float
    megabytes: int
    outcome: str


def kept_with(tries):
    """Keep the cases of tests, and return them with those that earlier runs kept, by their ids."""
    earlier = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    made = {name: Try(**told) for name, told in earlier.items()} | tries
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps({name: asdict(one) for name, one in made.items()}, indent=1))
    return made


def write_tests(tries):
    """Write a table of tests for each promise."""
    order = list(PROMISES)
    tries = sorted(tries, key=lambda one: (order.index(one.promise), one.attack))
    failed = sum(one.outcome == "failed" for one in tries)
    lines = [
        f"{len(tries)} tests, {failed} of them failed, with Python {platform.python_version()} "
        f"on {platform.system()}."
    ]
    for promise, of_promise in groupby(tries, key=lambda one: one.promise):
        lines += ["", f"## {PROMISES[promise]}", "", *_HEAD]
        for attack, cases in groupby(of_promise, key=lambda one: one.attack):
            lines.append(_row(attack, list(cases)))
    put("tests", "\n".join(lines))


def _row(attack, cases):
    inputs = sum(case.inputs for case in cases)
    seconds = sum(case.seconds for case in cases)
    most = max(case.megabytes for case in cases)
    return f"| {attack} | {inputs:,} | {_result(cases)} | {seconds:.1f} | {most} |"


def _result(cases):
    failed = sum(case.outcome == "failed" for case in cases)
    skipped = sum(case.outcome == "skipped" for case in cases)
    if failed:
        return f"**{failed} failed**"
    return f"held, {skipped} not run here" if skipped else "held"


def write_long_runs(figures):
    """Write a table of long runs, a line a kind of input."""
    lines = [_line(name.replace("-", " "), of_kind) for name, of_kind in figures.items()]
    tried, compared = (sum(f[key] for f in figures.values()) for key in ("tried", "compared"))
    hours = sum(f["seconds"] for f in figures.values()) / 3600
    said = f"{tried:,} inputs in {hours:.1f} hours of processor time; {compared:,} tried twice."
    put("long runs", "\n".join([said, "", *_LONG, *lines]))


def _line(name, f):
    counts = f"{f['tried']:,} | {f['accepted']:,} | {f['failures']} | {f['differ']}"
    return f"| {name} | {counts} | {f['slowest']:.2f} | {f['megabytes']} |"


def put(name, text):
    """Replace what is between the marks of a name."""
    page = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- begin: {name} -->\n", f"<!-- end: {name} -->"
    pattern = re.compile(f"(?<={re.escape(begin)}).*(?={re.escape(end)})", re.DOTALL)
    made, count = pattern.subn(lambda _: f"\n{text}\n\n", page)
    assert count == 1, f"docs/trust.md needs the marks of {name}"
    PAGE.write_text(made, encoding="utf-8")
