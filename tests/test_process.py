"""What a real process prints on standard output: the paths or the answer, and no other byte.

Other tests replace Python's sys.stdout, past which compiled libraries print.
"""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kitgen.cli import main
from tests.reading import sample_kit

ROLE = ("senior-ml-engineer", "--round", "ml-depth", "--seed", "7")
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="names are any bytes on Linux alone")
LOOP = ("--format", "html", "--format", "docx", "--edition", "candidate", "--edition", "scorecard")
KIT, OLD = "senior-ml-engineer-1-ml-depth-kit.yaml", "attention-mechanism"
# In this order: `render` reads what `plan` wrote, and the others work in the workspace of `init`.
LISTS = Path(__file__).parent / "imports"
FORMS = ("--forms", "2", "--edition", "candidate", "--format", "html")
WRITING = [
    ("init", "."),
    ("questions", "new", "cold-start", "--category", "ml-theory"),
    ("questions", "import", LISTS / "bold.md", "--category", "behavioral"),
    ("roles", "new", "ranking-engineer"),
    ("plan", *ROLE, "--explain", "--why", "cold-start", "--output", "plans"),
    ("render", f"plans/{KIT}", *LOOP, "--output", "packs"),
    ("kit", "seal", f"plans/{KIT}"),
    ("swap", f"plans/{KIT}", OLD, "--with", "dimensionality-reduction", "--output", "swapped"),
    ("generate", *ROLE, *LOOP, "--output", "out"),
    ("batch", ROLE[0], "roster.csv", *ROLE[1:], *FORMS, "--output", "campus"),
    ("tests", "kmeans-from-scratch", "--output", "checks"),
    ("templates", "eject", "looks"),
    ("questions", "print", "--category", "behavioral", *LOOP[:4], "--output", "print"),
    ("calibrate", *ROLE, "--bank", "builtin", *LOOP[:4], "--output", "practice"),
]
ANSWERING = [
    ("questions", "list"),
    ("questions", "list", "--json", "--used"),
    ("questions", "search", "bias", "--category", "ml-theory"),
    ("questions", "show", "bias-variance-tradeoff"),
    ("questions", "edit", "flat-learning-curve"),
    ("roles", "list"),
    ("roles", "show", "senior-ml-engineer"),
    ("check", "--json", "questions"),
    ("schema", "role"),
    ("verify", str(LISTS / "bold.md"), "--kit", str(sample_kit("3-coding"))),
    ("doctor", "--json"),
    ("collect", "typed.json"),
    ("forget", "Nobody Whose Name Is Here"),
    ("--version",),
]


def kitgen(*arguments, **options):
    command = [sys.executable, "-m", "kitgen", *arguments]
    return subprocess.run(command, capture_output="stdout" not in options, **options)


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_every_command_is_run_as_a_process():
    groups = {name for name, command in main.commands.items() if isinstance(command, click.Group)}
    known = {(name,) for name in main.commands if name not in groups}
    known |= {(group, name) for group in groups for name in main.commands[group].commands}
    tried = {row[:2] if row[0] in groups else row[:1] for row in (*WRITING, *ANSWERING)}
    assert known <= tried


