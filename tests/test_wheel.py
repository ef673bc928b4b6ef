"""The installed product: the wheel, in an empty environment, from another folder."""

import os
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


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


@pytest.mark.slow
def test_the_wheel_makes_the_same_kit_from_another_folder(wheel, packs, tmp_path):
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    python = environment / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    install += ["--constraint", str(constraints(tmp_path))]
    subprocess.run([*install, str(wheel)], check=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    command = [
        str(environment / "bin" / "kitgen"),
        "generate",
        "senior-ml-engineer",
        "--seed",
        "7",
        "--round",
        "coding",
        "--format",
        "pdf",
        "--format",
        "docx",
        "--output",
        "out",
    ]
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=elsewhere, env=clean, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines():
        assert (elsewhere / line).read_bytes() == (packs / Path(line).name).read_bytes()
    code = "import kitgen; print(kitgen.__file__)"
    where = subprocess.run(
        [str(python), "-c", code], cwd=elsewhere, env=clean, capture_output=True, text=True
    )
    assert str(environment) in where.stdout
