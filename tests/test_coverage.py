"""What the shipped bank covers: published lists, gaps, kinds of questions, forms of each role."""

import re
from collections import Counter
from pathlib import Path

import pytest

from kitgen.bank.files import BUILT_IN
from kitgen.bank.refused import load_refused
from kitgen.bank.samples import load_samples
from kitgen.kit.load import read_kit
from kitgen.role.inherit import role_names
from kitgen.role.load import load_role
from kitgen.role.options import RoleOptions
from tests.extent import extent

HERE = Path(__file__).parent
FORMS = 4


def listed(name):
    return (HERE / name).read_text(encoding="utf-8").split()


@pytest.fixture(scope="module")
def covered(bank):
    return {reference for question in bank.questions for reference in question.covers}


def test_every_published_question_is_covered_or_refused(bank, covered):
    published = listed("published.txt")
    refused = [name for topic in load_refused(BUILT_IN, bank.questions) for name in topic.covers]
    assert len(published) == 134
    assert set(published) - covered - set(refused) == set()
    assert len(refused) <= 10
    assert set(refused) <= set(published)


def test_no_question_covers_what_nobody_lists(covered):
    assert covered - {*listed("published.txt"), *listed("gaps.txt")} == set()


def test_most_gaps_of_the_published_lists_are_closed(covered):
    assert len(covered & set(listed("gaps.txt"))) >= 110


LEAST = {
    "category": {
        **{"ml-theory": 100, "ml-programming": 25, "ml-coding": 15, "ml-system-design": 45},
        **{"behavioral": 30, "company-industry": 14, "general-interest": 12},
        **{"project-deep-dive": 10},
    },
    "kind": {
        **{"concept": 120, "coding": 30, "design": 15, "behavioral": 25, "project": 10},
        **{"situational": 5, "discussion": 30},
    },
    "seniority": {"junior": 75, "mid": 150, "senior": 150, "staff": 90},
}


@pytest.mark.parametrize("key", LEAST)
def test_the_bank_has_so_many_questions_of_each(bank, key):
    have: Counter[str] = Counter()
    for question in bank.questions:
        value = getattr(question, key)
        have.update([value] if isinstance(value, str) else value)
    assert have.keys() == LEAST[key].keys()
    assert {name: have[name] for name, least in LEAST[key].items() if have[name] < least} == {}


def test_the_bank_has_questions_of_every_sort(bank):
    assert len(bank.questions) >= 200
    short = [q for q in bank.questions if q.minutes <= 8 and {"junior", "mid"} & {*q.seniority}]
    coding = [q for q in bank.questions if q.checks]
    queries = [q for q in coding if "sql" in q.tags]
    drawn = [q for q in bank.questions if re.search(r"!\[[^\]]", q.answer + (q.handout or ""))]
    assert len(short) >= 25
    assert len(coding) >= 24
    assert len(queries) >= 3
    assert len(drawn) >= 25
    assert {q.difficulty for q in bank.questions} == {1, 2, 3, 4, 5}
    assert all(q.solution for q in coding)


def test_every_question_has_three_samples(bank):
    have = Counter(sample.question for sample in load_samples(BUILT_IN))
    assert {q.id: have[q.id] for q in bank.questions if have[q.id] < 3} == {}


@pytest.mark.parametrize("name", role_names())
def test_a_role_has_three_times_what_one_kit_asks(bank, name):
    """For each category that a row counts, at the seniority of the role."""
    role = load_role(name, RoleOptions(), bank).role
    asked: Counter[str] = Counter()
    for round_ in role.rounds:
        for row in round_.sections:
            if len(row.category) == 1:
                asked[row.category[0]] += row.least
    have = Counter(q.category for q in bank.questions if role.seniority in q.seniority)
    assert {c: (n, have[c]) for c, n in asked.items() if have[c] < 3 * n} == {}


@pytest.mark.parametrize("name", role_names()[:: extent(4, 1)])
def test_every_role_has_four_forms_that_share_nothing_and_are_alike(run, name, tmp_path):
    """Each form has a whole design where the role asks for one."""
    forms = ("--forms", FORMS, "--overlap", 0, "--seed", 7)
    result = run("plan", name, *forms, "--output", tmp_path)
    assert result.exit_code == 0, result.stderr
    assert "not alike" not in result.stderr
    kits = [read_kit(path) for path in tmp_path.glob("*-kit.yaml")]
    asked = [question.id for kit in kits for question in kit.questions]
    assert len(set(asked)) == len(asked)
    designs: Counter[str] = Counter()
    for kit in kits:
        designs[kit.form] += sum(question.kind == "design" for question in kit.questions)
    assert len(designs) == FORMS
    assert len(set(designs.values())) == 1
