"""Another question in the place of one of a kit, and everything else as it was."""

import json
import re

import pytest

from kitgen.bank.load import load_bank
from kitgen.kit.load import read_kit
from tests.reading import html_text

OLD, NEW = "too-good-to-be-true-auc", "bias-variance-tradeoff"


# What the loop of these tests asks, whatever a seed would choose.
ASKED = (
    "too-good-to-be-true-auc",
    "loss-becomes-nan",
    "peeking-and-sequential-tests",
    "optimizers-and-weight-decay",
    "nondeterministic-results",
    "llm-cost-per-request",
    "recommender-design",
    "sql-join-fanout-bug",
    "kmeans-from-scratch",
    "project-counterfactual-review",
    "explain-ml-to-layperson",
    "disagree-and-commit",
    "model-that-failed-after-launch",
)


@pytest.fixture
def kits(run, tmp_path):
    """The files of a loop's kits, in the order of its rounds, in a folder of their own."""
    included = [part for name in ASKED for part in ("--include", name)]
    made = run("plan", "senior-ml-engineer", *included, "--output", tmp_path / "kits")
    assert made.exit_code == 0, made.stderr
    return sorted((tmp_path / "kits").iterdir())


def rows(result):
    """The cells of the table that was printed, by column."""
    assert result.exit_code == 0, result.stderr
    head, *lines = [re.split(r"  +", line) for line in result.stdout.splitlines()]
    return [dict(zip(head, line, strict=True)) for line in lines]


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_it_offers_questions_that_fit_with_what_each_of_them_changes(run, kits):
    bank = load_bank()
    offered = rows(run("swap", kits[0], OLD))
    assert 3 <= len(offered) <= 5
    asked = {question.id for kit in kits for question in read_kit(kit).questions}
    for one in offered:
        question = bank.question(one["question"])
        assert one["title"] == question.title
        assert int(one["minutes"]) == question.minutes <= 13
        assert "senior" in question.seniority
        assert question.id not in asked
        assert one["breaks"] == "nothing"
        gained = {*question.competencies} - {*bank.question(OLD).competencies}
        lost = {*bank.question(OLD).competencies} - {*question.competencies}
        told = [f"+1 {name}" for name in gained] + [f"−1 {name}" for name in lost]
        assert one["evidence"] == (", ".join(told) or "the same")


def test_those_that_break_rows_come_last_and_name_them(run, kits):
    offered = rows(run("swap", kits[0], "peeking-and-sequential-tests"))
    breaks = [one["breaks"].replace("nothing", "") for one in offered]
    broken = [len(of_one.split("; ")) if of_one else 0 for of_one in breaks]
    assert broken == sorted(broken)
    assert broken[0] < broken[-1]
    assert "evidence of communication: at least 2 questions" in breaks[-1]


def test_the_list_is_there_for_programs_too(run, kits):
    shown = rows(run("swap", kits[0], OLD))
    listed = json.loads(run("swap", kits[0], OLD, "--json").stdout)
    assert [one["id"] for one in listed] == [one["question"] for one in shown]
    assert {tuple(one) for one in listed} == {
        ("id", "title", "minutes", "difficulty", "gained", "lost", "breaks")
    }


def test_everything_but_the_question_stays(run, kits, tmp_path):
    """Also what was changed by hand; and a swap back makes the kit as it was."""
    change(kits[0], "Thank you, those were my questions.", "Thanks.")
    assert run("kit", "seal", kits[0]).exit_code == 0
    before = read_kit(kits[0])
    result = run("swap", kits[0], OLD, "--with", NEW, "--output", tmp_path / "out")
    assert result.stdout == f"{tmp_path / 'out' / kits[0].name}\n", result.stderr
    after = read_kit(tmp_path / "out" / kits[0].name)
    ids = [question.id for question in before.questions]
    place = ids.index(OLD)
    assert [q.id for q in after.questions] == [NEW if name == OLD else name for name in ids]
    others = [q for n, q in enumerate(before.questions) if n != place]
    assert [q for n, q in enumerate(after.questions) if n != place] == others
    assert after.scripts.closing == before.scripts.closing
    assert "The last 8 minutes are yours" in after.scripts.opening
    assert after.id != before.id
    back = run("swap", tmp_path / "out" / kits[0].name, NEW, "--with", OLD, "--force")
    assert back.exit_code == 0, back.stderr
    assert read_kit(tmp_path / "out" / kits[0].name).id == before.id


