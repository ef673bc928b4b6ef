"""Small faulty banks, roles and workspaces: each fault is located, and nothing else is said."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "faulty"
CASES = sorted(folder.name for folder in FOLDER.iterdir())
ROLE = "role.yaml"


def command(folder):
    if (folder / "kitgen.yaml").is_file():
        return ("questions", "list")
    return ("plan", ROLE) if (folder / ROLE).is_file() else ("questions", "list", "--bank", ".")


def messages(result, folder):
    lines = result.stderr.splitlines()
    return [line.removeprefix("kitgen: ").replace(f"{folder}/", "") for line in lines]


def test_there_are_cases_of_every_kind_of_file():
    assert len(CASES) >= 40
    assert {name.split("-")[0] for name in CASES} == {"bank", "role", "workspace"}


@pytest.mark.parametrize("case", CASES)
def test_every_fault_is_located_and_nothing_else_is_said(run, monkeypatch, case):
    folder = FOLDER / case
    expected = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    monkeypatch.chdir(folder)
    result = run(*command(folder))
    found = messages(result, folder)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(found) == len(expected) > 0, found
    for line, start in zip(found, expected, strict=True):
        assert line.startswith(start)
