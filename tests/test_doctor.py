"""doctor: what is lacking, with the command that mends it, whatever is broken."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kitgen.system import CHROMIUM, LIBREOFFICE, PANGO, POPPLER, install_command

ROOT = Path(__file__).parent.parent
RUN = "import sys; from kitgen.__main__ import run; sys.argv[0] = 'kitgen'; run()"
# WeasyPrint where the system has no Pango: it prints advice and raises.
NO_PANGO = """
import cffi


def nothing(self, name, *flags):
    raise OSError(f"cannot load library '{name}': it is not there")


cffi.FFI.dlopen = nothing
"""


def doctor(*arguments, code=RUN, path=None, cwd=None):
    environment = {**os.environ, **({"PATH": str(path)} if path else {})}
    command = [sys.executable, "-c", code, "doctor", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=cwd)


def faults(run, *arguments):
    result = run("doctor", "--json", *arguments)
    found = [check for check in json.loads(result.stdout)["checks"] if check["fault"]]
    assert result.exit_code == (1 if found else 0)
    return found


@pytest.fixture
def workspace(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("init", ".").exit_code == 0
    return tmp_path


def test_it_tells_what_a_report_of_a_fault_needs(run, workspace):
    told = json.loads(run("doctor", "--json").stdout)
    assert {"kitgen", "Python", "system", "Pango", "weasyprint", "highspy"} <= set(told["versions"])
    assert told["folders"] == {
        "workspace": str(workspace),
        "banks": f"builtin, {workspace / 'questions'}",
        "roles": str(workspace / "roles"),
        "theme": str(workspace / "theme"),
        "record of use": str(workspace / "exposure.sqlite"),
        "shipped questions": str(ROOT / "questions"),
        "shipped examples": str(ROOT / "examples"),
        "shipped templates": str(ROOT / "templates"),
    }
    text = run("doctor").stdout
    assert f"  workspace          {workspace}\n" in text
    assert f"ok     workspace: {workspace}\n" in text


@pytest.mark.slow
def test_without_pango_it_names_the_command_of_this_system(tmp_path):
    programs = tmp_path / "programs"
    programs.mkdir()
    for manager, command in (
        ("dnf", "dnf install -y pango"),
        ("brew", "brew install pango"),
        ("apt-get", f"apt-get install -y {PANGO.names['apt-get']}"),
    ):
        program = programs / manager
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
        done = doctor("--json", code=NO_PANGO + RUN, path=programs)
        assert (done.returncode, done.stderr) == (1, "")
        (fault,) = [check for check in json.loads(done.stdout)["checks"] if check["fault"]]
        assert fault["name"] == "Pango"
        assert fault["remedy"].removeprefix("sudo ") == command
        program.unlink()
    assert PANGO.page in doctor(code=NO_PANGO + RUN, path=programs).stdout


def test_fonts_that_are_not_installed_are_all_named(run, workspace):
    theme = workspace / "theme" / "theme.yaml"
    tokens = (ROOT / "templates" / "theme.yaml").read_text()
    theme.write_text(tokens.replace("Source Sans 3", "Arial").replace("Source Code Pro", "Nope"))
    found = faults(run)
    assert [fault["name"] for fault in found] == ["font", "font"]
    assert all("Source Code Pro, Source Sans 3" in fault["fault"] for fault in found)
    assert not any("fontpkg-arial" in str(fault) for fault in found)


@pytest.mark.parametrize(
    ("name", "file", "content", "message"),
    [
        ("workspace", "kitgen.yaml", "banks: [gone]", "kitgen.yaml:1:9: no such folder"),
        ("workspace", "kitgen.yaml", "banks: [", "kitgen.yaml:"),
        ("theme", "theme/theme.yaml", "paper: a3", "theme.yaml:1:8: "),
        ("record of use", "exposure.sqlite", "no database", "exposure.sqlite is damaged"),
    ],
)
def test_what_is_broken_in_a_workspace_is_said(run, workspace, name, file, content, message):
    (workspace / file).write_text(content)
    (fault,) = faults(run)
    assert fault["name"] == name
    assert message in fault["fault"]
    text = run("doctor")
    assert text.exit_code == 1
    assert f"fault  {name}: {fault['fault'].splitlines()[0]}\n" in text.stdout


def test_a_package_that_is_too_old_or_gone_is_named(tmp_path):
    """The metadata of installed packages is read from folders in the order of sys.path."""
    old = tmp_path / "rich-1.0.dist-info"
    old.mkdir()
    (old / "METADATA").write_text("Metadata-Version: 2.1\nName: rich\nVersion: 1.0\n")
    this = tmp_path / "kitgen-0.1.0.dist-info"
    this.mkdir()
    needed = "Requires-Dist: rich>=13.9\nRequires-Dist: no-such-package>=2\n"
    (this / "METADATA").write_text(f"Metadata-Version: 2.1\nName: kitgen\nVersion: 1\n{needed}")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n" + RUN
    done = doctor(code=code, cwd=tmp_path)
    assert done.returncode == 1
    pip = f"{sys.executable} -m pip install"
    assert done.stdout.startswith(
        "fault  packages: rich 1.0 is installed, >=13.9 is needed\n"
        f"       to mend it: {pip} 'rich>=13.9'\n"
        "fault  packages: no-such-package is not installed\n"
        f"       to mend it: {pip} 'no-such-package>=2'\n"
    )


def test_programs_of_the_tests_are_looked_for_when_asked(run, monkeypatch, tmp_path):
    programs = {"pdftotext": POPPLER, "soffice": LIBREOFFICE, "chromium": CHROMIUM}
    missing = [package for name, package in programs.items() if not shutil.which(name)]
    found = [fault for fault in faults(run, "--all") if fault not in faults(run)]
    assert [(f["name"], f["remedy"]) for f in found] == [
        (package.name, install_command(package)) for package in missing
    ]
    monkeypatch.setenv("PATH", str(tmp_path))
    found = faults(run, "--all")
    assert [fault["name"] for fault in found[-3:]] == ["Poppler", "LibreOffice", "Chromium"]
    assert [fault["remedy"] for fault in found[-3:]] == [
        f"see {package.page}" for package in (POPPLER, LIBREOFFICE, CHROMIUM)
    ]
