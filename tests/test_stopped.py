"""Runs that are stopped at random moments, or get in each other's way: nothing is half done."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kitgen.errors import OutputFault, RecordFault
from kitgen.kit.load import read_kit
from kitgen.output import OutputFile, write, written
from kitgen.workspace.exposure import uses
from tests.extent import extent
from tests.reading import need_pango, sample_kit

pytestmark = pytest.mark.promise("whole")

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "examples" / "banks" / "backend-engineer"
ROLE = ("backend-engineer", "--round", "working-together")
FAST = ("--format", "html", "--edition", "candidate", "--edition", "scorecard", "--jobs", "1")
OLD, NEW = (
    tuple(OutputFile(f"{name}.txt", content) for name in "abc") for content in (b"old", b"new")
)
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="copies a process that is ready")


@pytest.fixture
def place(tmp_path):
    """A workspace with a bank of some questions, and a folder for temporary files beside it."""
    place = tmp_path / "hiring"
    (place / "temporary").mkdir(parents=True)
    for name in ("kitgen.yaml", "questions", "roles"):
        (place / name).symlink_to(SMALL / name)
    return place


def stopped(place, *arguments):
    """The exit code, the words and the files of each run that was stopped, in their order."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(place / "temporary")}
    command = [sys.executable, "-m", "tests.stopping", *arguments]
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    runs = [json.loads(line) for line in done.stdout.splitlines()]
    assert not [said for _, said, _ in runs if "Traceback" in said or "Exception" in said]
    return runs


def leftovers(place):
    return [*place.rglob(".kitgen-*"), *(place / "temporary").iterdir()]


@pytest.mark.promise("whole", inputs="times")
@needs_fork
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "times"),
    extent(
        [("SIGKILL", 12), ("SIGTERM", 6)],
        [("SIGKILL", 70), ("SIGINT", 30), ("SIGTERM", 30)],
    ),
)
def test_a_new_folder_is_there_with_all_files_or_is_not_there(place, run, name, times):
    options = ("--seed", "{0}", "--output", "out-{0}")
    runs = stopped(place, name, str(times), "out-{0}", "generate", *ROLE, *FAST, *options)
    whole = {path.name for path in (place / "out-0").rglob("*") if path.is_file()}
    assert len(whole) == 3
    assert [files.keys() for *_, files in runs if files and files.keys() != whole] == []
    assert 1 < len([files for *_, files in runs if files]) < len(runs)  # the first is not stopped
    written_kits = {read_kit(path).id for path in place.glob("out-*/*-kit.yaml")}
    recorded = {
        use.kit for of_question in uses(place / "exposure.sqlite").values() for use in of_question
    }
    assert recorded <= written_kits
    if name != "SIGKILL":  # which may come when the packs are there and their record is not
        assert recorded == written_kits
        assert leftovers(place) == []


@pytest.mark.promise("whole", inputs="times")
@needs_fork
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "times"), extent([("SIGINT", 7)], [("SIGINT", 35), ("SIGTERM", 35)])
)
def test_files_that_are_replaced_are_all_old_or_all_new(place, name, times):
    options = ("--seed", "{1}", "--force", "--no-record", "--output", "out")
    runs = stopped(place, name, str(times), "out", "generate", *ROLE, *FAST, *options)
    states = {json.dumps(files) for *_, files in runs}
    assert len(states) == 2
    assert leftovers(place) == []


LISTENING = """
import signal, sys, weakref
from multiprocessing.util import Finalize
from kitgen.signals import end_in_order, undisturbed

class Deaf:
    def __del__(self):
        signal.raise_signal(NUMBER)

class Kept:
    pass

def dropped():
    try:
        yield
    finally:
        signal.raise_signal(NUMBER)

end_in_order()
try:
    WORK
    for _ in range(10**8):
        pass
finally:
    print("in order", flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has Ctrl-C alone")
@pytest.mark.parametrize(("number", "code"), [(2, -2), (15, 143), (1, 129)])
@pytest.mark.parametrize(
    "work",
    [
        "signal.raise_signal(NUMBER)",
        "Deaf()",
        "kept = Kept(); w = weakref.WeakValueDictionary(a=kept); w.data['a'] = 1; Deaf()",
        "kept = Kept(); Finalize(kept, signal.raise_signal, [NUMBER]); del kept",
        "next(dropped())",
        "with undisturbed(): signal.raise_signal(NUMBER); print('whole')",
    ],
    ids=[
        "at any time",
        "in a finalizer",
        "again",
        "in a callback of a weak reference",
        "in a generator that is dropped",
        "in a step that must be whole",
    ],
)
def test_a_signal_ends_a_run_in_order_wherever_it_arrives(work, number, code):
    source = LISTENING.replace("WORK", work).replace("NUMBER", str(number))
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    said = "whole\nin order\n" if "whole" in work else "in order\n"
    assert (done.returncode, done.stdout) == (code, said)
    assert "ignored" not in done.stderr


IMPORTING = """
import signal, sys
import kitgen.__main__ as process

def importing(**_):
    try:
        signal.raise_signal(NUMBER)
    except BaseException as end:
        raise ImportError("initialization failed") from end

process.main = importing
process.run()
"""


WRITING_A_VALUE = """
import signal
import pydantic
import kitgen.__main__ as process

class Value(pydantic.BaseModel):
    number: int = 1

    @pydantic.field_serializer("number")
    def written(self, number):
        signal.raise_signal(NUMBER)

