"""Packs that several processes make: the same files, the same messages, and no process left."""

import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kitgen import errors
from kitgen.errors import InvalidInput, Issue, KitgenError, UnknownName
from tests.extent import extent
from tests.reading import need_pango, sample_kit

pytestmark = pytest.mark.promise("whole")

PLAN = ("--seniority", "senior", "--category", "behavioral=2", "--minutes", "30")


def files(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.*"))}


def made(run, folder, jobs, *before):
    """Make packs with so many processes; return the files, and the ends of the paths printed."""
    formats = ("--format", "pdf", "--format", "docx")
    result = run(*before, "generate", *PLAN, *formats, "--output", folder, "--jobs", jobs)
    assert result.exit_code == 0, result.stderr
    return files(folder), [line[-30:] for line in result.stdout.split()]


@pytest.fixture(scope="module")
def of_two(run, tmp_path_factory):
    """What two processes made, with a cache that was empty, and the folder of this."""
    need_pango()
    folder = tmp_path_factory.mktemp("two")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        return made(run, folder / "made", 2), folder / "cache"


@pytest.mark.promise("bytes")
def test_any_number_of_processes_makes_the_same_files(run, of_two, tmp_path):
    same, _ = of_two
    assert len(same[0]) == 5
    for jobs in extent([1], [1, 3]):
        assert made(run, tmp_path / f"{jobs}", jobs, "--no-cache") == same


def test_what_processes_compute_is_kept_for_the_next_run(run, of_two, tmp_path, monkeypatch):
    same, cache = of_two
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    entries = sorted((cache / "kitgen" / "pdf").iterdir())
    assert len(entries) == 2
    assert made(run, tmp_path, 2) == same
    assert sorted((cache / "kitgen" / "pdf").iterdir()) == entries


def theme_with(tmp_path, prompt):
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "scorecard.html").write_text(prompt, encoding="utf-8")
    return theme


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_a_process_is_told_as_any_other(run, tmp_path, jobs):
    theme = theme_with(tmp_path, "{{ nobody_knows_this }}")
    options = ("--edition", "scorecard", "--format", "html", "--format", "docx")
    kit, out = sample_kit("3-coding"), tmp_path / "out"
    result = run("render", kit, *options, "--theme", theme, "--output", out, "--jobs", jobs)
    assert result.exit_code == 1
    assert "nobody_knows_this" in result.stderr and "scorecard.html" in result.stderr
    assert not out.exists()


def test_a_note_of_a_process_is_told_once(run, tmp_path):
    """About a font that is not the theme's, in which a sign of both packs is printed."""
    need_pango()
    kit, name = sample_kit("3-coding"), ("--candidate", "Ada \U0001f600")
    short = ("--edition", "candidate", "--edition", "scorecard")
    alone, both = (
        run("render", kit, *name, *short, "--output", tmp_path / str(jobs), "--jobs", jobs)
        for jobs in (1, 2)
    )
    if "no font of this machine" in alone.stderr:
        pytest.skip("no font of this machine has the sign")
    assert (alone.exit_code, alone.stderr) == (0, both.stderr)
    notes = both.stderr.splitlines()
    assert len(notes) == len(set(notes)) >= 3
    remedy = "note: name a font for Zyyy (Common) under 'scripts' in theme.yaml"
    notes.remove(remedy)
    assert all("\U0001f600" in note and note.startswith("note: ") for note in notes)


def every_error():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    return [kind for kind in kinds if issubclass(kind, KitgenError)]


def an_error(kind):
    if kind is InvalidInput:
        return InvalidInput([Issue("a.yaml", 3, 1, "is wrong")])
    if kind is UnknownName:
        return UnknownName("role", "senor", ["senior"], "make one")
    return kind("it is wrong", "mend it")


@pytest.mark.parametrize("kind", every_error())
def test_an_error_arrives_from_another_process_as_it_was(kind):
    error = an_error(kind)
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is kind
    assert (str(arrived), arrived.hint) == (str(error), error.hint)
    assert vars(arrived) == vars(error)


