"""Role files: what they may say, and every fault of one with its place."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kitgen.bank.question import ID_PATTERN
from kitgen.errors import InvalidInput
from kitgen.role.load import load_role
from kitgen.role.options import RoleOptions
from kitgen.role.rows import BaseRow, Count, Mean, Minutes, Require, Sum
from kitgen.role.rows.amounts import Amount
from kitgen.selection import SelectionProblem, select
from tests.problems import question

GOOD = """\
title: Data Scientist
seniority: mid
competencies:
  - {id: model-evaluation, weight: 2}
rounds:
  - id: evidence
    title: Evidence
    minutes: 45
    blueprint:
      - {category: ml-theory, count: 2}
      - {category: behavioral}
"""


@pytest.fixture
def role_file(tmp_path):
    def write(text):
        path = tmp_path / "data-scientist.yaml"
        path.write_text(text)
        return str(path)

    return write


# What the keys of a row that takes an id need beside it.
BESIDE = {
    Minutes: {"sum": "minutes", "at_least": 5},
    Sum: {"sum": "difficulty", "at_least": 5},
    Mean: {"mean": "difficulty", "about": 3, "within": 1},
    Require: {"question": "bayes-theorem", "requires": "calibration"},
}
KEYS_OF_IDS = [
    (row, key)
    for row in BaseRow.__subclasses__() + Amount.__subclasses__()
    for key, schema in row.model_json_schema()["properties"].items()
    if json.dumps(ID_PATTERN) in json.dumps(schema)
]


@pytest.mark.parametrize(("row", "key"), KEYS_OF_IDS, ids=lambda x: getattr(x, "__name__", x))
def test_a_row_names_nothing_that_the_bank_does_not_know(run, role_file, tmp_path, row, key):
    one = key in ("question", "sum", "mean")
    names = "no-such-name" if one else ["no-such-name", "nor-this"]
    if key == "attributes":
        names = {"no-such-name": {"at_most": 3}}
    faulty = json.dumps({**BESIDE.get(row, {}), key: names})
    text = GOOD.replace("{category: behavioral}", faulty)
    result = run("plan", role_file(text), "--output", tmp_path / "out")
    assert result.exit_code == 1
    assert re.search(r":11:\d+: unknown \w+ 'no-such-name'", result.stderr)


def test_a_role_of_one_s_own_is_named_after_its_file(run, role_file, tmp_path):
    result = run("generate", role_file(GOOD), "--format", "docx", "--output", tmp_path / "out")
    assert result.exit_code == 0
    assert "data-scientist-evidence-candidate.docx" in result.stdout


CASES = {
    "unknown key": (
        "title: Evidence",
        "titel: Evidence",
        ":7:5: unknown key 'titel'; did you mean 'title'?",
    ),
    "unknown category": (
        "ml-theory",
        "ml-theroy",
        ":10:20: unknown category 'ml-theroy'; did you mean 'ml-theory'?",
    ),
    "unknown competency": (
        "model-evaluation",
        "model-evaluations",
        ":4:10: unknown competency 'model-evaluations'; did you mean",
    ),
    "weight of none": ("weight: 2", "weight: 0", ":4:36: must be a whole number from 1 to 1000"),
    "no time": (
        "minutes: 45",
        "minutes: 10",
        ":6:5: 10 minutes leave none for questions after 5 of opening and 5 of closing",
    ),
    "no as a category": (
        "category: behavioral",
        "category: no",
        ":11:20: expected text, found the boolean false",
    ),
    "category twice": (
        "category: behavioral",
        "category: ml-theory",
        ":11:20: 'ml-theory' is listed twice in this round",
    ),
    "a name": (
        "title: Data",
        "name: x\ntitle: Data",
        ":1:1: the name is the name of the file; remove this key",
    ),
    "least above most": (
        "count: 2",
        "at_least: 3, at_most: 2",
        ":10:9: at_least 3 is above at_most 2",
    ),
    "exact and more": (
        "count: 2",
        "count: 2, at_least: 1",
        ":10:9: count is exact; leave out at_least",
    ),
    "a group with an unknown id": (
        "{category: behavioral}",
        "{questions: [kmeans-from-scrach, bayes-theorem], at_most: 1}",
        ":11:22: unknown question 'kmeans-from-scrach'; did you mean 'kmeans-from-scratch'?",
    ),
    "an unknown tag": (
        "{category: behavioral}",
        "{tag: lmm, at_least: 1}",
        ":11:15: unknown tag 'lmm'; did you mean 'llm'?",
    ),
    "an unknown competency in a row": (
        "{category: behavioral}",
        "{competency: [coding, codin], count: 1}",
        ":11:31: unknown competency 'codin'; did you mean 'coding'?",
    ),
    "enemies that are both included": (
        "{category: behavioral}",
        "{include: [kmeans-from-scratch, code-knn-vectorised]}",
        ":11:20: 'kmeans-from-scratch' and 'code-knn-vectorised' must not meet (enemies), yet both "
        "are included",
    ),
    "included and excluded": (
        "{category: behavioral}",
        "{include: bayes-theorem}\n      - {exclude: [bayes-theorem]}",
        ":11:19: 'bayes-theorem' is excluded as well",
    ),
    "minutes below the shortest question": (
        "minutes: 45",
        "minutes: 15",
        ":8:14: 15 minutes leave 5 for questions, and the shortest that this round may ask takes 6",
    ),
    "a question that requires itself": (
        "{category: behavioral}",
        "{question: bayes-theorem, requires: bayes-theorem}",
        ":11:45: a question cannot require itself",
    ),
    "two sorts in a row": (
        "{category: behavioral}",
        "{include: bayes-theorem, mean: difficulty, about: 3}",
        ":11:9: include and mean need a row each",
    ),
    "a bound that has no meaning": (
        "{category: behavioral}",
        "{mean: difficulty, about: 3, at_least: 2}",
        ":11:38: 'at_least' has no meaning in a row with mean",
    ),
    "two sorts in a row that only misses a number": (
        "{category: behavioral}",
        "{sum: minutes, exclude: bayes-theorem}",
        ":11:9: exclude and sum need a row each",
    ),
    "each in a row that names questions": (
        "{category: behavioral}",
        "{include: bayes-theorem, each: competency}",
        ":11:34: 'each' has no meaning in a row with include",
    ),
    "what is required, of no question": (
        "{category: behavioral}",
        "{kind: design, requires: bayes-theorem}",
        ":11:24: 'requires' has no meaning in a row that counts questions",
    ),
    "a misspelt key that tells the kind": (
        "{category: behavioral}",
        "{inclde: bayes-theorem}",
        ":11:10: unknown key 'inclde'; did you mean 'include'?",
    ),
    "a misspelt key of one kind": (
        "{category: behavioral}",
        "{question: bayes-theorem, reqires: kmeans-from-scratch}",
        ":11:35: unknown key 'reqires'; did you mean 'requires'?",
    ),
    "a misspelt filter": (
        "{category: behavioral}",
        "{sum: minutes, difficulti: 3, at_least: 10}",
        ":11:24: unknown key 'difficulti'; did you mean 'difficulty'?",
    ),
    "a mean without its number": (
        "{category: behavioral}",
        "{mean: difficulty, within: 0.2}",
        ":11:9: missing key 'about'",
    ),
    "a mean off the scale": (
        "{category: behavioral}",
        "{mean: difficulty, about: 7}",
        ":11:35: must be from 1 to 5, as difficulty is",
    ),
    "a mean wider than the scale": (
        "{category: behavioral}",
        "{mean: difficulty, about: 2, within: 4.5}",
        ":11:46: must be at most 4, as difficulty is 1 to 5",
    ),
    "minutes without a number": (
        "{category: behavioral}",
        "{sum: minutes, kind: coding}",
        ":11:9: needs at_least, at_most or count, in minutes",
    ),
    "a sum of something else": (
        "{category: behavioral}",
        "{sum: difficulti, at_most: 9}",
        ":11:15: unknown attribute 'difficulti'; did you mean 'difficulty'?",
    ),
    "a count of an attribute": (
        "{category: behavioral}",
        "{sum: difficulty, count: 9}",
        ":11:27: 'count' has no meaning in a row that adds up an attribute",
    ),
    "a range of an unknown attribute": (
        "{category: behavioral}",
        "{kind: coding, attributes: {minuts: {at_most: 8}}}",
        ":11:37: unknown attribute 'minuts'; did you mean 'minutes'?",
    ),
    "a range of an unknown attribute among further keys": (
        "{category: behavioral}",
        "{kind: coding, without: {attributes: {words: {at_most: 8}}}}",
        ":11:47: unknown attribute 'words'",
    ),
    "a range upside down": (
        "{category: behavioral}",
        "{attributes: {minutes: {at_least: 9, at_most: 8.5}}}",
        ":11:32: at_least 9 is above at_most 8.5",
    ),
    "a range without a number": (
        "{category: behavioral}",
        "{attributes: {minutes: {}}}",
        ":11:32: needs at_least or at_most",
    ),
    "ranges of nothing": (
        "{category: behavioral}",
        "{attributes: {}}",
        ":11:22: needs at least 1, has 0",
    ),
    "a sum without a number": (
        "{category: behavioral}",
        "{sum: difficulty, kind: coding}",
        ":11:9: needs at_least or at_most",
    ),
    "a mean of minutes without a tolerance": (
        "{category: behavioral}",
        "{mean: minutes, about: 9}",
        ":11:9: needs within: how far off the mean of minutes may be",
    ),
    "a sum with four decimals": (
        "{category: behavioral}",
        "{sum: difficulty, at_most: 9.0001}",
        ":11:36: 9.0001 has more than 3 decimals",
    ),
    "a row that is a word": (
        "{category: behavioral}",
        "behavioral",
        ":11:9: expected a mapping (key: value), found 'behavioral'",
    ),
    "an id in a row that names questions": (
        "{category: behavioral}",
        "{exclude: [bayes-theorem, Bayes Theorem]}",
        ":11:35: must look like 'two-words'",
    ),
    "each of a list that is not there": (
        "{category: behavioral}",
        "{each: kind, at_least: 1}",
        ":11:9: each: kind needs the list of them, as kind: […]",
    ),
    "an empty row": ("{category: behavioral}", "{skip: true}", ":11:9: is empty; name a"),
    "a difficulty off the scale": (
        "{category: behavioral}",
        "{difficulty: [4, 6], at_least: 1}",
        ":11:26: must be at most 5",
    ),
    "no rounds": (GOOD[GOOD.index("rounds:") :], "rounds: []\n", ":5:9: needs at least 1, has 0"),
    "no level": (
        "seniority: mid",
        "seniority: middle",
        ":2:12: unknown seniority 'middle'; did you mean 'mid'? (known: junior, mid, senior, staff",
    ),
}


def test_all_faults_of_a_row_come_at_once(run, role_file):
    row = "{mean: difficulty, abuot: 3, at_least: 2, count: 1}"
    result = run("plan", role_file(GOOD.replace("{category: behavioral}", row)))
    assert [line.partition(".yaml")[2] for line in result.stderr.splitlines()] == [
        ":11:9: missing key 'about'",
        ":11:28: unknown key 'abuot'; did you mean 'about'?",
        ":11:38: 'at_least' has no meaning in a row with mean",
        ":11:51: 'count' has no meaning in a row with mean",
    ]


KEYS = (
    *("category", "kind", "competency", "tag", "seniority", "difficulty", "questions", "each"),
    *("count", "at_least", "at_most", "sum", "mean", "about", "within", "include", "exclude"),
    *("question", "requires", "attributes", "skip", "inclde"),
)
VALUES = ("ml-theory", "coding", "bayes-theorem", "minutes", "difficulty", "[2, 3]", "[]", "{a: 1}")
VALUES += (
    "{minutes: {at_most: 9}}",
    "2",
    "0",
    "2.5",
    "-1",
    "true",
    "null",
    "Some Text",
    "[coding, [1]]",
)


@pytest.mark.promise("files")
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES), max_size=5))
def test_any_row_is_valid_or_its_faults_are_in_its_line(bank, role_file, keys):
    row, columns = "{", {}
    for key, value in keys.items():
        columns[key] = 9 + len(row)
        row += f"{key}: {value}, "
    row += "}"
    try:
        load_role(role_file(GOOD.replace("{category: behavioral}", row)), RoleOptions(), bank)
    except InvalidInput as error:
        for issue in error.issues:
            assert issue.line == 11, (row, issue)
            misplaced = re.match(r"(?:unknown key )?'(\w+)'( has no meaning|$|;)", issue.message)
            if misplaced:
                assert issue.column == columns[misplaced[1]], (row, issue)


def test_keys_of_any_kind_may_be_left_empty(bank, role_file):
    """Other programs write every key, as `roles show --json` does of older versions."""
    text = GOOD.replace("count: 2}", "count: 2, include: null, mean: , within: null, each: }")
    role = load_role(role_file(text), RoleOptions(), bank).role
    assert role == load_role(role_file(GOOD), RoleOptions(), bank).role


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_located(run, role_file, case):
    old, new, message = CASES[case]
    assert old in GOOD
    result = run("plan", role_file(GOOD.replace(old, new, 1)))
    assert result.exit_code == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_all_faults_come_at_once(bank, role_file):
    text = GOOD.replace("ml-theory", "x-theory").replace("model-evaluation", "x-evaluation")
    with pytest.raises(InvalidInput) as error:
        load_role(role_file(text), RoleOptions(), bank)
    assert len(error.value.issues) == 2


FLAG_LIKE = """\
title: Role
seniority: senior
rounds:
  - id: one
    title: One
    minutes: 20
    blueprint:
      - {category: ml-theory, at_least: 3}
      - {include: bayes-theorem}
