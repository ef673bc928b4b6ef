"""A machine that kitgen is new to: the lock, and environments that are missing or half made."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN, DEV = ROOT / "requirements" / "run.txt", ROOT / "requirements" / "dev.txt"
EXTRAS = PROJECT["project"]["optional-dependencies"]


def wanted_by(extra):
    """What an extra asks for, and the extras of kitgen that it names."""
    for wanted in map(Requirement, EXTRAS[extra]):
        if wanted.name == "kitgen":
            for other in wanted.extras:
                yield from wanted_by(other)
        else:
            yield str(wanted)


WANTED = {
    RUN: [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]],
    DEV: list(wanted_by("dev")),
}
needs_sh = pytest.mark.skipif(not shutil.which("sh"), reason="needs a POSIX shell")


def pins(file):
    """The pinned requirements of a lock file, each with its hashes."""
    text = file.read_text(encoding="utf-8")
    entries = re.findall(r"^(\S.*?==.*?)((?: \\\n    --hash=sha256:[0-9a-f]{64})*)$", text, re.M)
    return [(Requirement(pin), hashes.count("--hash=")) for pin, hashes in entries]


@pytest.mark.parametrize("file", WANTED, ids=lambda path: path.stem)
def test_the_lock_pins_what_the_project_asks_for_within_its_bounds(file):
    """Else: make lock."""
    locked = pins(file)
    for wanted in map(Requirement, WANTED[file]):
        found = [pin for pin, _ in locked if pin.name == wanted.name.lower()]
        versions = [next(iter(pin.specifier)).version for pin in found]
        assert any(version in wanted.specifier for version in versions), str(wanted)
    assert all(hashes for _, hashes in locked)


def test_the_tests_run_with_the_versions_that_users_get():
    run, dev = ({str(pin) for pin, _ in pins(file)} for file in (RUN, DEV))
    assert len(run) > len(PROJECT["project"]["dependencies"])
    assert run <= dev


def test_the_lock_names_no_package_index():
    for file in WANTED:
        assert not re.findall("://|--index|--find-links", file.read_text(encoding="utf-8"))


def executable(path, lines):
    path.write_text("\n".join(("#!/bin/sh", *lines, "")))
    path.chmod(0o755)
    return path


@pytest.fixture
def debian(tmp_path):
    """A Debian whose Python lacks what apt-get installs, and what both were asked to do."""
    asked, installed = tmp_path / "asked", tmp_path / "installed"
    asked.touch()
    programs = tmp_path / "programs"
    programs.mkdir()
    python = executable(
        programs / "python",
        [
            f'case "$*" in *ensurepip*) [ -e "{installed}" ]; exit;; esac',
            f'case "$*" in "-m venv"*) echo "python $*" >>"{asked}"; exit;; esac',
            f'exec "{sys.executable}" "$@"',
        ],
    )
    executable(
        programs / "apt-get",
        [
            f'echo "$DEBIAN_FRONTEND apt-get $*" >>"{asked}"',
            f'case "$1" in install) touch "{installed}";; esac',
        ],
    )

    def environment(user):
        executable(programs / "id", [f"echo {user}"])
        executable(programs / "sudo", ["exit 1"])
        command = ["sh", ".make/environment", python, tmp_path / "environment"]
        path = f"{programs}:/usr/bin:/bin"
        return subprocess.run(
            command, cwd=ROOT, env={"PATH": path}, capture_output=True, text=True
        ), asked.read_text().splitlines()

    return environment


VENV = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


@needs_sh
def test_what_debians_python_lacks_is_installed_and_said_beforehand(debian, tmp_path):
    done, asked = debian(user=0)
    assert (done.returncode, done.stderr) == (0, f"installing with apt-get: {VENV}\n")
    assert asked == [
        " apt-get update -qq",
        f"noninteractive apt-get install -y -qq --no-install-recommends {VENV}",
        f"python -m venv {tmp_path}/environment",
    ]


@needs_sh
def test_without_the_right_to_install_one_line_says_what_to_do(debian):
    done, asked = debian(user=1000)
    line = f"first install: {VENV} (on Debian and Ubuntu: sudo apt-get install {VENV})\n"
    assert (done.returncode, done.stderr, asked) == (1, line, [])


@needs_sh
def test_a_python_that_is_too_old_is_said(tmp_path):
    old = executable(tmp_path / "python3.9", ["exit 1"])
    command = ["sh", ".make/environment", old, tmp_path / "environment"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith(f"kitgen needs Python 3.11 or later, and '{old}' is none.")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
def test_an_environment_that_does_not_work_is_made_anew(tmp_path):
    """One that is half made, and one whose Python is gone."""
    folder = tmp_path / "environment"
    python = executable(
        tmp_path / "python",
        [
            f'case "$*" in "-m venv"*) [ -e "{tmp_path}/well" ] || {{',
            f'"{sys.executable}" -m venv --without-pip "{folder}"; exit 1; }};; esac',
            f'exec "{sys.executable}" "$@"',
        ],
    )
    made = folder / "made"
    command = ["make", made, f"VENV={folder}", f"PYTHON={python}"]

    assert subprocess.run(command, cwd=ROOT, capture_output=True).returncode == 2
    assert (folder / "bin" / "python").exists()
    (tmp_path / "well").touch()
    for _ in range(2):
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        assert made.exists()
        subprocess.run([folder / "bin" / "python", "-m", "pip", "--version"], check=True)
        (folder / "bin" / "python").unlink()


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
def test_make_kit_overwrites_nothing(tmp_path):
    (tmp_path / "edited.docx").write_text("by hand")
    done = subprocess.run(
        [
            *("make", "kit", f"OUT={tmp_path}", f"BIN={Path(sys.executable).parent}"),
            *("--old-file=.venv/installed", "--old-file=pango"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"{tmp_path}/ is there already: delete it, or name another")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["by hand"]


def test_make_fresh_names_what_it_needs(tmp_path):
    command = [sys.executable, ".make/fresh.py", tmp_path / "machines", "trixie"]
    done = subprocess.run(
        command, cwd=ROOT, env={"PATH": str(tmp_path)}, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("it needs root and debootstrap, apt-get, unshare, git\n")
    assert list(tmp_path.iterdir()) == []