def test_commands_that_write_print_the_paths_of_their_files_alone(tmp_path):
    (tmp_path / "roster.csv").write_text("candidate\nAda Lovelace\nAlan Turing\n")
    for arguments in WRITING:
        before = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}
        done = kitgen(*arguments, cwd=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
        names = files(tmp_path) - {"exposure.sqlite"}
        written = {name for name in names if (tmp_path / name).read_bytes() != before.get(name)}
        printed = done.stdout.decode().splitlines()
        assert sorted(os.path.relpath(tmp_path / line, tmp_path) for line in printed) == sorted(
            written
        ), arguments
        assert done.stdout == b"".join(f"{line}\n".encode() for line in printed)


@pytest.mark.parametrize("arguments", ANSWERING, ids=" ".join)
def test_commands_that_answer_print_the_answer_alone(run, tmp_path, monkeypatch, arguments):
    """The answer is what Python prints, which the tests of each command read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VISUAL", "true")  # an editor that changes nothing
    run("init", ".")
    Path("typed.json").write_text('{"fields": {"kit": "AAAA-BBBB", "question/1/rating": "3"}}')
    done = kitgen(*arguments)
    expected = run(*arguments)
    assert (done.returncode, done.stdout.decode()) == (expected.exit_code, expected.stdout)


def test_what_a_compiled_library_prints_reaches_no_standard_output():
    code = (
        "import ctypes, os, kitgen.__main__ as process; process.reserve_stdout();"
        "os.write(1, b'to the descriptor\\n');"
        "ctypes.CDLL(None).puts(b'to the stream of C, written when the process ends');"
        "print('the answer ✓')"
    )
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment)
    assert (done.stdout.decode(), done.stderr) == ("the answer ✓\n", b"")


def test_the_solver_prints_nothing_where_kitgen_is_a_library(tmp_path):
    """There standard output belongs to the program that calls kitgen, and is left as it is."""
    code = "import sys; from kitgen.cli import main; main(sys.argv[1:])"
    arguments = ["plan", *ROLE, "--output", str(tmp_path)]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True)
    assert done.stdout.decode() == f"{tmp_path / KIT}\n"


def test_a_reader_that_stops_early_gets_its_lines_without_a_complaint():
    process = subprocess.Popen(
        [sys.executable, "-m", "kitgen", "schema", "kit"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout.readline() == b"{\n"
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait()


@pytest.mark.promise("whole")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_standard_output_is_said():
    with Path("/dev/full").open("w") as full:
        done = kitgen("roles", "list", stdout=full, stderr=subprocess.PIPE)
    message = b"kitgen: cannot write the answer: No space left on device\n"
    assert (done.returncode, done.stderr) == (1, message)


@pytest.mark.promise("whole")
@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes descriptors")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_leave_the_files_whole(tmp_path, closed):
    """The files that kitgen opens must not become the descriptor that a library prints to."""
    made = "--edition scorecard --format html"
    command = f'exec "$0" -m kitgen generate {" ".join(ROLE)} {made} --output {{}} {closed}'
    for folder, streams in (("open", ""), ("closed", closed)):
        shell = ["sh", "-c", command.removesuffix(closed).format(folder) + streams, sys.executable]
        subprocess.run(shell, cwd=tmp_path, check=True, stdout=subprocess.DEVNULL)
    assert (tmp_path / "closed" / KIT).read_bytes() == (tmp_path / "open" / KIT).read_bytes()


@pytest.mark.promise("files")
@pytest.mark.skipif(os.name == "nt", reason="needs a shell, and a folder in use that is deleted")
@pytest.mark.parametrize("command", ["check", "doctor", "questions list", "plan ml-engineer"])
def test_a_current_folder_that_was_deleted_is_said(tmp_path, command):
    script = f'mkdir gone; cd gone; rmdir ../gone; exec "$0" -m kitgen {command}'
    shell = ["sh", "-c", script, sys.executable]
    done = subprocess.run(shell, cwd=tmp_path, capture_output=True)
    message = b"kitgen: the current folder is no longer there; change to another\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", message)


@pytest.mark.parametrize(
    ("encoding", "name", "printed"),
    [
        ("latin-1", "\N{GREEK SMALL LETTER ALPHA}", rb"\u03b1"),
        pytest.param("utf-8:strict", os.fsdecode(b"\xe4"), b"\xe4", marks=ON_LINUX),
    ],
)
def test_a_path_that_the_output_cannot_show_is_printed_all_the_same(
    tmp_path, encoding, name, printed
):
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = kitgen("plan", *ROLE, "--output", name, cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout == printed + os.sep.encode() + KIT.encode() + os.linesep.encode()
    assert (tmp_path / name / KIT).is_file()
