"""How many questions give evidence of each competency, and what is said where they are too few."""

from dataclasses import replace

import pytest

from kitgen.errors import Shortfall
from kitgen.role.role import Weight
from kitgen.selection import SelectionOptions, select
from kitgen.selection.evidence import sure_questions
from kitgen.selection.pools import candidates
from kitgen.selection.targets import targets
from tests.problems import problem_of, question, role_of, row


def weigh(**weights):
    return tuple(Weight(id=name, weight=weight) for name, weight in weights.items())


def small(bank, *questions):
    return replace(bank, questions=tuple(question(bank, n, **q) for n, q in enumerate(questions)))


def shown(selection, name):
    return sum(name in q.competencies for asked in selection.rounds for q in asked)


CODING = {"competencies": ("coding",)}
OWNERSHIP = {"competencies": ("ownership",)}
# The rows of each round, those of the loop, and how many questions they ask at least of a bank
# with six of ml-theory, of which two are tagged, and two of behavioral.
LEAST = {
    "minutes are no questions": (
        [[{"category": "ml-theory", "sum": "minutes", "at_least": 30}]],
        [],
        1,
    ),
    "a row inside another": ([[{"category": "ml-theory", "count": 3}, {"tag": "llm"}]], [], 3),
    "a row beside another": (
        [[{"category": "ml-theory", "count": 3}, {"category": "behavioral"}]],
        [],
        4,
    ),
    "a row without a category": ([[{"count": 5}]], [], 5),
    "a round that asks nothing in particular": (
        [[{"category": "ml-theory", "at_most": 3}], [{"category": "behavioral", "at_least": 0}]],
        [],
        2,
    ),
    "a row of the loop": (
        [[{"category": "ml-theory"}], [{"category": "behavioral"}]],
        [{"count": 5}],
        5,
    ),
    "a row for each": (
        [
            [
                {"count": 1},
                {"each": "category", "category": ("ml-theory", "behavioral"), "at_least": 2},
            ]
        ],
        [],
        4,
    ),
    "questions that are included": (
        [[{"category": "ml-theory", "count": 1}, {"include": ("q6", "q7")}]],
        [],
        3,
    ),
    "more than there are": ([[{"category": "behavioral", "count": 9}]], [], 2),
    "a row that is switched off": ([[{"count": 1}, {"count": 4, "skip": True}]], [], 1),
}


@pytest.mark.parametrize("case", LEAST)
def test_how_many_questions_the_rows_are_sure_to_ask(bank, case):
    rounds, loop, least = LEAST[case]
    questions = [{"tags": ("llm",)} if n < 2 else {} for n in range(6)]
    some = small(bank, *questions, *[{"category": "behavioral"}] * 2)
    rows = ([row(**one) for one in rows] for rows in rounds)
    problem = problem_of(some, role_of(*rows, blueprint=tuple(row(**one) for one in loop)))
    assert sure_questions(problem, candidates(problem)) == least


def test_minutes_ask_for_no_share_of_evidence(bank):
    rows = (row(category="ml-theory", sum="minutes", at_least=30),)
    role = role_of(rows, competencies=weigh(coding=1), evidence="by-weight")
    (selection,) = select(problem_of(small(bank, *[CODING] * 5), role))
    assert shown(selection, "coding") >= 3


def test_rows_that_overlap_ask_for_the_share_of_the_larger_one(bank):
    rows = (row(category="ml-theory", count=3), row(category="ml-theory", kind="concept"))
    role = role_of(
        rows,
        competencies=weigh(coding=1, ownership=1),
        evidence="by-weight",
        observations=1,
    )
    (selection,) = select(problem_of(small(bank, CODING, *[OWNERSHIP] * 3), role))
    assert shown(selection, "coding") == 1


def test_a_row_without_a_category_gives_shares_too(bank):
    role = role_of(
        (row(count=5),),
        competencies=weigh(coding=4, ownership=1),
        evidence="by-weight",
        observations=1,
    )
    problem = problem_of(small(bank, *[CODING] * 6, *[OWNERSHIP] * 6), role)
    for seed in range(5):
        (selection,) = select(replace(problem, options=SelectionOptions(seed)))
        assert shown(selection, "coding") == 4


