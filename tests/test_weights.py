"""Weights as people write them, on paper and in the choice of questions."""

import json
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from pydantic import TypeAdapter

from kitgen.bank.weights import CompetencyWeight, Share
from tests.reading import body_rows

ROLE = """\
title: Coder
seniority: senior
competencies:
  - {{id: coding, weight: {0}}}
  - {{id: ml-fundamentals, weight: {1}}}
{more}rounds:
  - id: one
    title: One
    minutes: 90
    blueprint: [{{category: ml-coding, count: 1}}, {{category: ml-theory, count: 2}}]
"""


@pytest.fixture
def made(run, tmp_path):
    """Generate a role as HTML; returns what was said, and the folder of what was written."""

    def call(text, name="coder", *arguments):
        (tmp_path / f"{name}.yaml").write_text(text)
        editions = ("--edition", "scorecard", "--edition", "loop", "--format", "html")
        command = ("generate", tmp_path / f"{name}.yaml", *editions, *arguments)
        result = run(*command, "--output", tmp_path / name)
        assert result.exit_code == 0, result.stderr
        return result.stderr, tmp_path / name

    return call


def text_of(page):
    return " ".join(html.document_fromstring(page.read_text()).find("body").text_content().split())


def weights_of(folder):
    (kit,) = folder.glob("*-kit.yaml")
    return [c["weight"] for c in yaml.safe_load(kit.read_text())["role"]["competencies"]]


@given(st.integers(1, 100), st.sampled_from(["{} %", "{}%", " {}  % "]))
def test_a_share_may_be_written_in_percent_or_as_a_fraction(percent, form):
    adapter = TypeAdapter(CompetencyWeight)
    for written in (form.format(percent), percent / 100):
        read = adapter.validate_python(written)
        assert isinstance(read, Share)
        assert (read, str(read)) == (percent, f"{percent} %")
        assert adapter.validate_python(adapter.dump_python(read)) == read


@pytest.mark.parametrize("shares", [("60 %", "40%"), ("0.6", "0.4")])
def test_shares_are_printed_as_shares_and_choose_as_the_same_numbers_do(made, shares):
    _, plain = made(ROLE.format(60, 40, more=""), "plain")
    _, folder = made(ROLE.format(*shares, more=""), "shares")
    assert weights_of(plain) == [60, 40]
    assert weights_of(folder) == ["60 %", "40 %"]
    questions = [
        re.findall(r"(?m)^- id: .*", next(f.glob("*-kit.yaml")).read_text())
        for f in (plain, folder)
    ]
    assert questions[0] == questions[1]
    card = text_of(folder / "shares-one-scorecard.html")
    assert (
        "Weights 60 % and 40 % with means 3 and 4 make (60 × 3 + 40 × 4) ÷ (60 + 40) = 340" in card
    )
    loop = text_of(folder / "shares-loop.html")
    assert "÷ sum of weights (100 % if all)" in loop
    assert "%" not in text_of(plain / "plain-one-scorecard.html")


def test_what_the_role_does_not_weigh_gets_the_least_share(made):
    text = ROLE.format("60 %", "40 %", more="blueprint: [{include: receiving-hard-feedback}]\n")
    _, folder = made(text)
    assert weights_of(folder)[-1] == "1 %"


# How often ratings count, how means are weighed, and how rounds are: in ratings of the scale.
WORKED = {
    "four-level": (
        "(2 × 3 + 4) ÷ 3 = 3.33; keep two decimals.",
        "(3 × 3 + 2 × 4) ÷ (3 + 2) = 17 ÷ 5 = 3.4.",
        "(3 × 2 + 4 × 3) ÷ (2 + 3) = 18 ÷ 5 = 3.6.",
    ),
    "five-level": (
        "(2 × 4 + 5) ÷ 3 = 4.33; keep two decimals.",
        "(3 × 4 + 2 × 5) ÷ (3 + 2) = 22 ÷ 5 = 4.4.",
        "(4 × 2 + 5 × 3) ÷ (2 + 3) = 23 ÷ 5 = 4.6.",
    ),
    "three-level": (
        "(2 × 2 + 3) ÷ 3 = 2.33; keep two decimals.",
        "(3 × 2 + 2 × 3) ÷ (3 + 2) = 12 ÷ 5 = 2.4.",
        "(2 × 2 + 3 × 3) ÷ (2 + 3) = 13 ÷ 5 = 2.6.",
    ),
}


