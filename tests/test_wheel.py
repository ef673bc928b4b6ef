"""The installed product: the wheel, in an empty environment, from another folder."""

import os
import shutil
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent
OFFLINE = ("unshare", "--map-root-user", "--net")


def build(root, folder):
    """Build the wheel of the project in a folder, as of a day."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, root]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000"}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build(ROOT, tmp_path_factory.mktemp("wheel"))


def test_the_wheel_holds_bank_roles_and_templates(wheel):
    with zipfile.ZipFile(wheel) as package:
        names = set(package.namelist())
    assert {
        "kitgen/questions/ml-theory/core.yaml",
        "kitgen/questions/vocabulary.yaml",
        "kitgen/questions/solutions/kmeans_from_scratch.py",
        "kitgen/questions/checks/kmeans_from_scratch.py",
        "kitgen/bank/harness.py",
        "kitgen/examples/roles/senior-ml-engineer.yaml",
        "kitgen/templates/interviewer.html",
        "kitgen/templates/style.css",
        "kitgen/check/topics.yaml",
        "kitgen/cli/__init__.py",
    } <= names
    assert not [name for name in names if name.startswith("tests/")]


@pytest.mark.promise("supply", attack="a wheel built in another folder")
def test_the_wheel_has_the_same_bytes_when_it_is_built_elsewhere(wheel, tmp_path):
    """Of a copy whose files have other dates and rights, as another user's checkout has them."""
    copy = tmp_path / "elsewhere" / "copy"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "build", "out", "mutants"))
    for path in filter(Path.is_file, copy.rglob("*")):
        path.chmod(0o600)
        os.utime(path, (1_000_000_000, 1_000_000_000))
    again = build(copy, tmp_path)
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()


def constraints(folder):
    """The versions that the tests run with: other versions may make other bytes."""
    installed = {d.metadata["Name"]: d.version for d in metadata.distributions()}
    lines = (f"{name}=={installed[name]}\n" for name in installed if name != "kitgen")
    file = folder / "constraints.txt"
    file.write_text("".join(lines))
    return file


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The programs of an environment in which the wheel is installed."""
    folder = tmp_path_factory.mktemp("installed")
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    python = environment / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    install += ["--constraint", str(constraints(folder))]
    subprocess.run([*install, str(wheel)], check=True)
    return environment / "bin"


def run_elsewhere(folder, *command):
    """Run a command in a folder that knows nothing of this checkout."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    typed = [str(part) for part in command]
    return subprocess.run(typed, cwd=folder, env=clean, capture_output=True, text=True)


def makes_the_same_kit(installed, packs, folder, *within):
    options = ("--seed", 7, "--round", "coding", "--format", "pdf", "--format", "docx")
    command = (installed / "kitgen", "generate", "senior-ml-engineer", *options, "--output", "out")
    done = run_elsewhere(folder, *within, *command)
    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines():
        assert (folder / line).read_bytes() == (packs / Path(line).name).read_bytes()


def test_the_wheel_makes_the_same_kit_from_another_folder(installed, packs, tmp_path):
    makes_the_same_kit(installed, packs, tmp_path)
    code = "import kitgen; print(kitgen.__file__)"
    where = run_elsewhere(tmp_path, installed / "python", "-c", code)
    assert str(installed.parent) in where.stdout


@pytest.mark.promise("offline", attack="the installed tool where there is no network")
def test_the_installed_tool_makes_the_same_kit_without_a_network(installed, packs, tmp_path):
    """In a namespace of its own, in which not even the loopback is up."""
    if run_elsewhere(tmp_path, "sh", "-c", f"{' '.join(OFFLINE)} true").returncode:
        pytest.skip("needs a Linux that lets its users make network namespaces (unshare)")
    code = "import socket; socket.create_connection(('127.0.0.1', 9), 5)"
    tried = run_elsewhere(tmp_path, *OFFLINE, installed / "python", "-c", code)
    assert "Network is unreachable" in tried.stderr
    makes_the_same_kit(installed, packs, tmp_path, *OFFLINE)
