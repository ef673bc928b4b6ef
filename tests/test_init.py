"""`init --blank` and `--field`: a workspace for any profession, with packs at once."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from kitgen.files.source import read
from kitgen.literals import FILE_KINDS
from tests.reading import docx_text

ML = re.compile(r"\b(ML|machine|model|data|engineers?|AI)\b", re.IGNORECASE)


@pytest.fixture
def start(run, tmp_path, monkeypatch):
    """Make a workspace and go into it."""
    monkeypatch.chdir(tmp_path)

    def init(*options):
        result = run("init", "own", *options)
        assert result.exit_code == 0, result.stderr
        monkeypatch.chdir(tmp_path / "own")
        return tmp_path / "own", result

    return init


@pytest.mark.parametrize(
    ("options", "role", "files"),
    [
        (["--blank"], "first-role", ["behavioral"]),
        (["--field", "Nursing"], "nursing-role", ["behavioral", "nursing"]),
        (["--field", " Hôtel & Bar: night "], "hotel-bar-night-role", ["hotel-bar-night"]),
    ],
    ids=str,
)
def test_packs_can_be_made_at_once_and_nothing_is_of_machine_learning(
    run, start, options, role, files
):
    folder, made = start(*options)
    assert f"kitgen generate {role}" in made.stderr
    assert {path.stem for path in (folder / "questions").iterdir()} >= {*files, "vocabulary"}
    assert run("check", "--strict").exit_code == 0
    result = run("generate", role, "--format", "docx", "--output", "out")
    assert result.exit_code == 0, result.stderr
    texts = [path.read_text() for path in folder.rglob("*.yaml")]
    packs = sorted((folder / "out").rglob("*.docx"))
    assert len(packs) == 2
    texts += [docx_text(path.read_bytes()) for path in packs]
    assert [found[0] for text in texts for found in ML.finditer(text)] == []
    for path in (folder / "schemas").iterdir():
        assert not re.search(r"\bml-|machine|arxiv|bias", path.read_text(), re.IGNORECASE)


def test_editors_accept_what_init_writes(start):
    folder, _ = start("--field", "Nursing")
    assert len(list((folder / "schemas").iterdir())) == len(FILE_KINDS)
    checked = [path for path in folder.rglob("*.yaml") if path.name != "nursing.yaml"]
    assert len(checked) == 5
    for path in checked:
        first = path.read_text().splitlines()[0].partition("$schema=")[2]
        schema = json.loads((path.parent / first).read_text())
        value = json.loads(json.dumps(read(path).value, default=str))
        assert list(Draft202012Validator(schema).iter_errors(value)) == []


@pytest.mark.parametrize("field", ["", "护理", "Behavioral", "vocabulary", "x" * 60, "a\nb\x07"])
def test_a_field_that_can_name_no_file_is_refused(run, tmp_path, field):
    result = run("init", tmp_path / "own", "--field", field)
    assert result.exit_code == 1
    assert "hint: " in result.stderr
    assert not (tmp_path / "own").exists()


def test_the_first_question_of_the_field_and_a_role_for_it(run, start):
    start("--field", "Nursing")
    added = run("questions", "new", "falls", "--category", "nursing")
    assert added.exit_code == 0, added.stderr
    assert run("roles", "new", "night-nurse").exit_code == 0
    assert run("plan", "night-nurse", "--output", "out").exit_code == 0


def test_the_example_of_a_workspace_for_machine_learning_takes_part_in_nothing(run, start):
    start()
    listed = json.loads(run("questions", "list", "--json").stdout)
    assert [question["id"] for question in listed if question["status"] != "reviewed"] == [
        "flat-learning-curve"
    ]