def test_the_packs_of_the_whole_loop_are_made_of_the_new_kit(run, kits, tmp_path):
    assert run("swap", kits[0], OLD, "--with", NEW, "--force").exit_code == 0
    editions = ("--edition", "loop", "--edition", "scorecard", "--format", "html")
    result = run("render", *kits, *editions, "--output", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    loop = html_text((tmp_path / "out" / "senior-ml-engineer-loop.html").read_text())
    bank = load_bank()
    assert bank.question(NEW).title in loop
    assert bank.question(OLD).title not in loop


def test_rules_of_code_come_and_go_with_the_questions(run, kits):
    assert read_kit(kits[2]).coding
    for old, new in (
        ("kmeans-from-scratch", "attention-mechanism"),
        ("sql-join-fanout-bug", "random-forest-vs-gradient-boosting"),
    ):
        result = run("swap", kits[2], old, "--with", new, "--force")
        assert result.exit_code == 0, result.stderr
        assert "note: no round asks ml-theory" in result.stderr
        assert "not met any more: category: ml-" in result.stderr
    assert read_kit(kits[2]).coding is None
    result = run("swap", kits[2], "attention-mechanism", "--with", "kmeans-from-scratch", "--force")
    assert result.exit_code == 0, result.stderr
    assert read_kit(kits[2]).coding


def test_a_script_of_ones_own_that_promises_other_minutes_is_named(run, kits):
    change(kits[0], "My name is …", "My name is Ada")
    assert run("kit", "seal", kits[0]).exit_code == 0
    result = run("swap", kits[0], OLD, "--with", NEW, "--force")
    assert "note: the script 'opening' promises 6 minutes: the round has 65" in result.stderr
    assert "My name is Ada" in read_kit(kits[0]).scripts.opening


def test_where_only_drafts_are_left_that_is_told(run, tmp_path):
    begun = "{{id: {0}, title: {0}, prompt: What happens?, competencies: [coding]}}"
    (tmp_path / "bank").mkdir()
    file = tmp_path / "bank" / "coding.yaml"
    file.write_text("".join(f"- {begun.format(name)}\n" for name in ("one", "two")), "utf-8")
    role = tmp_path / "role.yaml"
    one = "{id: talk, title: Talk, minutes: 30, blueprint: [{category: coding, count: 1}]}"
    role.write_text(f"title: A role\nseniority: mid\nrounds: [{one}]\n", "utf-8")
    bank = ("--bank", tmp_path / "bank")
    assert run("plan", role, *bank, "--drafts", "--output", tmp_path).exit_code == 0
    (kit,) = tmp_path.glob("*-kit.yaml")
    (question,) = read_kit(kit).questions
    result = run("swap", kit, question.id, *bank, "--role", role)
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    assert "No question of the bank fits in the place of " in result.stderr
    assert "Drafts are not offered (2 of 2): review them first.\n" in result.stderr


def test_without_the_other_kits_the_rows_of_the_round_are_looked_at(run, kits, tmp_path):
    alone = tmp_path / "alone" / kits[2].name
    alone.parent.mkdir()
    alone.write_bytes(kits[2].read_bytes())
    result = run("swap", alone, "kmeans-from-scratch")
    assert "No kit of ml-depth, ml-system-design, behavioral-and-project is beside" in result.stderr
    assert rows(result)[0]["breaks"] == "nothing"


def test_kits_of_another_form_in_the_same_folder_are_none_of_the_loop(run, kits):
    before = rows(run("swap", kits[0], OLD))
    forms = ("--forms", 2, "--seed", 7, "--include", NEW)
    made = run("plan", "senior-ml-engineer", *forms, "--output", kits[0].parent)
    assert made.exit_code == 0, made.stderr
    assert rows(run("swap", kits[0], OLD)) == before
    (form,) = kits[0].parent.glob("*form-a-1-*")
    result = run("swap", form, read_kit(form).questions[0].id)
    asked = {q.id for path in form.parent.glob("*form-a-*") for q in read_kit(path).questions}
    assert not asked & {one["question"] for one in rows(result)}
    assert "No kit of" not in result.stderr


REFUSALS = {
    "a question that the kit has not": (
        ("kmeans", "--with", NEW),
        "unknown question of this kit 'kmeans'\nhint: known: sql-join-fanout-bug, kmeans-",
    ),
    "a question that the bank has not": (
        ("kmeans-from-scratch", "--with", "code-knn-vectorized"),
        "unknown question 'code-knn-vectorized'; did you mean 'code-knn-vectorised'?",
    ),
    "asked already": (
        ("kmeans-from-scratch", "--with", "recommender-design"),
        "'recommender-design' does not fit: round ml-system-design asks it already",
    ),
    "the question itself": (
        ("kmeans-from-scratch", "--with", "kmeans-from-scratch"),
        "'kmeans-from-scratch' does not fit: round coding asks it already",
    ),
    "no id": (
        ("kmeans-from-scratch", "--with", ""),
        "unknown question ''",
    ),
    "too long": (
        ("kmeans-from-scratch", "--with", "eta-or-demand-forecasting"),
        "'eta-or-demand-forecasting' does not fit: round coding takes 55 minutes",
    ),
    "another role": (
        ("kmeans-from-scratch", "--role", "ml-engineer"),
        "this kit is of the role 'senior-ml-engineer', not 'ml-engineer'",
    ),
    "over the kit": (
        ("kmeans-from-scratch", "--with", "code-dynamic-batcher"),
        "-kit.yaml already exists\nhint: use --force to overwrite",
    ),
}


@pytest.mark.parametrize("wish", REFUSALS)
def test_what_cannot_be_is_refused_and_nothing_is_written(run, kits, wish):
    options, message = REFUSALS[wish]
    before = kits[2].read_bytes()
    force = () if wish == "over the kit" or "--with" not in options else ("--force",)
    result = run("swap", kits[2], *options, *force)
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr
    assert kits[2].read_bytes() == before


BANK_ROLE = """\
extends: senior-ml-engineer
evidence: free
blueprint:
  - {question: disagree-and-commit, requires: [explain-ml-to-layperson]}
"""


def test_a_role_elsewhere_is_named_and_what_another_question_requires_stays(run, tmp_path):
    role = tmp_path / "own.yaml"
    role.write_text(BANK_ROLE)
    keep = ("--include", "disagree-and-commit", "--round", "behavioral-and-project")
    assert run("plan", role, *keep, "--output", tmp_path / "out").exit_code == 0
    (kit,) = (tmp_path / "out").iterdir()
    unknown = run("swap", kit, "explain-ml-to-layperson")
    assert "there is no role 'own', for which this kit was planned" in unknown.stderr
    assert "--role" in unknown.stderr
    refused = run("swap", kit, "explain-ml-to-layperson", "--role", role)
    assert refused.exit_code == 1
    assert "'disagree-and-commit' requires 'explain-ml-to-layperson' before it" in refused.stderr
    role.write_text(f"{BANK_ROLE}rounds:\n  - {{id: behavioral-and-project, drop: true}}\n")
    gone = run("swap", kit, "disagree-and-commit", "--role", role)
    assert "the role 'own' has no round 'behavioral-and-project' any more" in gone.stderr


def test_enemies_and_minutes_changed_by_hand_count(run, kits):
    """Of 55 minutes 54 are used; another minute of one question leaves room for 10."""
    change(kits[0], "minutes: 10", "minutes: 11")
    assert run("kit", "seal", kits[0]).exit_code == 0
    bank, old = load_bank(), "optimizers-and-weight-decay"
    asked = [question.id for kit in kits for question in read_kit(kit).questions]
    offered = rows(run("swap", kits[0], old))
    assert max(int(one["minutes"]) for one in offered) <= 10
    for one in offered:
        question = bank.question(one["question"])
        enemies = {*question.enemies, *(q.id for q in bank.questions if question.id in q.enemies)}
        assert not enemies & (set(asked) - {old})
