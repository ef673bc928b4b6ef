"""`kitgen check PATH`: its content tells what it is; it is checked with what it belongs to."""

import json
import re
import shutil

import pytest

from kitgen.files.dump import dump
from kitgen.files.source import read
from kitgen.resources import shipped
from tests.test_check import CLEAN, SECOND, bank_of, prompt

OLD = prompt("How old are you?")
TERMS = shipped("questions") / "vocabulary.yaml"


@pytest.fixture
def place(run, tmp_path, monkeypatch):
    """A workspace with a finding of each kind of file, and the folder above it as current one."""
    monkeypatch.chdir(tmp_path)
    run("init", "hiring")
    hiring = tmp_path / "hiring"
    questions = hiring / "questions"
    (questions / "ml-theory.yaml").write_text(dump((CLEAN | OLD,)))
    (questions / "ml-coding.yaml").write_text(dump((SECOND | {"minutes": 1},)))
    terms = TERMS.read_text().replace("competencies:\n", "competencies:\n" + IDLE)
    (questions / "vocabulary.yaml").write_text(terms)
    (hiring / "roles" / "search-engineer.yaml").write_text("extends: ml-engineer\nbarr: 3\n")
    (hiring / "roles" / "data-lead.yaml").write_text("extends: ml-engineer\nmust_pass: [codng]\n")
    theme = hiring / "theme" / "theme.yaml"
    theme.write_text(theme.read_text().replace("paper: a4", "paper: a5"))
    return hiring


IDLE = "  - {id: idling, title: Idling, definition: Idles.}\n"

BANK = {
    "hiring/questions/ml-theory.yaml protected-topic",
    "hiring/questions/ml-coding.yaml minutes-for-kind",
    "hiring/questions/vocabulary.yaml idle-competency",
}
ROLES = {"hiring/roles/search-engineer.yaml load-fault", "hiring/roles/data-lead.yaml load-fault"}
THEME = {"hiring/theme/theme.yaml load-fault"}


def found(run, *arguments):
    """File and rule of each finding that is no note."""
    result = run("check", *arguments, "--json")
    findings = [f for f in json.loads(result.stdout) if f["level"] != "note"]
    assert result.exit_code == (1 if any(f["level"] == "error" for f in findings) else 0)
    return [f"{f['file']} {f['rule']}" for f in findings]


PATHS = {
    "hiring": BANK | ROLES | THEME,
    "hiring/kitgen.yaml": BANK | ROLES | THEME,
    "hiring/questions": BANK,
    "hiring/questions/ml-theory.yaml": {"hiring/questions/ml-theory.yaml protected-topic"},
    "hiring/questions/ml-coding.yaml": {"hiring/questions/ml-coding.yaml minutes-for-kind"},
    "hiring/questions/vocabulary.yaml": {"hiring/questions/vocabulary.yaml idle-competency"},
    "hiring/roles": ROLES,
    "hiring/roles/data-lead.yaml": {"hiring/roles/data-lead.yaml load-fault"},
    "hiring/theme": THEME,
    "hiring/theme/theme.yaml": THEME,
}


@pytest.mark.parametrize("path", PATHS)
def test_a_path_is_checked_for_what_it_is_and_nothing_else_is_reported(run, place, path):
    hits = found(run, path)
    assert set(hits) == PATHS[path]
    assert len(hits) == len(set(hits))


def test_without_a_path_the_workspace_is_checked(run, place, monkeypatch):
    monkeypatch.chdir(place)
    hits = [hit.removeprefix(f"{place.parent}/") for hit in found(run)]
    assert set(hits) == PATHS["hiring"]


def test_several_paths_are_checked_together_and_no_finding_comes_twice(run, place):
    again = (place / "questions", "hiring/../hiring/theme/", "hiring/./roles")
    assert found(run, *reversed(PATHS), *again) == sorted(PATHS["hiring"])


