"""Several forms: how few questions they share, how alike they are, and what is said of it."""

import json
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest

from kitgen.errors import Shortfall
from kitgen.role.load import load_role
from kitgen.role.options import RoleOptions
from kitgen.role.role import Weight
from kitgen.selection import SelectionOptions, select
from tests.problems import problem_of, question, role_of, row
from tests.reading import docx_text, html_text


def chosen(bank, role, questions, options):
    return select(problem_of(replace(bank, questions=tuple(questions)), role, options))


def ids(selection):
    return {q.id for questions in selection.rounds for q in questions}


def shared(forms):
    return max(len(ids(one) & ids(other)) for one, other in combinations(forms, 2))


def test_forms_share_no_question_where_the_bank_suffices(bank):
    role = role_of((row(category="ml-theory", count=3), row(mean="difficulty", about=3)))
    questions = [question(bank, n, minutes=14 + n % 3) for n in range(40)]
    forms = chosen(bank, role, questions, SelectionOptions(3, forms=4))
    assert [form.form for form in forms] == ["A", "B", "C", "D"]
    assert shared(forms) == 0
    minutes = [sum(q.minutes for q in form.rounds[0]) for form in forms]
    hardness = [sum(q.difficulty for q in form.rounds[0]) for form in forms]
    assert max(minutes) - min(minutes) <= 3
    assert max(hardness) - min(hardness) <= 1
    assert forms[0].points == forms[0].least_points


def test_forms_of_a_small_bank_share_as_few_as_can_be(bank):
    """Three forms of two from five: six places, so one question is used twice."""
    role = role_of((row(category="ml-theory", count=2),))
    questions = [question(bank, n, minutes=22, difficulty=3) for n in range(5)]
    forms = chosen(bank, role, questions, SelectionOptions(1, forms=3))
    assert shared(forms) == forms[0].overlap == forms[0].least_overlap == 1
    allowed = chosen(bank, role, questions, SelectionOptions(1, 3, 2))
    assert shared(allowed) <= 2
    assert allowed[0].least_overlap is None


def test_the_same_seed_chooses_the_same_forms(bank):
    role = load_role("senior-ml-engineer", RoleOptions(), bank).role
    once, again = (select(problem_of(bank, role, SelectionOptions(7, forms=2))) for _ in range(2))
    assert once == again


# --- rows about all forms ------------------------------------------------------------------------


def of_five(bank, *blueprint):
    """Four forms of two from five questions: eight places, of which two forms may share one."""
    questions = [
        question(bank, n, minutes=22, difficulty=3, tags=("llm",) if n < 2 else ())
        for n in range(5)
    ]
    role = role_of((row(category="ml-theory", count=2),), blueprint=blueprint)
    return role, questions


def test_no_question_is_in_more_forms_than_a_row_allows(bank):
    role, questions = of_five(bank, row(across="forms", each="question", at_most=2))
    for seed in range(6):
        forms = chosen(bank, role, questions, SelectionOptions(seed, forms=4))
        uses = Counter(name for form in forms for name in ids(form))
        assert max(uses.values()) == 2
        assert shared(forms) == 1


def test_a_row_about_all_forms_counts_over_all_of_them(bank):
    role, questions = of_five(bank, row(across="forms", tag="llm", count=2))
    for seed in range(3):
        forms = chosen(bank, role, questions, SelectionOptions(seed, forms=4, overlap=2))
        assert sum("llm" in q.tags for form in forms for q in form.rounds[0]) == 2
    (alone,) = chosen(bank, role, questions, SelectionOptions(0))
    assert all("llm" in q.tags for q in alone.rounds[0])


def test_a_row_about_all_forms_that_cannot_be_met_is_named_with_what_would_help(bank):
    """Eight places, five questions."""
    role, questions = of_five(bank, row(across="forms", each="question", at_most=1))
    with pytest.raises(Shortfall) as refused:
        chosen(bank, role, questions, SelectionOptions(0, forms=4))
    said = str(refused.value)
    assert "each: question, at_most: 1, across: forms (q0)" in said
    assert "at_most: 2 instead of 1, in '" in said
    assert "need" not in said.partition("any one")[0]


# --- alike ---------------------------------------------------------------------------------------

# What half of the questions are, of a bank from which two forms are chosen.
SPECIAL = {
    "competency": {"competencies": ("ownership", "coding")},
    "main": {"competencies": ("coding", "ownership")},
    "kind": {"kind": "concept"},
    "minutes": {"minutes": 8},
    "difficulty": {"difficulty": 4},
}


