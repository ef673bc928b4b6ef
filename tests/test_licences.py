"""The licences of what is installed with kitgen: all listed, and none that may not be used."""

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / ".make" / "licences.py"


def module():
    spec = importlib.util.spec_from_file_location("licences", SCRIPT)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.promise("supply", attack="licences of all that is installed")
def test_everything_that_is_needed_is_listed_with_a_licence_that_is_allowed():
    done = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    listed = set(re.findall(r"^\| (\S+) \| \S", done.stdout, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.match(r"[\w-]+", text)[0] for text in project["dependencies"]}
    assert named < listed


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-only OR MIT", True),
        ("(MIT OR Apache-2.0) AND OFL-1.1", True),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("", False),
    ],
)
def test_a_licence_that_may_not_be_used_is_refused(expression, allowed):
    assert module().is_allowed(expression) is allowed