# --- two observations ----------------------------------------------------------------------------

ROLE = """\
title: Engineer
seniority: senior
{more}rounds:
  - id: one
    title: One
    blueprint:
      - {{category: ml-theory, count: {theory}}}
      - {{category: behavioral, count: {behavioral}}}
"""


@pytest.fixture
def planned(run, tmp_path):
    """Plan a role with some keys, and return the exit code and what is said."""

    def call(more, theory=2, behavioral=2):
        file = tmp_path / "engineer.yaml"
        file.write_text(ROLE.format(more=more, theory=theory, behavioral=behavioral))
        result = run("plan", file, "--seed", 7, "--output", tmp_path / "out", "--force")
        return result.exit_code, result.stderr.replace(f"{tmp_path}/", "")

    return call


WEIGHTS = "competencies: [{id: ml-fundamentals, weight: 3}, {id: ownership, weight: 1}]\n"


def test_what_rests_on_one_question_is_said_where_the_bank_allows_no_more(planned):
    code, said = planned(WEIGHTS, theory=3, behavioral=1)
    assert code == 0
    assert (
        "ownership rests on one question; ask more such questions, add some to the bank, or write "
        "observations: 1 in the role if that is enough\n"
    ) in said
    code, said = planned(f"{WEIGHTS}observations: 1\n", theory=3, behavioral=1)
    assert code == 0
    assert "rests on" not in said
    code, said = planned(WEIGHTS)
    assert code == 0
    assert "rests on" not in said


def test_several_that_rest_on_one_question_share_a_line(planned):
    weights = "competencies: [{id: data-judgment, weight: 1}, {id: ownership, weight: 1}]\n"
    code, said = planned(weights, theory=1, behavioral=1)
    assert code == 0
    assert "data-judgment and ownership rest on one question each; ask more such questions" in said


def test_what_must_be_passed_and_is_not_shown_is_said(planned):
    code, said = planned("must_pass: coding\nblueprint: [{competency: coding, at_most: 0}]\n")
    assert code == 0
    assert "no question gives evidence of coding, without which nobody passes; ask such" in said


def test_by_weight_two_observations_are_a_demand(planned):
    code, said = planned(f"{WEIGHTS}evidence: by-weight\n", theory=3, behavioral=1)
    assert code == 1
    assert (
        "engineer.yaml:3: evidence of ownership: at least 2 questions, so that no competency rests "
        "on a single answer: need 2, have 1\n"
    ) in said
    assert "  - observations: 1 in the role, so that a competency may rest on a single" in said
    assert "  - evidence: where-possible in the role, which asks for what the bank has" in said


def test_without_two_observations_loops_would_rest_on_one(bank):
    """So that the demand is seen to change something."""
    questions = [CODING] * 9 + [OWNERSHIP] * 9
    for observations in (1, 2):
        role = role_of(
            (row(category="ml-theory", count=5),),
            competencies=weigh(coding=3, ownership=1),
            observations=observations,
        )
        problem = problem_of(small(bank, *questions), role)
        chosen = [select(replace(problem, options=SelectionOptions(seed)))[0] for seed in range(20)]
        assert min(shown(selection, "ownership") for selection in chosen) == observations


def test_a_main_competency_counts_twice_and_one_question_beyond_the_share_is_free(bank):
    """Of 8 for two main and two side ones, each of two equal weights should have 4: one has 6."""
    both = {"competencies": ("coding", "ownership")}
    role = role_of((row(category="ml-theory"),), competencies=weigh(coding=1, ownership=1))
    for questions, points in (([both] * 4, 0), ([CODING] * 2, 0), ([both] * 6 + [CODING], 2 * 2)):
        problem = problem_of(small(bank, *questions), role)
        pools = candidates(problem)
        every = {(0, q.id) for q in pools[0]}
        prices = [t for t in targets(problem, pools) if t.words.startswith("evidence of")]
        assert sum(price.points(every) for price in prices) == points


# --- each, and what else a row means -------------------------------------------------------------


