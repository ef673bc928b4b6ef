"""Looking through the bank: filters, search, and a table that fits the terminal."""

import json
import sys

import pytest
from rich.cells import cell_len

from tests.commands import on_terminal


def listed(run, *flags):
    result = run("questions", "list", "--json", *flags)
    assert result.exit_code == 0, result.stderr
    return [row["id"] for row in json.loads(result.stdout)]


FILTERS = {
    "--category ml-theory --category behavioral": lambda q: (
        q.category in {"ml-theory", "behavioral"}
    ),
    "--kind coding": lambda q: q.kind == "coding",
    "--seniority staff": lambda q: "staff" in q.seniority,
    "--competency communication": lambda q: "communication" in q.competencies,
    "--tag llm --tag cost": lambda q: {"llm", "cost"} & set(q.tags),
    "--difficulty 2": lambda q: q.difficulty == 2,
    "--difficulty 1-2 --difficulty 4+": lambda q: q.difficulty != 3,
    "--minutes 5-10 --kind concept": lambda q: 5 <= q.minutes <= 10 and q.kind == "concept",
    "--status reviewed": lambda q: q.status == "reviewed",
    "--text overfit": lambda q: "overfit" in str(q.model_dump(mode="json")).lower(),
}


@pytest.mark.parametrize("flags", FILTERS)
def test_a_filter_lists_what_has_it(run, bank, flags):
    found = listed(run, *flags.split())
    assert found == [q.id for q in bank.questions if FILTERS[flags](q)]
    assert found


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ("--category ml-thoery", "unknown category 'ml-thoery'; did you mean 'ml-theory'?"),
        ("--competency comunication", "did you mean 'communication'?"),
        ("--seniority seniro", "unknown seniority 'seniro'; did you mean 'senior'?"),
        ("--difficulty 4-2", "'4-2' must be a whole number or a range: 3, 2-4 or 2+"),
        ("--minutes ten", "'ten' must be a whole number or a range: 3, 2-4 or 2+"),
    ],
)
def test_a_value_that_no_question_can_have_is_an_error(run, flags, message):
    result = run("questions", "list", *flags.split())
    assert result.exit_code in {1, 2}
    assert message in result.stderr


def test_the_table_has_titles_and_what_one_chooses_by(run, bank):
    head, *rows = run("questions", "list").stdout.splitlines()
    assert head.split() == [
        *("id", "title", "category", "kind", "seniority", "diff", "min"),
        *("competencies", "tags", "status"),
    ]
    for question, row in zip(bank.questions, rows, strict=True):
        assert row.startswith(question.id)
        assert question.title in row
        assert ", ".join(question.competencies) in row


@pytest.mark.parametrize("width", [60, 80, 120, 160, 400])
def test_a_terminal_gets_the_columns_that_it_has_room_for(bank, width):
    command = [sys.executable, "-m", "kitgen", "questions", "list"]
    shown, _ = on_terminal(command, "stdout", COLUMNS=str(width))
    head, *rows = shown.splitlines()
    assert [row.split()[0] for row in rows] == [question.id for question in bank.questions]
    assert max(map(len, (head, *rows))) <= max(width, 70)
    assert ("min" in head) == (width >= 80)
    assert ("status" in head) == (width >= 160)
    is_cut = [q.title not in row for q, row in zip(bank.questions, rows, strict=True)]
    assert any(is_cut) == (width < 160)


QUESTION = """
- id: {id}
  title: {title}
  kind: concept
  seniority: [mid]
  competencies: [ml-fundamentals]
  difficulty: 2
  minutes: 8
  prompt: {prompt}
  answer: {answer}
  key_points: [{{needed: true, point: A point}}]
  follow_ups: [{{ask: Why?, listen_for: A reason}}]
  signals: {{strong: [Good], weak: [Bad]}}
  rubric: {{default: {{1: a, 2: b, 3: c, 4: d}}}}
  status: reviewed
"""


@pytest.fixture
def own(tmp_path):
    """A bank in which some words are in the title, the prompt or the answer."""
    texts = [
        ("answered", "One", "What then?", "One is named Ångström, after rising curves. " * 9),
        ("asked", "Two", "Who was ANGSTROM, and which curve?", "He measured."),
        ("titled", "Angström's curve", "Draw it.", "It rises."),
        ("train", "Three", "Which train?", "The last one."),
        ("chinese", "资深护士", "怎么样?", "很好."),
    ]
    names = ("id", "title", "prompt", "answer")
    questions = [QUESTION.format(**dict(zip(names, text, strict=True))) for text in texts]
    (tmp_path / "ml-theory.yaml").write_text("".join(questions), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("angström", "CURVE"), ["titled", "asked", "answered"]),
        (("curve",), ["titled", "asked", "answered"]),
        (("curves",), ["answered"]),
        (("angstrom", "measured"), ["asked"]),
        (("ai",), []),  # no part of train
        (("tr",), ["train"]),
        (("护士",), ["chinese"]),
    ],
)
def test_search_finds_all_words_from_their_start_the_title_first(run, own, words, found):
    rows = json.loads(run("questions", "search", *words, "--json", "--bank", own).stdout)
    assert [row["id"] for row in rows] == found


def test_search_shows_below_each_question_where_it_has_the_words(run, own):
    result = run("questions", "search", "angstrom", "curve", "--bank", own)
    _, _, titled, _, asked, _, answered = result.stdout.splitlines()
    assert titled == "    title"
    assert asked == "    prompt: Who was ANGSTROM, and which curve?"
    assert answered.startswith("    answer: One is named Ångström, after rising curves. One")
    assert answered.endswith("…")
    assert len(answered) <= 100


def test_search_takes_the_filters_of_list_and_says_when_nothing_is_found(run, own):
    result = run("questions", "search", "curve", "--difficulty", "3-5", "--bank", own)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1:] == []
    assert result.stderr == "no question is like this; leave out a filter or a word\n"
    assert run("questions", "search", " ").exit_code == 2


def test_signs_of_two_columns_leave_the_columns_straight(run, own):
    head, *rows = run("questions", "list", "--bank", own).stdout.splitlines()
    starts = {cell_len(row[: row.index("ml-theory")]) for row in rows}
    assert starts == {head.index("category")}


def test_in_another_folder_as_if_started_there(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("init", "hiring/ml").exit_code == 0
    arguments = ("questions", "list", "--bank", "questions")
    there = run("-C", "hiring", "-C", "ml", *arguments)
    assert there.exit_code == 0
    assert run(*arguments).exit_code == 1  # back where it was
    monkeypatch.chdir(tmp_path / "hiring" / "ml")
    assert there.stdout == run(*arguments).stdout


def test_a_folder_to_work_in_must_be_there(run):
    result = run("-C", "nowhere", "roles", "list")
    assert result.exit_code == 2
    assert "cannot change to nowhere: No such file or directory" in result.stderr