def test_a_path_in_the_current_folder_is_shown_from_there(run, place, monkeypatch):
    monkeypatch.chdir(place / "questions")
    assert found(run, ".") == [
        "ml-coding.yaml minutes-for-kind",
        "ml-theory.yaml protected-topic",
        "vocabulary.yaml idle-competency",
    ]
    assert found(run, "../theme") == [f"{place}/theme/theme.yaml load-fault"]


@pytest.mark.parametrize("name", ["words.yaml", "candidate.html", "style.css"])
def test_a_file_of_a_theme_is_checked_with_its_theme(run, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    text = (shipped("templates") / name).read_text(encoding="utf-8")
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert found(run, name) == []
    (tmp_path / "theme.yaml").write_text("paper: a5\n")
    assert found(run, name) == ["theme.yaml load-fault"]


def test_a_file_of_no_kind_does_not_hide_the_faults_beside_it(run, place):
    (place / "roles" / "compose.yaml").write_text("services: {}\n")
    hits = set(found(run, "hiring/roles"))
    assert hits == PATHS["hiring/roles"] | {"hiring/roles/compose.yaml load-fault"}


def test_content_tells_more_than_names(run, tmp_path, monkeypatch):
    """A bank with a category called theme and a role called vocabulary."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bank").mkdir()
    terms = TERMS.read_text().replace("{id: ml-theory,", "{id: theme,")
    (tmp_path / "bank" / "vocabulary.yaml").write_text(terms)
    (tmp_path / "bank" / "theme.yaml").write_text(dump((CLEAN | OLD,)))
    assert "bank/theme.yaml protected-topic" in found(run, "bank")
    assert found(run, "bank/theme.yaml") == ["bank/theme.yaml protected-topic"]
    (tmp_path / "vocabulary.yaml").write_text("extends: ml-engineer\nbarr: 3\n")
    assert found(run, "vocabulary.yaml") == ["vocabulary.yaml load-fault"]
    (tmp_path / "vocabulary.yaml").write_text("extends: ml-engineer\n")
    assert found(run, "vocabulary.yaml") == []
    assert found(run, "bank", "--bank", "bank") == found(run, "bank")


def test_a_question_is_compared_with_the_bank_it_is_in(run, place, bank):
    known = bank.question("bias-variance-tradeoff").prompt
    (place / "questions" / "ml-theory.yaml").write_text(dump((CLEAN | prompt(known),)))
    assert found(run, "hiring/questions/ml-theory.yaml") == [
        "hiring/questions/ml-theory.yaml near-duplicate"
    ]
    shutil.copytree(place / "questions", place.parent / "alone")
    assert found(run, "alone/ml-theory.yaml") == []
    assert found(run, "alone/ml-theory.yaml", "--bank", "builtin") == [
        "alone/ml-theory.yaml near-duplicate"
    ]


def test_a_file_that_others_keep_from_being_checked_says_so(run, place):
    (place / "questions" / "ml-coding.yaml").write_text("- [")
    assert found(run, "hiring/questions/ml-theory.yaml") == [
        "hiring/questions/ml-coding.yaml load-fault"
    ]
    assert set(found(run, "hiring/roles/data-lead.yaml")) == {
        "hiring/questions/ml-coding.yaml load-fault"
    }
    (place / "questions" / "ml-theory.yaml").write_text("- id: [")
    assert found(run, "hiring/questions/ml-theory.yaml") == [
        "hiring/questions/ml-theory.yaml load-fault"
    ]


def test_a_vocabulary_without_questions_is_checked_alone(run, tmp_path):
    text = TERMS.read_text()
    (tmp_path / "vocabulary.yaml").write_text(text)
    assert found(run, tmp_path / "vocabulary.yaml") == []
    (tmp_path / "vocabulary.yaml").write_text(text.replace("scale: ", "scael: "))
    messages = run("check", tmp_path / "vocabulary.yaml").stdout
    assert "unknown key 'scael'; did you mean 'scale'?" in messages


def test_the_built_in_bank_may_be_named_by_its_folder(run):
    assert run("check", shipped("questions"), "--strict").exit_code == 0
    assert run("check", shipped("examples") / "roles" / "ml-engineer.yaml").exit_code == 0


def test_a_kit_is_checked_for_its_form_its_id_and_its_markdown(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("plan", "ml-engineer", "--round", "coding", "--output", "kits")
    (kit,) = (tmp_path / "kits").iterdir()
    text = kit.read_text()
    assert found(run, "kits") == found(run, kit) == []

    kit.write_text(text.replace("seed: 0", "seed: zero"))
    assert "expected a whole number, found 'zero'" in run("check", kit).stdout
    kit.write_text(text)
    first, *others = read(kit).value["questions"]
    faulty = {"questions": (first | {"prompt": "A <b>word</b>"}, *others)}
    kit.write_text(dump(read(kit).value | faulty))
    result = run("check", "kits")
    assert result.exit_code == 1
    assert "HTML (<b>)" in result.stdout
    assert result.stdout.startswith(f"kits/{kit.name}:")
    kit.write_text(text.replace("seed: 0", "seed: 1"))
    result = run("check", "kits")
    assert "this kit was changed after it was planned" in result.stdout
    new_id = re.search(r"set id: (\S+)", result.stdout)[1]
    kit.write_text(re.sub(r"^id: .*$", f"id: {new_id}", kit.read_text(), flags=re.MULTILINE))
    assert found(run, "kits") == []


UNCLEAR = {
    "nothing": ({}, "no such file or folder: it"),
    "an empty folder": ({"it/": ""}, "hint: looked for a kitgen.yaml, a theme.yaml or templates,"),
    "a folder of pictures": ({"it/a.png": ""}, "cannot tell what it is"),
    "a text": ({"it": "Hello"}, "cannot tell what it is"),
    "one word": ({"it.yaml": "Hello\n"}, "hint: looked for a list of questions or samples,"),
    "other keys": ({"it.yaml": "services: [web]\n"}, "cannot tell what it.yaml is"),
    "a key of two kinds": ({"it.yaml": "competencies: []\n"}, "cannot tell what it.yaml is"),
}


@pytest.mark.parametrize("case", UNCLEAR)
def test_where_the_content_does_not_tell_what_was_looked_for_is_said(
    run, tmp_path, monkeypatch, case
):
    files, expected = UNCLEAR[case]
    monkeypatch.chdir(tmp_path)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).mkdir() if name.endswith("/") else (tmp_path / name).write_text(text)
    name = next(iter(files), "it").split("/")[0]
    result = run("check", name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert expected.replace("what it is", f"what {name} is") in result.stderr.replace(
        str(tmp_path) + "/", ""
    )


def test_a_file_that_is_no_yaml_is_a_finding(run, tmp_path):
    (tmp_path / "it.yaml").write_text("a: [")
    assert found(run, tmp_path / "it.yaml") == [f"{tmp_path}/it.yaml load-fault"]
    assert found(run, tmp_path) == [f"{tmp_path}/it.yaml load-fault"]


def test_faults_of_the_workspace_s_own_file_are_findings(run, place):
    (place / "kitgen.yaml").write_text("banks: [qestions]\n")
    for path in ("hiring", "hiring/questions", "hiring/roles/data-lead.yaml", "hiring/kitgen.yaml"):
        assert found(run, path) == ["hiring/kitgen.yaml load-fault"]


def test_banks_that_are_named_take_the_place_of_the_workspace_s(run, place, tmp_path):
    (tmp_path / "own").mkdir()
    bank_of(tmp_path / "own", OLD)
    hits = found(run, "hiring", "--bank", "own")
    assert set(hits) == {"own/ml-theory.yaml protected-topic"} | ROLES | THEME