"""


def test_a_file_whose_name_looks_like_a_flag_is_a_file(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "--minutes.yaml").write_text(FLAG_LIKE)
    result = run("plan", "--", "--minutes.yaml")
    assert result.exit_code == 1
    assert "--minutes.yaml:6: round one, minutes: 20 (10 for questions" in result.stderr
    assert re.search(
        r"  - --minutes\.yaml:6: minutes: \d+ instead of 20, in round one", result.stderr
    )


def test_a_line_of_a_built_in_role_is_named_without_its_folder(run):
    result = run("plan", "senior-ml-engineer", "--minutes", "20")
    assert re.search(r"^  senior-ml-engineer\.yaml:\d+: category", result.stderr, flags=re.M)
    assert "  --minutes: round ml-depth, minutes: 20 (10 for questions" in result.stderr


# --- what a round may ask ------------------------------------------------------------------------


SHORT = """\
title: Role
seniority: senior
rounds:
  - id: one
    title: One
    minutes: 20
    blueprint: [{category: ml-theory, count: 1}]
"""
LONG = "the shortest that this round may ask takes 15"


@pytest.fixture
def chosen(bank, role_file):
    """The ids that a role chooses from a question of 15 minutes and another of 5."""

    def choose(text, **other):
        questions = (question(bank, 1, minutes=15), question(bank, 2, **{"minutes": 5, **other}))
        small = replace(bank, questions=questions)
        role = load_role(role_file(text), RoleOptions(), small)
        (selection,) = select(SelectionProblem.of(small, role))
        return [q.id for q in selection.rounds[0]]

    return choose


def test_a_round_that_only_a_borrowed_question_fits_is_possible(chosen):
    assert chosen(SHORT + "borrow: [mid]\n", seniority=("mid",)) == ["q2"]
    with pytest.raises(InvalidInput, match=LONG):
        chosen(SHORT, seniority=("mid",))


def test_a_round_that_only_an_included_question_fits_is_possible(chosen):
    included = SHORT.replace(
        "[{category: ml-theory, count: 1}]", "[{category: ml-theory, at_least: 0}, {include: q2}]"
    )
    assert chosen(included, category="coding") == ["q2"]


def test_a_round_that_only_a_shortened_question_fits_is_possible(chosen):
    assert chosen(SHORT + "questions: {q1: {minutes: 9}}\n", minutes=90) == ["q1"]
    with pytest.raises(InvalidInput, match=LONG):
        chosen(SHORT, minutes=90)


@pytest.mark.parametrize(
    "other",
    [{"status": "draft"}, {"category": "behavioral"}, {"seniority": ("staff",)}],
    ids=str,
)
def test_a_short_question_that_the_round_cannot_ask_does_not_help(chosen, other):
    with pytest.raises(InvalidInput, match=LONG):
        chosen(SHORT, **other)


def test_a_short_question_without_a_competency_of_the_role_does_not_help(chosen):
    weighed = SHORT + "competencies: [{id: coding, weight: 1}]\n"
    with pytest.raises(InvalidInput, match=LONG):
        chosen(weighed, competencies=("ownership",))


def test_flags_win_over_the_file(bank, role_file):
    wish = RoleOptions("senior", (Count(category="ml-coding", count=1),), 50)
    role = load_role(role_file(GOOD), wish, bank).role
    assert role.seniority == "senior"
    assert [(r.minutes, r.blueprint) for r in role.rounds] == [(50, wish.sections)]
    longer = load_role(role_file(GOOD), RoleOptions(minutes=90), bank).role
    assert longer.rounds[0].minutes == 90