process.main = lambda **_: Value().model_dump()
process.run()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has Ctrl-C alone")
@pytest.mark.parametrize("source", [IMPORTING, WRITING_A_VALUE], ids=["imported", "called back"])
@pytest.mark.parametrize(("number", "code", "said"), [(2, 1, "Aborted!\n"), (15, 143, "")])
def test_a_signal_ends_a_run_in_order_inside_a_library(source, number, code, said):
    """Compiled libraries fail with an error of their own then."""
    source = source.replace("NUMBER", str(number))
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (code, said)


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("there", [True, False])
def test_files_whose_use_cannot_be_recorded_are_taken_back(tmp_path, there):
    folder = tmp_path / "new" / "out"
    if there:
        write(OLD[:2], folder, force=True)

    def fail_to_record():
        with written(NEW, folder, force=True) as paths:
            assert [path.read_bytes() for path in paths] == [b"new"] * 3
            raise RecordFault("the disk is full")

    with pytest.raises(RecordFault):
        fail_to_record()
    if there:
        assert contents(folder) == {"a.txt": b"old", "b.txt": b"old"}
    else:
        assert not list(tmp_path.iterdir())


def test_what_killed_runs_left_is_removed_by_the_next_one(tmp_path):
    folder = tmp_path / "out"
    write(OLD, folder, force=True)
    (folder / ".kitgen-0123456789abcdef").write_bytes(b"half a pack")
    (tmp_path / ".kitgen-fedcba9876543210").mkdir()
    (folder / ".kitgen-mine").write_bytes(b"notes")
    write(NEW, folder, force=True)
    assert sorted(contents(folder)) == [".kitgen-mine", "a.txt", "b.txt", "c.txt"]
    write(NEW, tmp_path / "other", force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "out"]


def test_temporary_files_of_killed_runs_are_removed_by_the_next_one(place, monkeypatch, run):
    left = place / "temporary" / "kitgen-run-left"
    (left / "weasyprint-x").mkdir(parents=True)
    os.utime(left, (0, 0))
    monkeypatch.setattr("tempfile.tempdir", str(place / "temporary"))
    options = ("--format", "html", "--edition", "scorecard", "--output", place / "out")
    assert run("render", sample_kit("3-coding"), *options).exit_code == 0
    assert leftovers(place) == []


WRITING = """
import sys
from pathlib import Path
from kitgen.output import OutputFile, write

sys.stdin.read()
for _ in range(8):
    write([OutputFile(str(n), sys.argv[1].encode()) for n in range(20)], Path("out"), force=True)
"""


def at_once(folder, *commands):
    """Run commands, which begin together when their input is closed; return them ended."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    processes = [subprocess.Popen(command, cwd=folder, **pipes) for command in commands]
    for process in processes:
        process.stdin.close()
        process.stdin = None
    return [(process.communicate()[1].decode(), process.returncode) for process in processes]


def test_files_of_runs_at_once_do_not_mix(tmp_path):
    done = at_once(tmp_path, *([sys.executable, "-c", WRITING, str(n)] for n in range(4)))
    assert done == [("", 0)] * 4
    assert len(contents(tmp_path / "out")) == 20
    assert len(set(contents(tmp_path / "out").values())) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_of_runs_at_once_that_may_not_replace_files_one_writes(tmp_path):
    command = [sys.executable, "-m", "kitgen", "render", sample_kit("3-coding")]
    options = ["--format", "html", "--edition", "scorecard", "--output", "out"]
    names = [["--date", f"{day} May"] for day in range(3)]
    done = at_once(tmp_path, *([*command, *options, *name] for name in names))
    assert sorted(code for _, code in done) == [0, 1, 1]
    assert all("already exists" in said for said, code in done if code)
    assert len(contents(tmp_path / "out")) == 1


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that limits files")
@pytest.mark.parametrize("there", [True, False])
def test_a_disk_that_fills_up_is_said_and_old_files_stay(tmp_path, there):
    """As files of more than 8 kB cannot be written, and the smaller ones can."""
    out = tmp_path / "out"
    name = "senior-ml-engineer-3-coding-scorecard"
    if there:
        write([OutputFile(f"{name}.{kind}", b"mine") for kind in ("html", "docx")], out, force=True)
    before = contents(out) if there else {}
    options = "--format html --format docx --edition scorecard --force --output out --jobs 1"
    # Without -B, Python would leave half of a compiled module of more than 8 kB, for ever.
    script = f'ulimit -f 16; exec "$0" -B -m kitgen render "$1" {options}'
    shell = ["sh", "-c", script, sys.executable, sample_kit("3-coding")]
    done = subprocess.run(shell, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "kitgen: cannot write to out: File too large\n"
    assert (contents(out) if there else list(tmp_path.iterdir())) == (before or [])


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that limits files")
def test_no_room_for_temporary_files_is_said(tmp_path):
    """WeasyPrint writes some for a PDF."""
    need_pango()
    script = 'ulimit -f 0; exec "$0" -m kitgen --no-cache render "$1" --output out --jobs 1'
    shell = ["sh", "-c", script, sys.executable, sample_kit("3-coding")]
    done = subprocess.run(shell, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("kitgen: cannot write temporary files: ")
    assert "hint: set TMPDIR" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows locks no folders")
def test_a_folder_that_another_run_keeps_is_said(tmp_path, monkeypatch):
    from kitgen import staging
    from kitgen.locks import alone_in

    monkeypatch.setattr(staging, "_PATIENCE", 0.1)
    with alone_in(tmp_path), pytest.raises(OutputFault, match="another run of kitgen is writing"):
        write(NEW, tmp_path, force=True)
    assert list(tmp_path.iterdir()) == []
