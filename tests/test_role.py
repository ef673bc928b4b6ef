"""Role files: what they may say, and every fault of one with its place."""

import pytest

from kitgen.errors import InvalidInput
from kitgen.role.load import load_role
from kitgen.role.options import RoleOptions
from kitgen.role.rows import Count

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
    "weight of none": ("weight: 2", "weight: 0", ":4:36: must be at least 1"),
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
        ":8:14: 15 minutes leave 5 for questions, and the shortest that this round may ask takes 8",
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
    "each of a list that is not there": (
        "{category: behavioral}",
        "{each: kind, at_least: 1}",
        ":11:9: each: kind needs the list of them, as kind: […]",
    ),
    "an empty row": ("{category: behavioral}", "{skip: true}", ":11:9: says nothing; name a"),
    "a difficulty off the scale": (
        "{category: behavioral}",
        "{difficulty: [4, 6], at_least: 1}",
        ":11:26: must be at most 5",
    ),
    "no rounds": (GOOD[GOOD.index("rounds:") :], "rounds: []\n", ":5:9: needs at least 1, has 0"),
    "no level": (
        "seniority: mid",
        "seniority: middle",
        ":2:12: 'middle' is not one of junior, mid, senior, staff; did you mean",
    ),
}


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


def test_flags_win_over_the_file(bank, role_file):
    wish = RoleOptions("senior", (Count(category="ml-coding", count=1),), 50)
    role = load_role(role_file(GOOD), wish, bank).role
    assert role.seniority == "senior"
    assert [(r.minutes, r.blueprint) for r in role.rounds] == [(50, wish.sections)]
    longer = load_role(role_file(GOOD), RoleOptions(minutes=90), bank).role
    assert longer.rounds[0].minutes == 90
