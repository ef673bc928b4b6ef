"""The installed product: the wheel, in an empty environment, from another folder."""

import os
import shutil
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.extent import THOROUGH, extent

ROOT = Path(__file__).parent.parent


def built(source, folder, **more):
    """Build the wheel of a checkout into a folder, and return its path."""
    options = ("--wheel", "--no-isolation", "--outdir", str(folder), str(source))
    subprocess.run(
        [sys.executable, "-m", "build", *options], check=True, capture_output=True, **more
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return built(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.mark.promise("supply")
@pytest.mark.slow
def test_the_wheel_has_the_same_bytes_from_another_copy_of_the_checkout(wheel, tmp_path):
    """Of other dates and rights, in another folder and time zone, where tests have run before."""
    copy = tmp_path / "a copy"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True)
    names = [name for name in listed.stdout.decode().split("\0") if (ROOT / name).is_file()]
    assert len(names) > 500
    for number, name in enumerate(names):
        file = copy / name
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, file)
        file.chmod(0o600 | (ROOT / name).stat().st_mode & 0o100)
        os.utime(file, (number, number))
    for folder in (copy / "kitgen", copy / "questions" / "solutions"):
        (folder / "__pycache__").mkdir()
        (folder / "__pycache__" / "old.cpython-311.pyc").write_bytes(b"left over")
    variables = {**os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    again = built(copy, tmp_path / "wheel", umask=0o77, env=variables)
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()


@pytest.mark.slow
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


def constraints(folder):
    """The versions that the tests run with: other versions may make other bytes."""
    installed = {d.metadata["Name"]: d.version for d in metadata.distributions()}
    lines = (f"{name}=={installed[name]}\n" for name in installed if name != "kitgen")
    file = folder / "constraints.txt"
    file.write_text("".join(lines))
    return file


def needed_by(distribution, extras=("",)):
    """Yield what a distribution says that it needs, and what that needs in turn."""
    for requirement in map(Requirement, distribution.requires or ()):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras):
            other = metadata.distribution(requirement.name)
            yield other
            yield from needed_by(other, ("", *requirement.extras))


def link_what_is_needed(site):
    """Link what the installed wheel says that it needs, and nothing else of this environment."""
    (wheel,) = metadata.distributions(path=[str(site)])
    for distribution in needed_by(wheel):
        tops = {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}
        for link in (site / top for top in tops):
            if not link.exists():
                link.symlink_to(distribution.locate_file(link.name))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The programs of an environment in which the wheel is installed.

    With what it needs, which in `make thorough` is installed too, as a user installs it.
    """
    folder = tmp_path_factory.mktemp("installed")
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    python = environment / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
    install = [*pip, "install", "--quiet", "--no-compile", str(wheel)]
    options = extent(["--no-index", "--no-deps"], ["--constraint", str(constraints(folder))])
    subprocess.run([*install, *options], check=True)
    if not THOROUGH:
        (site,) = environment.glob("lib/python*/site-packages")
        link_what_is_needed(site)
    return environment / "bin"


def run_elsewhere(folder, *command):
    """Run a command in a folder that knows nothing of this checkout."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    typed = [str(part) for part in command]
    return subprocess.run(typed, cwd=folder, env=clean, capture_output=True, text=True)


def make_the_same_kit(installed, packs, folder, *within):
    options = ("--seed", 7, "--round", "coding", "--format", "pdf", "--format", "docx")
    command = (installed / "kitgen", "generate", "senior-ml-engineer", *options, "--output", "out")
    done = run_elsewhere(folder, *within, *command)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 5
    for line in done.stdout.splitlines():
        assert (folder / line).read_bytes() == (packs / Path(line).name).read_bytes()


@pytest.mark.slow
def test_the_wheel_makes_the_same_kit_from_another_folder(installed, packs, tmp_path):
    make_the_same_kit(installed, packs, tmp_path)
    code = "import kitgen; print(kitgen.__file__)"
    where = run_elsewhere(tmp_path, installed / "python", "-c", code)
    assert str(installed.parent) in where.stdout


@pytest.mark.slow
@pytest.mark.promise("offline", attack="the installed tool where there is no network")
def test_the_installed_tool_makes_the_same_kit_without_a_network(installed, packs, tmp_path):
    """In a namespace of its own, in which not even the loopback is up."""
    offline = ("unshare", "--map-root-user", "--net")
    if not shutil.which("unshare") or run_elsewhere(tmp_path, *offline, "true").returncode:
        pytest.skip("needs a Linux that lets its users make network namespaces (unshare)")
    code = "import socket; socket.create_connection(('127.0.0.1', 9), 5)"
    tried = run_elsewhere(tmp_path, *offline, installed / "python", "-c", code)
    assert "Network is unreachable" in tried.stderr
    make_the_same_kit(installed, packs, tmp_path, *offline)