@pytest.mark.parametrize("sort", SPECIAL)
def test_forms_are_alike_where_the_bank_allows_it(bank, sort):
    """By lot alone, one of five seeds would give a form three or four of the four."""
    usual = {"kind": "situational", "competencies": ("ownership",), "difficulty": 3, "minutes": 12}
    weights = tuple(Weight(id=name, weight=1) for name in ("coding", "ownership"))
    role = role_of((row(category="ml-theory", count=4),), competencies=weights, evidence="free")
    questions = [question(bank, n, **(usual | SPECIAL[sort] if n < 4 else usual)) for n in range(8)]
    for seed in range(8):
        forms = chosen(bank, role, questions, SelectionOptions(seed, forms=2))
        counts = [sum(q in questions[:4] for q in form.rounds[0]) for form in forms]
        assert max(counts) - min(counts) <= 1
        assert forms[0].uneven == ()


def test_a_task_that_one_form_sets_all_set(bank):
    """With a single design in the bank, forms cannot be alike, and it is said."""
    usual = {"difficulty": 3, "minutes": 22}
    kinds = ("concept", "concept", "design", "design")
    questions = [question(bank, n, kind=kind, **usual) for n, kind in enumerate(kinds)]
    role = role_of((row(category="ml-theory", count=2),))
    for seed in range(6):
        forms = chosen(bank, role, questions, SelectionOptions(seed, forms=2))
        assert [[q.kind for q in form.rounds[0]].count("design") for form in forms] == [1, 1]
    alone = [*questions[:3], question(bank, 9, kind="concept", **usual)]
    first, _ = chosen(bank, role, alone, SelectionOptions(0, forms=2))
    (difference,) = first.uneven
    assert (difference.sort, difference.subject) == ("kind", "design")
    assert sorted(difference.sums) == [0, 1]
    assert first.points == first.least_points == 2


# --- what is said --------------------------------------------------------------------------------

ROLE = """\
title: Planner
seniority: senior
evidence: free
competencies:
  - {{id: ml-fundamentals, weight: 1}}
rounds:
  - id: depth
    title: Depth
    minutes: 40
    blueprint:
      - {{category: ml-theory, count: 1}}
      - {{questions: [{questions}], count: 1}}
"""


@pytest.fixture(scope="module")
def different(bank):
    """Two questions of the shipped bank that differ by more than three minutes."""
    usual = [q for q in bank.questions if "senior" in q.seniority and q.status == "reviewed"]
    theory = [q for q in usual if q.category == "ml-theory" and "ml-fundamentals" in q.competencies]
    theory.sort(key=lambda q: q.minutes)
    assert theory[-1].minutes - theory[0].minutes > 3
    return theory[0], theory[-1]


def test_forms_that_are_not_alike_are_not_called_equivalent(run, tmp_path, different):
    names = ", ".join(q.id for q in different)
    (tmp_path / "planner.yaml").write_text(ROLE.format(questions=names))
    made = run(
        *("generate", tmp_path / "planner.yaml", "--forms", 2, "--json"),
        *("--edition", "interviewer", "--edition", "candidate", "--edition", "loop"),
        *("--format", "html", "--format", "docx", "--output", tmp_path / "out"),
    )
    assert made.exit_code == 0, made.stderr
    minutes = [kit["questions"][0]["minutes"] for kit in json.loads(made.stdout)["kits"]]
    assert f"  - minutes of depth: {minutes[0]}, {minutes[1]}\n" in made.stderr
    assert "does not call their questions equivalent" in made.stderr
    for path in sorted((tmp_path / "out").rglob("*-form-?-*.*")):
        if path.suffix == ".yaml":
            continue
        text = (
            html_text(path.read_text()) if path.suffix == ".html" else docx_text(path.read_bytes())
        )
        text = " ".join(text.split())
        assert "equivalent" not in text
        if "-loop" in path.name:
            assert "How the forms differ" in text
            assert "Minutes for questions: Depth" in text
        else:
            assert "questions that are chosen by the same rules" in text


def test_a_question_put_in_by_hand_ends_what_is_known_of_forms(run, tmp_path):
    flags = ("--forms", 2, "--round", "ml-depth", "--seed", 7, "--output", tmp_path / "kits")
    made = run("plan", "senior-ml-engineer", *flags, "--json")
    assert made.exit_code == 0, made.stderr
    (kit, _) = json.loads(made.stdout)["kits"]
    old = kit["questions"][0]["id"]
    offered = json.loads(run("swap", kit["file"], old, "--json").stdout)
    new = next(one["id"] for one in offered)
    assert run("swap", kit["file"], old, "--with", new, "--force").exit_code == 0
    flags = ("--edition", "candidate", "--format", "html", "--output", tmp_path)
    assert run("render", kit["file"], *flags).exit_code == 0
    (sheet,) = tmp_path.rglob("*.html")
    text = " ".join(html_text(sheet.read_text()).split())
    assert "questions that are chosen by the same rules" in text
