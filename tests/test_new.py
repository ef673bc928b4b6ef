"""New questions and roles: names are checked first, and only what loads is written."""

import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kitgen.bank.load import load_bank
from kitgen.bank.skeleton import USABLE
from kitgen.files.dump import dump
from kitgen.files.source import read

FIRST = """\
- id: first
  title: First
  prompt: What happens at handover?
  competencies: [care]
"""
INDENTED = "".join(f"  {line}\n" for line in FIRST.splitlines())
# What a file of questions may look like, and what stays of it when a question is added.
FILES = {
    "a list": (FIRST, FIRST),
    "no newline at the end": (FIRST.rstrip(), FIRST.rstrip()),
    "an indented list": (INDENTED, INDENTED),
    "comments around": (f"# On wards.\n\n{FIRST}  # to do\n", f"# On wards.\n\n{FIRST}  # to do\n"),
    "comments only": ("# Nothing yet.\n", "# Nothing yet.\n"),
    "an empty list": ("# On wards.\n[]  # nothing yet\n", "# On wards.\n"),
    "an empty file": ("", ""),
    "a byte order mark": (f"\ufeff{FIRST}", f"\ufeff{FIRST}"),
    "the line ends of Windows": (FIRST.replace("\n", "\r\n"), FIRST.replace("\n", "\r\n")),
    "a text that ends with the file": (f"{FIRST}  answer: |\n    It is told", "    It is told"),
}


@pytest.fixture
def ward(tmp_path, monkeypatch):
    """A bank of nursing, on its own."""
    (tmp_path / "questions").mkdir()
    (tmp_path / "kitgen.yaml").write_text("banks: [questions]\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def new(run, name, category="nursing", *options):
    return run("questions", "new", name, "--category", category, *options)


def ids(folder):
    return [question.id for question in load_bank([folder / "questions"]).questions]


@pytest.mark.parametrize(("text", "kept"), FILES.values(), ids=FILES)
def test_a_question_is_added_whatever_the_file_looks_like(run, ward, text, kept):
    file = ward / "questions" / "nursing.yaml"
    file.write_bytes(text.encode())
    result = new(run, "second")
    assert result.exit_code == 0, result.stderr
    assert ids(ward) == (["first", "second"] if "first" in text else ["second"])
    written = file.read_bytes().decode()
    assert kept.rstrip() in written
    assert ("\r\n" in written) == ("\r\n" in text)
    assert written.count("\n") == written.count("\r\n") or "\r\n" not in text


def test_a_list_in_brackets_is_refused_with_what_to_do(run, ward):
    file = ward / "questions" / "nursing.yaml"
    file.write_text("[{id: first, title: First, prompt: What?}]\n")
    result = new(run, "second")
    assert result.exit_code == 1
    assert f"{file}:1:1: nothing can be added to a list in brackets; begin each" in result.stderr
    assert file.read_text().startswith("[{")


@pytest.mark.parametrize("name", ["Retrain after holidays", "a: b", "../x", "x/y", "é", "a--b", ""])
def test_a_name_that_cannot_be_an_id_is_refused_before_anything_is_written(run, ward, name):
    assert "cannot name a question" in new(run, name).stderr
    assert "cannot name a role" in run("roles", "new", name).stderr
    assert "cannot name a category" in new(run, "good", name).stderr
    assert sorted(path.name for path in ward.rglob("*")) == ["kitgen.yaml", "questions"]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TEXTS.filter(str.strip).map(lambda text: text[:48]).filter(str.strip))
def test_any_title_of_one_line_is_read_back(run, ward, title):
    (ward / "questions" / "nursing.yaml").unlink(missing_ok=True)
    result = new(run, "titled", "nursing", f"--title={title}")
    assert result.exit_code == 0, result.stderr
    assert load_bank([ward / "questions"]).questions[0].title == title.strip()


@pytest.mark.parametrize("name", ["vocabulary", "refused"])
def test_a_file_that_has_no_questions_is_no_category(run, ward, name):
    assert "and no questions" in new(run, "x", name).stderr
    assert "is the name of another file" in run("init", "new", "--field", name).stderr
    assert list((ward / "questions").iterdir()) == []


def test_a_title_that_is_too_long_is_refused(run, ward):
    assert "may have at most 48 characters" in new(run, "x", "nursing", "--title", "x" * 49).stderr
    assert list((ward / "questions").iterdir()) == []
    assert new(run, "-".join(["long"] * 20)).exit_code == 0