def processes_of(session):
    """The processes of a session that still run."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, its_session = (folder / "stat").read_text().rsplit(")", 1)[1].split()[:4]
        except OSError:  # it has just ended
            continue
        if int(its_session) == session and state != "Z":
            found.append(int(folder.name))
    return found


def wait_until(is_so):
    while not is_so():
        time.sleep(0.05)


def wait_for_processes(child):
    """Wait until a run has started processes."""
    while len(processes_of(child.pid)) < 3:
        assert child.poll() is None, child.communicate()
        time.sleep(0.05)


needs_proc = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="needs /proc, to see processes"
)


def the_run(process):
    return process


def newest_process(process):
    return max(processes_of(process))


def stopped(folder, sent, *, everyone=False, whom=the_run, after=0.0, **environment):
    """Stop a run when its processes are there, and so many seconds after; return what it said."""
    temporary = folder / "temporary"
    temporary.mkdir(parents=True)
    kits = ("1-ml-depth", "2-ml-system-design", "3-coding", "4-behavioral-and-project")
    command = ("render", *map(sample_kit, kits), "--output", str(folder / "out"), "--jobs", "2")
    child = subprocess.Popen(
        [sys.executable, "-m", "kitgen", "--no-cache", *command],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "TMPDIR": str(temporary), **environment},
    )
    wait_for_processes(child)
    time.sleep(after)
    (os.killpg if everyone else os.kill)(whom(child.pid), sent)
    _, said = child.communicate()
    wait_until(lambda: not processes_of(child.pid))
    assert child.returncode != 0
    assert not (folder / "out").exists()
    if whom == newest_process or sent != signal.SIGKILL:  # else the next run removes what is left
        assert list(temporary.iterdir()) == []
    return said.decode()


@needs_proc
@pytest.mark.parametrize(
    ("sent", "everyone"),
    [
        (signal.SIGINT, True),
        (signal.SIGINT, False),
        (signal.SIGTERM, False),
        (signal.SIGKILL, False),
    ],
    ids=["a terminal's Ctrl-C", "an interrupt", "an end", "a kill"],
)
def test_a_stopped_run_leaves_no_process_and_no_file(tmp_path, sent, everyone):
    need_pango()
    said = stopped(tmp_path, sent, everyone=everyone)
    if sent != signal.SIGKILL:  # after which a process may be without what it was to be told
        assert "Traceback" not in said


@needs_proc
def test_a_process_that_the_system_kills_is_told_with_what_to_do(tmp_path):
    """As Linux does where memory is short."""
    need_pango()
    said = stopped(tmp_path, signal.SIGKILL, whom=newest_process)
    assert "kitgen: the system ended a process that made packs\nhint: " in said
    assert "--jobs" in said


@needs_proc
def test_a_terminals_ctrl_c_is_no_traceback_of_processes_that_begin(tmp_path):
    """Here each begins with a second in which Python itself has not yet begun."""
    need_pango()
    (tmp_path / "sitecustomize.py").write_text("import time\ntime.sleep(1)\n", "utf-8")
    said = stopped(tmp_path, signal.SIGINT, everyone=True, after=0.3, PYTHONPATH=str(tmp_path))
    assert said.splitlines()[-1:] == ["Aborted!"]
    assert "Traceback" not in said


SLOW_START = """
import time
from multiprocessing import util
start = util.spawnv_passfds
def spawnv_passfds(*args):
    pid = start(*args)
    time.sleep(1)
    return pid
util.spawnv_passfds = spawnv_passfds
"""


@needs_proc
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_process_that_is_there_but_has_no_work_yet_is_no_traceback(tmp_path, sent):
    """Here a second passes between a process and what Python tells it to do."""
    need_pango()
    (tmp_path / "sitecustomize.py").write_text(SLOW_START, "utf-8")
    said = stopped(tmp_path, sent, after=0.3, PYTHONPATH=str(tmp_path))
    assert "Traceback" not in said


@needs_proc
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_runs_that_are_stopped_while_their_processes_begin_end_in_order(tmp_path, sent):
    """Then much is on its way to processes that are gone."""
    need_pango()
    moments = extent([0.1, 0.5], [0.1 * n for n in range(10)])
    said = [stopped(tmp_path / f"{after:g}", sent, after=after) for after in moments]
    assert [words for words in said if "Traceback" in words or "Exception" in words] == []
