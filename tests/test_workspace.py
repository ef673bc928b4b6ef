"""A folder of one's own: made by init, found from below, its bank stacked on the built-in one."""

import json

import pytest

from kitgen.bank.load import load_bank
from kitgen.literals import FILE_KINDS
from kitgen.workspace.workspace import find_workspace
from tests.reading import sample_kit

FILES = [
    "kitgen.yaml",
    "questions/ml-theory.yaml",
    "roles/search-engineer.yaml",
    "theme/theme.yaml",
    *(f"schemas/{kind}.schema.json" for kind in FILE_KINDS),
]


@pytest.fixture
def place(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("init", "hiring")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [f"hiring/{name}" for name in FILES]
    monkeypatch.chdir(tmp_path / "hiring")
    return tmp_path / "hiring"


def ids(run):
    return [row["id"] for row in json.loads(run("questions", "list", "--json").stdout)]


def test_init_makes_a_workspace_that_works(run, place, bank):
    assert ids(run) == [*(q.id for q in bank.questions), "flat-learning-curve"]
    result = run(
        "generate",
        "search-engineer",
        "--round",
        "ml-depth",
        "--include",
        "flat-learning-curve",
        "--include",
        "high-auc-mostly-false-alerts",
        "--drafts",
        "--format",
        "docx",
        "--format",
        "html",
        "--output",
        "out",
    )
    assert result.exit_code == 0, result.stderr
    text = (place / "out" / "search-engineer-1-ml-depth-interviewer.html").read_text()
    assert "Ranking and evaluation" in text
    assert "A flat learning curve" in text
    assert "random swaps or position weights" in text


def test_init_overwrites_nothing(run, place, monkeypatch):
    monkeypatch.chdir(place.parent)
    (place / "kitgen.yaml").write_text("banks: [questions]\n")
    result = run("init", "hiring")
    assert result.exit_code == 1
    assert "already exist" in result.stderr
    assert "hint: name a folder that has no such files" in result.stderr
    assert (place / "kitgen.yaml").read_text() == "banks: [questions]\n"


def test_the_workspace_is_found_from_any_folder_below(run, place, monkeypatch):
    deep = place / "a" / "b"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert "flat-learning-curve" in ids(run)
    assert "search-engineer" in run("roles", "list").stdout
    assert find_workspace(deep).folder == place


def test_without_the_built_in_bank_only_one_s_own_is_there(run, place):
    (place / "kitgen.yaml").write_text("banks: [questions]\nroles: roles\n")
    assert ids(run) == ["flat-learning-curve"]


def test_a_theme_of_the_workspace_is_used(run, place):
    theme = place / "theme" / "theme.yaml"
    theme.write_text(theme.read_text().replace("#0b5563", "#aa0011"))
    run("generate", "ml-engineer", "--round", "coding", "--format", "html", "--output", "out")
    assert (
        "--accent:#aa0011" in (place / "out" / "ml-engineer-2-coding-interviewer.html").read_text()
    )


def test_override_replaces_a_question_and_a_clash_is_a_fault(run, place, bank):
    file = place / "questions" / "ml-theory.yaml"
    text = file.read_text().replace("id: flat-learning-curve", "id: bayes-theorem", 1)
    file.write_text(text)
    result = run("questions", "list")
    assert result.exit_code == 1
    assert "questions/ml-theory.yaml:3:7: duplicate id 'bayes-theorem', first used at" in (
        result.stderr
    )
    file.write_text(text.replace("  status: draft", "  override: true\n  status: draft"))
    assert ids(run) == [q.id for q in bank.questions]
    assert "title: A flat learning curve" in run("questions", "show", "bayes-theorem").stdout


def test_an_override_of_nothing_is_a_fault(run, place):
    file = place / "questions" / "ml-theory.yaml"
    file.write_text(
        file.read_text().replace("  status: draft", "  override: true\n  status: draft")
    )
    result = run("questions", "list")
    assert "no question 'flat-learning-curve' of another bank to override" in result.stderr


@pytest.mark.parametrize("there", [True, False])
def test_a_new_question_is_added_and_loads(run, place, there):
    category = "ml-theory" if there else "behavioral"
    result = run("questions", "new", "my-question", "--category", category)
    assert result.exit_code == 0
    assert result.stdout.strip() == str(place / "questions" / f"{category}.yaml")
    assert "my-question" in ids(run)
    assert "flat-learning-curve" in ids(run)
    again = run("questions", "new", "my-question", "--category", category)
    assert again.exit_code == 1
    assert "there is a question 'my-question' already" in again.stderr


def test_a_new_question_needs_a_bank_of_one_s_own(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("questions", "new", "my-question", "--category", "ml-theory")
    assert result.exit_code == 1
    assert "kitgen init" in result.stderr


def test_a_new_role_extends_and_is_found_by_name(run, place):
    assert run("roles", "new", "ranking-engineer", "--extends", "search-engineer").exit_code == 0
    assert run("plan", "ranking-engineer", "--output", "out").exit_code == 0
    again = run("roles", "new", "ranking-engineer")
    assert again.exit_code == 1
    wrong = run("roles", "new", "other", "--extends", "serch-engineer")
    assert "did you mean 'search-engineer'?" in wrong.stderr


def test_banks_named_on_the_command_line_win(run, place):
    assert len(load_bank().questions) == len(
        json.loads(run("questions", "list", "--json", "--bank", "builtin").stdout)
    )


def test_every_file_names_a_schema_that_is_there(run, place):
    run("questions", "new", "my-question", "--category", "behavioral")
    run("roles", "new", "my-role")
    files = [*place.glob("*.yaml"), *place.glob("*/*.yaml")]
    assert len(files) == 6
    for file in files:
        first = file.read_text().splitlines()[0]
        schema = file.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert json.loads(schema.read_text())["title"].startswith("kitgen ")


ROLE = "search-engineer"
WRITING_KITS = [
    ("plan", ROLE),
    ("generate", ROLE),
    ("batch", ROLE, "roster.csv"),
    ("swap", sample_kit("3-coding"), "sql-join-fanout-bug", "--with", "kmeans-from-scratch"),
]


@pytest.mark.parametrize("command", WRITING_KITS, ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("folder", "kind"),
    [("questions", "questions"), ("questions/new", "questions"), ("roles", "roles")],
)
def test_kits_are_not_written_where_they_would_be_read(run, place, command, folder, kind):
    (place / "roster.csv").write_text("candidate\nAda\n")
    (place / "all").symlink_to(folder)
    result = run(*command, "--output", "all")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"kitgen: kits in {place / folder} would be read as {kind}\n"
        "hint: write them to another folder: --output DIR\n"
    )
    assert not list(place.rglob("*-kit.yaml"))