def test_the_skeleton_fits_its_category(run, ward):
    vocabulary = {
        "seniorities": [{"id": "band-5"}, {"id": "band-6"}],
        "competencies": [{"id": "care"}, {"id": "teamwork"}],
        "scale": "three-level",
    }
    (ward / "questions" / "vocabulary.yaml").write_text(dump(vocabulary))
    others = [
        {"id": f"q{n}", "title": "T", "prompt": "What?", "kind": kind, "competencies": [main]}
        for n, (kind, main) in enumerate([("situational", "teamwork")] * 2 + [("concept", "care")])
    ]
    (ward / "questions" / "nursing.yaml").write_text(dump(others))
    for category in ("nursing", "behavioral", "coding"):
        assert new(run, f"new-{category}", category).exit_code == 0
    bank = load_bank([ward / "questions"])
    added = [bank.question(f"new-{name}") for name in ("nursing", "behavioral", "coding")]
    assert [question.kind for question in added] == ["situational", "behavioral", "coding"]
    assert added[0].competencies == ("teamwork",)
    assert {question.seniority for question in added} == {("band-5", "band-6")}
    assert {tuple(question.rubric["default"]) for question in added} == {(1, 2, 3)}
    assert "situation, action and result" in added[1].answer
    assert {follow_up.ask for follow_up in added[1].follow_ups} <= USABLE
    assert added[2].handout is not None
    text = (ward / "questions" / "nursing.yaml").read_text()
    assert "# competencies: care, teamwork\n" in text


def test_check_names_each_part_of_a_skeleton_that_nobody_filled_in(run, ward):
    new(run, "handover")
    found = json.loads(run("check", "--bank", "questions", "--json").stdout)
    unfilled = [case["message"].partition(":")[0] for case in found if case["rule"] == "unfilled"]
    assert unfilled == ["prompt", "answer", "key_points", "follow_ups", "signals", "rubric"]
    assert {case["rule"] for case in found} == {"unfilled", "draft"}
    assert run("check", "--bank", "questions").exit_code == 1


@pytest.mark.parametrize(
    ("category", "note"),
    [
        ("nursng", "note: 'nursng' is a new category; did you mean 'nursing'?\n"),
        ("pharmacy", "note: 'pharmacy' is a new category\n"),
        ("nursing", ""),
    ],
)
def test_a_category_that_is_new_is_named_since_it_may_be_a_slip(run, ward, category, note):
    new(run, "first")
    added = new(run, "second", category)
    assert added.exit_code == 0
    assert added.stderr == note


def test_an_unknown_category_is_refused_with_where_categories_are_listed(run, ward):
    vocabulary = ward / "questions" / "vocabulary.yaml"
    vocabulary.write_text("categories: [{id: nursing, title: Nursing}]\n")
    result = new(run, "x", "nursin")
    assert "did you mean 'nursing'?" in result.stderr
    assert "others are listed under categories: in" in result.stderr


def test_a_role_of_a_bank_of_one_s_own_asks_what_the_bank_has(run, ward):
    parts = {"answer": "Told.", "kind": "situational", "difficulty": 2, "minutes": 10}
    parts |= {"key_points": [{"needed": True, "point": "Tells"}], "seniority": ["mid", "senior"]}
    parts |= {"follow_ups": [{"ask": "And?", "listen_for": "More"}], "status": "reviewed"}
    parts |= {"signals": {"strong": ["Asks"], "weak": ["Guesses"]}}
    parts |= {"rubric": {"default": {1: "None", 2: "Some", 3: "All", 4: "More"}}}
    care = [
        {"id": f"q{n}", "title": "T", "prompt": f"What of {n}?", "competencies": ["care"]} | parts
        for n in range(3)
    ]
    care[0] |= {"enemies": ["q1"], "seniority": ["senior"]}
    (ward / "questions" / "nursing.yaml").write_text(dump(care))
    team = care[2] | {"id": "t", "competencies": ["teamwork"]}
    (ward / "questions" / "team.yaml").write_text(dump([team]))
    assert run("roles", "new", "ward-nurse").exit_code == 0
    role = read(ward / "roles" / "ward-nurse.yaml").value
    assert "extends" not in role
    assert [(r["id"], r["blueprint"][0]["count"]) for r in role["rounds"]] == [
        ("nursing", 2),
        ("team", 1),
    ]
    result = run("plan", "ward-nurse", "--output", "out")
    assert result.exit_code == 0, result.stderr


def test_a_role_for_a_bank_of_drafts_loads(run, ward):
    assert "has no category yet" in run("roles", "new", "nurse").stderr
    new(run, "handover")
    assert run("roles", "new", "nurse").exit_code == 0
    assert "nurse" in run("roles", "list").stdout
    assert run("roles", "new", "other", "--extends", "nurse").exit_code == 0


def test_a_role_extends_the_built_in_role_of_the_most_similar_name(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("senior-ranking-engineer", "junior-analyst"):
        assert run("roles", "new", name).exit_code == 0
        text = (tmp_path / "roles" / f"{name}.yaml").read_text()
        assert f"extends: {name.partition('-')[0]}-ml-engineer" in text


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links and pipes")
def test_what_editors_and_systems_leave_in_folders_keeps_nothing_from_being_added(run, ward):
    (ward / "roles").mkdir()
    for name in ("questions", "roles"):
        (ward / name / ".#nursing.yaml").symlink_to("somebody@somewhere.1234:1700000000")
        (ward / name / "notes.txt").symlink_to("gone.txt")
        os.mkfifo(ward / name / "pipe")
    assert new(run, "first").exit_code == 0
    assert run("roles", "new", "nurse").exit_code == 0
