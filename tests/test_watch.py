"""--watch: a change makes the packs again, whatever way it was saved, and faults do not end it."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from tests.reading import sample_kit

pytestmark = pytest.mark.slow


class Watching:
    """A command that watches, and the lines it has printed so far on stdout and stderr."""

    def __init__(self, *arguments):
        command = [sys.executable, "-m", "kitgen", *arguments, "--watch"]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.lines = []

    def until(self, condition):
        """Read on, a line at a time and for as long as it takes, until the condition holds."""
        while not condition():
            line = self.process.stdout.readline()
            assert line, "".join(self.lines)
            self.lines.append(line)

    def until_printed(self, text):
        """Read on until a line with this text, and return the line."""
        start = len(self.lines)
        self.until(lambda: any(text in line for line in self.lines[start:]))
        return self.lines[-1]

    def interrupt(self):
        """End it as Ctrl-C does; return its exit code and read what it printed last."""
        self.process.send_signal(signal.SIGINT)
        self.lines += self.process.stdout.readlines()
        return self.process.wait()


@pytest.fixture
def watch(tmp_path, monkeypatch):
    started = []
    monkeypatch.chdir(tmp_path)

    def start(*arguments):
        started.append(Watching(*arguments))
        return started[-1]

    yield start
    for watching in started:
        watching.process.kill()
        watching.process.communicate()


def test_a_change_is_rendered_a_fault_is_said_and_the_watch_goes_on(run, watch, tmp_path):
    assert run("init", ".").exit_code == 0
    options = ("--round", "ml-depth", "--format", "html", "--edition", "candidate")
    watching = watch("generate", "search-engineer", *options, "--output", "out")
    pack = tmp_path / "out" / "for-candidates" / "search-engineer-1-ml-depth-candidate.html"
    role = tmp_path / "roles" / "search-engineer.yaml"
    watching.until_printed("watching")
    good = role.read_text()

    role.write_text(good.replace("Senior Search Engineer", "Changed In Place"))
    watching.until(lambda: "Changed In Place" in pack.read_text())

    role.write_text(good.replace("title: Senior", 'title: "Senior'))
    watching.until_printed("not valid YAML")

    beside = tmp_path / "roles" / "saving.tmp"
    beside.write_text(good.replace("Senior Search Engineer", "Saved By Rename"))
    beside.replace(role)
    watching.until(lambda: "Saved By Rename" in pack.read_text())

    assert watching.interrupt() == 0
    assert not (tmp_path / "exposure.sqlite").exists()  # a save is no use of the questions


def test_a_category_in_a_folder_and_a_picture_are_watched_too(run, watch, tmp_path):
    assert run("init", ".").exit_code == 0
    category, figures = tmp_path / "questions" / "ml-theory", tmp_path / "questions" / "figures"
    category.mkdir()
    figures.mkdir()
    file = (tmp_path / "questions" / "ml-theory.yaml").rename(category / "own.yaml")
    picture = figures / "curve.svg"
    picture.write_text("<svg/>")
    options = ("--category", "ml-theory=1", "--seniority", "mid", "--format", "html")
    watching = watch("generate", *options, "--seed", "7", "--output", "out")
    watching.until_printed("watching")
    good = file.read_text()
    file.write_text(f"{good}- broken\n")
    watching.until_printed("expected a question")
    file.write_text(good)
    watching.until_printed("interviewer.html")
    picture.write_text("<svg> </svg>")
    watching.until_printed("interviewer.html")
    assert watching.interrupt() == 0


def test_render_watches_its_kit(run, watch, tmp_path):
    """The kit lies where the packs go, and what is written there does not set it off again."""
    run("plan", "ml-engineer", "--round", "coding", "--output", ".")
    kit = tmp_path / "ml-engineer-2-coding-kit.yaml"
    pack = tmp_path / "ml-engineer-2-coding-interviewer.html"
    watching = watch("render", kit.name, "--format", "html")
    watching.until_printed("watching")
    kit.write_text(kit.read_text().replace("title: Coding", "title: Programming"))
    new = watching.until_printed("set id: ").split("set id: ")[1].strip()
    kit.write_text(f"id: {new}\n" + kit.read_text().split("\n", 1)[1])
    watching.until(lambda: "Programming" in pack.read_text())
    time.sleep(1)  # in which it would start again; on a slow machine the test sees less, no more
    assert watching.interrupt() == 0
    assert sum("interviewer.html" in line for line in watching.lines) == 2


def test_ctrl_c_in_the_middle_of_a_run_ends_the_watch_as_well(tmp_path, monkeypatch):
    """The run cannot end: it prints a path where there is no more room for one."""
    monkeypatch.chdir(tmp_path)
    theme = tmp_path / "theme" / "theme.yaml"
    theme.parent.mkdir()
    command = [sys.executable, "-m", "kitgen", "render", sample_kit("3-coding"), "--watch"]
    command += ["--format", "html", "--edition", "scorecard", "--theme", "theme"]
    reading, writing = os.pipe()
    theme.write_text("colours: {accent: '#112233'}\n")
    process = subprocess.Popen(command, stdout=writing, stderr=subprocess.PIPE, text=True)
    while "watching" not in process.stderr.readline():
        assert process.poll() is None
    fill(writing)
    theme.write_text("colours: {accent: '#334455'}\n")
    (pack,) = tmp_path.glob("*.html")
    while "#334455" not in pack.read_text():
        assert process.poll() is None
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    os.close(writing)
    with os.fdopen(reading) as printed:
        assert "scorecard.html" in printed.read()
    process.communicate()
    assert process.returncode == 0


def fill(pipe):
    """Write to a pipe until it takes no more."""
    os.set_blocking(pipe, False)
    with suppress(BlockingIOError):
        while True:
            os.write(pipe, b"." * 4096)
    os.set_blocking(pipe, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("render", "gone/x-kit.yaml"),
        ("generate", "ml-engineer", "--bank", "gone"),
        ("generate", "ml-engineer", "--theme", "./gone"),
    ],
)
def test_a_folder_that_is_not_there_ends_the_watch(watch, arguments):
    watching = watch(*arguments)
    (line, *hint) = watching.process.stdout.readlines()
    assert line.startswith("kitgen: no such folder to watch: ")
    assert line.endswith(f"{os.sep}gone\n")
    assert (hint, watching.process.wait()) == ([], 1)


def test_a_name_that_no_file_could_have_is_no_role_to_watch(watch):
    watching = watch("generate", "a" * 300)
    watching.until_printed("unknown role")
    watching.until_printed("watching")
    assert watching.interrupt() == 0