def test_each_category_of_a_round_that_names_none_is_each_of_the_bank(bank):
    role = role_of((row(count=3), row(each="category", at_most=1)))
    questions = [{"category": "ml-theory", "difficulty": 3}] * 6
    some = small(bank, *questions, {"category": "behavioral"}, {"category": "ml-coding"})
    for seed in range(5):
        (selection,) = select(problem_of(some, role, SelectionOptions(seed)))
        assert len({q.category for q in selection.rounds[0]}) == 3
    with pytest.raises(Shortfall, match=r"each: category, at_most: 1 \(ml-theory\)"):
        select(problem_of(small(bank, *questions), role))


def test_each_competency_of_a_role_that_names_none_is_each_of_the_bank(bank):
    role = role_of((row(category="ml-theory", count=2), row(each="competency", at_most=1)))
    for seed in range(5):
        some = small(bank, *[CODING] * 6, *[OWNERSHIP] * 2)
        (selection,) = select(problem_of(some, role, SelectionOptions(seed)))
        assert (shown(selection, "coding"), shown(selection, "ownership")) == (1, 1)


SHORT = """\
title: Short
seniority: staff
rounds:
  - {id: short, title: Short, minutes: %d, blueprint: [{category: behavioral, count: 1}]}
"""


def test_flags_may_give_a_short_round_what_it_can_ask(run, tmp_path):
    """The shortest for staff takes 10 minutes, the shortest for seniors 8."""
    role = tmp_path / "short.yaml"
    role.write_text(SHORT % 19)
    plan = ("plan", role, "--output", tmp_path / "out", "--force")
    plain = run(*plan)
    assert plain.exit_code == 1
    assert f"{role}:4:40: 19 minutes leave 9 for questions, and the shortest" in plain.stderr
    for flags in (
        ("--borrow", "senior"),
        ("--include", "receiving-hard-feedback"),
        ("--minutes", 30),
    ):
        result = run(*plan, *flags)
        assert result.exit_code == 0, (flags, result.stderr)
    role.write_text(f"{SHORT % 19}borrow: senior\n")
    assert run(*plan).exit_code == 0
    role.write_text(SHORT % 12)
    refused = run(*plan, "--borrow", "senior")
    assert refused.exit_code == 1
    assert "minutes: 12 (2 for questions" in refused.stderr


@pytest.mark.parametrize(("about", "is_met"), [(2.366, False), (2.367, True)])
def test_means_are_exact_to_three_decimals(bank, about, is_met):
    """Levels 2, 3 and 3 have the mean 2.666…, which is above 2.666 and below 2.667."""
    role = role_of((row(count=3), row(mean="difficulty", about=about, within=0.3)))
    problem = problem_of(small(bank, *({"difficulty": d} for d in (2, 3, 3))), role)
    if is_met:
        assert len(select(problem)[0].rounds[0]) == 3
        return
    with pytest.raises(Shortfall, match=r"need 2\.666 or less, have 2\.667"):
        select(problem)


def test_means_with_more_decimals_are_refused(run, tmp_path):
    file = tmp_path / "mean.yaml"
    file.write_text(f"{SHORT % 60}blueprint: [{{mean: difficulty, about: 2.6667}}]\n")
    refused = run("plan", file, "--output", tmp_path)
    assert f"{file}:5:39: 2.6667 has more than 3 decimals" in refused.stderr


def test_what_conflicts_and_helps_does_not_depend_on_the_order_of_the_bank(bank):
    """Ties between kinds, competencies and lengths are not broken by who comes first."""
    questions = [
        {"kind": kind, "minutes": minutes, "competencies": competencies}
        for kind in ("concept", "design")
        for minutes in (8, 12)
        for competencies in (("ownership", "coding"), ("communication",))
    ]
    role = role_of((row(category="ml-theory", count=12), row(each="competency", at_least=1)))
    some = small(bank, *questions)
    said = set()
    for order in (some.questions, some.questions[::-1], some.questions[3:] + some.questions[:3]):
        with pytest.raises(Shortfall) as error:
            select(problem_of(replace(some, questions=order), role))
        said.add(str(error.value))
    assert len(said) == 1
    assert "- add " in said.pop()
