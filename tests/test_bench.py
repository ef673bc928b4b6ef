"""`make bench`: a table of kitgen beside its peers, and the section of the page that it writes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import page
from benchmarks.row import Row

ROOT = Path(__file__).parent.parent
ROWS = (
    Row("a pack", "s, wall", 3.0, "Chromium 1.0", 2.0, goal=1.5),
    Row("a pack", "s, processor", 3.2, "Chromium 1.0", 2.0, goal=1.5),
    Row("a pack", kitgen=3.0, peer="Typst", lacks="not installed"),
    Row("a thousand packs", "MB at most", 550, goal=600),
)


def bench(*arguments, **environment):
    """The lines of a measurement in another process, as make starts it."""
    command = [sys.executable, "-m", "benchmarks.speed", "--runs", "1", *arguments]
    env = {**os.environ, **environment}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in done.stdout.splitlines()]


def test_a_group_prints_its_rows_with_the_peer_and_leaves_the_page_alone():
    before = page.PAGE.read_bytes()
    lines = bench("--group", "start")
    assert [line[:2] for line in lines[2:]] == [
        ["kitgen --help", "s, wall"],
        ["kitgen --help", "s, processor"],
    ]
    for _, _, ours, peer, theirs, ratio, goal, reached in lines[2:]:
        assert float(ours) > 0 and float(theirs) > 0 and ratio.endswith("×")
        assert peer == 'python -c "import click"'
        assert goal == "≤ 2.5 ×"
        assert reached in {"reached", "**not reached**"}
    assert page.PAGE.read_bytes() == before


@pytest.mark.slow
def test_a_peer_that_is_not_there_is_named(tmp_path):
    lines = bench("--group", "word", PATH=str(tmp_path))
    (office,) = (line for line in lines if line[3].startswith("LibreOffice"))
    assert float(office[2]) > 0
    assert "not installed" in office[4]


def test_the_page_says_what_is_reached_and_what_was_not_measured_and_keeps_the_rest(tmp_path):
    copy = tmp_path / "page.md"
    before = page.PAGE.read_bytes()
    copy.write_bytes(before)
    page.write(ROWS, 3, copy)
    written = copy.read_text(encoding="utf-8")
    assert (
        "| a pack | s, wall | 3.00 | Chromium 1.0 | 2.00 | 1.50 × | ≤ 1.5 × | reached |" in written
    )
    assert "| 1.60 × | ≤ 1.5 × | **not reached** |" in written
    assert "| a thousand packs | MB at most | 550 |  |  |  | ≤ 600 | reached |" in written
    assert "Not measured: Typst (not installed)." in written
    headings = [line for line in written.splitlines() if line.startswith("#")]
    assert {"## Speed", "## Is the choice right", "## Exposure"} <= set(headings)
    page.write(ROWS[:1], 5, copy)
    assert "a thousand packs" not in (again := copy.read_text(encoding="utf-8"))
    assert [line for line in again.splitlines() if line.startswith("#")] == headings
    assert page.PAGE.read_bytes() == before