@pytest.mark.parametrize("scale", WORKED)
def test_worked_lines_have_ratings_that_the_scale_has(made, scale):
    _, folder = made(ROLE.format(3, 2, more=f"scale: {scale}\n"))
    counted, weighed, combined = WORKED[scale]
    card = text_of(folder / "coder-one-scorecard.html")
    assert counted in card
    assert weighed in card
    assert combined in text_of(folder / "coder-loop.html")


ONLY = {
    "names": ("{only: [model-evaluation, coding]}", [3, 3]),
    "weights": ("{only: {coding: 70 %, model-evaluation: 30 %}}", ["70 %", "30 %"]),
    "one that the other role lacks": ("{only: {coding: 1, learning: 4}}", [4, 1]),
    "one alone": ("{only: [coding]}", [3]),
}


@pytest.mark.parametrize("form", ONLY)
def test_only_keeps_nothing_else_of_the_role_that_is_extended(run, tmp_path, form):
    written, weights = ONLY[form]
    (tmp_path / "own.yaml").write_text(f"extends: senior-ml-engineer\ncompetencies: {written}\n")
    shown = run("roles", "show", tmp_path / "own.yaml")
    assert shown.exit_code == 0, shown.stderr
    listed = yaml.safe_load(shown.stdout)["competencies"]
    names = set(re.findall(r"[a-z]+(?:-[a-z]+)*", written)) - {"only"}
    assert {competency["id"] for competency in listed} == names
    assert sorted(map(str, (c["weight"] for c in listed))) == sorted(map(str, weights))


def test_a_layer_above_adds_to_what_only_keeps(run, tmp_path):
    (tmp_path / "low.yaml").write_text(
        "extends: senior-ml-engineer\ncompetencies: {only: [coding]}\n"
    )
    (tmp_path / "top.yaml").write_text("extends: low\ncompetencies: [{id: learning, weight: 9}]\n")
    listed = yaml.safe_load(run("roles", "show", tmp_path / "top.yaml").stdout)["competencies"]
    assert [competency["id"] for competency in listed] == ["coding", "learning"]


SMALL = """\
title: Owner
seniority: senior
{evidence}competencies: [{{id: ml-fundamentals, weight: 1}}, {{id: ownership, weight: 2}}]
rounds:
  - {{id: one, title: One, blueprint: [{{category: ml-theory, count: 3}}]}}
"""


@pytest.mark.parametrize("evidence", ["", "evidence: where-possible\n"])
def test_shares_that_the_bank_cannot_give_are_given_up_and_said(made, evidence):
    said, folder = made(SMALL.format(evidence=evidence))
    assert (
        "ownership has 0 questions, its weight asks for 2 of 3; write evidence: by-weight in the "
        "role to make that a demand" in said
    )
    page = html.document_fromstring((folder / "coder-loop.html").read_text())
    *_, last = [row for row in body_rows(page, "coverage") if row[0].text == "Ownership"]
    assert [cell.text_content() for cell in last][-2:] == ["0", "2"]


def test_shares_that_are_demanded_are_refused_with_the_plain_way_out(run, tmp_path):
    (tmp_path / "own.yaml").write_text(SMALL.format(evidence="evidence: by-weight\n"))
    result = run("plan", tmp_path / "own.yaml", "--output", tmp_path / "out")
    assert result.exit_code == 1
    assert "- evidence: free in the role, which keeps the questions" in result.stderr


@pytest.mark.slow
def test_how_far_from_the_best_is_said_in_points_and_what_they_are_for(run, tmp_path):
    """How many forms it takes until a choice is not proved best depends on the bank."""
    for forms in range(5, 12):
        command = ("plan", "llm-engineer", "--forms", forms, "--seed", 7, "--json")
        result = run(*command, "--output", tmp_path / str(forms))
        assert result.exit_code == 0, result.stderr
        chosen = json.loads(result.stdout)
        better = chosen["points"] - chosen["least_points"]
        if better:
            break
    assert 0 < better <= chosen["points"]
    said = f"The choice has at most {better} points more than the best. Its points are:"
    assert said in result.stderr
    assert sum(cost["points"] for cost in chosen["costs"]) == chosen["points"]
    for cost in chosen["costs"]:
        assert f"{cost['words']}: {cost['points']}\n" in result.stderr
    assert "%" not in result.stderr
