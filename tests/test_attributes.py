"""Numbers that a bank defines for its questions, in rows that add them up or average them."""

from dataclasses import replace

import pytest

from kitgen.bank.vocabulary import NumericAttribute
from kitgen.errors import Shortfall
from kitgen.kit.load import read_kit
from kitgen.selection import SelectionOptions, select
from tests.problems import faults_of, problem_of, question, role_of, row
from tests.test_terms import done, nursing_question, refused, write

SOME = {"category": "ml-theory", "at_least": 1}
HIGH = {"attributes": {"x": {"at_least": 2}}}
TWO = {"category": "ml-theory", "count": 2}


def problem(bank, numbers, *rows, seed=0):
    """One round of the questions with these numbers; None is a question without one."""
    questions = [
        question(bank, n, attributes={} if x is None else {"x": x}, difficulty=3)
        for n, x in enumerate(numbers)
    ]
    small = replace(bank, questions=tuple(questions), attributes=(NumericAttribute(id="x"),))
    return problem_of(small, role_of(tuple(row(**one) for one in rows)), SelectionOptions(seed))


@pytest.mark.parametrize(
    ("numbers", "rows", "expected"),
    [
        # 0.1 + 0.2 is more than 0.3 in floats
        ((0.1, 0.2, 0.7), [SOME, {"sum": "x", "at_least": 0.3, "at_most": 0.3}], [0.1, 0.2]),
        ((1, 2, 0.001), [SOME, {"sum": "x", "at_most": 0.001}], [0.001]),
        (
            (9999.999, 9999.998, -9999.997),
            [TWO, {"sum": "x", "at_most": 0.001}],
            [-9999.997, 9999.998],
        ),
        ((-2.5, 1, 4), [TWO, {"sum": "x", "at_least": -1.5, "at_most": 0}], [-2.5, 1]),
        ((-3, 1, 4), [{"category": "ml-theory", "sum": "x", "at_most": -3}], [-3]),
        ((1, 2, 9, None), [{"count": 3}, {"mean": "x", "about": 5, "within": 0}], [1, 9]),
        ((1.333, 1.334, 8), [TWO, {"mean": "x", "about": 1.334, "within": 0.001}], [1.333, 1.334]),
        ((1, None), [SOME, {"mean": "x", "about": 7, "within": 1}], []),
        ((0.3, 0.301, None), [{"count": 1}, {"attributes": {"x": {"at_most": 0.3}}}], [0.3]),
        ((1, 2, None), [TWO, {"without": HIGH, "count": 2}], [1]),
        ((1, 2, 3), [{"count": 1}, HIGH | {"also": {"attributes": {"x": {"at_most": 2}}}}], [2]),
    ],
)
def test_sums_means_and_ranges_are_exact(bank, numbers, rows, expected):
    for seed in range(3):
        (one,) = select(problem(bank, numbers, *rows, seed=seed))
        asked = [q.attributes.get("x") for q in one.rounds[0]]
        assert sorted(x for x in asked if x is not None) == expected


def test_a_mean_of_a_sort_of_questions_leaves_the_others_out(bank):
    """Of q0 to q3 with 1 to 4, the concepts 1 and 3 have the mean; designs may be any."""
    kinds = ("concept", "design", "concept", "design")
    questions = [
        question(bank, n, attributes={"x": n + 1}, kind=kinds[n], difficulty=3) for n in range(4)
    ]
    small = replace(bank, questions=tuple(questions))
    concepts = row(kind="concept", mean="x", about=3, within=0)
    for seed in range(4):
        rows = (row(category="ml-theory", count=2), row(kind="design", count=1), concepts)
        (one,) = select(problem_of(small, role_of(rows), SelectionOptions(seed)))
        assert "q2" in {q.id for q in one.rounds[0]}


@pytest.mark.parametrize(
    ("rows", "numbers", "asked", "broken"),
    [
        ([{"sum": "x", "at_most": 0.3}], (0.1, 0.2), (0, 1), []),
        ([{"sum": "x", "at_most": 0.299}], (0.1, 0.2), (0, 1), ["sum: x, at_most: 0.299"]),
        ([{"sum": "x", "at_least": 0.3}], (0.1, None), (0, 1), ["sum: x, at_least: 0.3"]),
        ([{"mean": "x", "about": 2, "within": 1}], (1, 4), (0, 1), []),
        (
            [{"mean": "x", "about": 2, "within": 0.499}],
            (1, 4),
            (0, 1),
            ["mean: x, about: 2, within: 0.499"],
        ),
    ],
)
def test_an_answer_is_checked_without_rounding(bank, rows, numbers, asked, broken):
    one = problem(bank, numbers, SOME, *rows)
    pool = [one.bank.questions[n] for n in asked]
    assert list(faults_of(one, [pool])) == [f"not so: {words}" for words in broken]


@pytest.mark.parametrize(
    ("numbers", "rows", "lines"),
    [
        (
            (100, 200, 50),
            [TWO, {"sum": "x", "at_least": 400}],
            [
                "  sum: x, at_least: 400: need 400, have 350",
                "  - at_least: 300 instead of 400, in 'sum: x, at_least: 400'",
            ],
        ),
        (
            (1.5, 2.25, 3),
            [TWO, {"sum": "x", "at_least": 1, "at_most": 3.5}],
            [
                "  sum: x, at_least: 1, at_most: 3.5: need 3.75, have 3.5",
                "  - at_most: 3.8 instead of 3.5, in 'sum: x, at_least: 1, at_most: 3.5'",
                "  - add 1 question of ml-theory for senior (no x given, 10 minutes or less)",
            ],
        ),
        (
            (1.5, 2.25, 3),
            [TWO, {"attributes": {"x": {"at_least": 2.5}}, "count": 2}],
            [
                "  attributes: {x: {at_least: 2.5}}, count: 2: need 2, have 1",
                "  - add 1 question of ml-theory for senior (x 2.5, 10 minutes or less)",
            ],
        ),
        (
            (1.5, 2.25, 3),
            [TWO, {"mean": "x", "about": 4, "within": 0.2}],
            [
                "  mean: x, about: 4, within: 0.2: need 3.8 or more, have 2.625",
                "  - about: 2.8 instead of 4, in 'mean: x, about: 4, within: 0.2'",
            ],
        ),
        (
            (1500, 2250),  # too far for any number that is tried
            [TWO, {"mean": "x", "about": 4, "within": 0.2}],
            ["  - leave out 'mean: x, about: 4, within: 0.2'"],
        ),
        (
            (1500, 2250),
            [TWO, {"sum": "x", "at_most": 4}],
            ["  - leave out 'sum: x, at_most: 4'"],
        ),
        (
            (-7, -6),  # a sum that nothing at all meets too: the round asks a question all the same
            [{"category": "ml-theory", "sum": "x", "at_least": -5.5}],
            ["  round r0 asks at least one question"],
        ),
        (
            (100, 200, 50),
            [TWO, {"mean": "x", "about": 20, "within": 5}],
            [
                "  mean: x, about: 20, within: 5: need 25 or less, have 75",
                "  - within: 55 instead of 5, in 'mean: x, about: 20, within: 5'",
                "  - about: 70 instead of 20, in 'mean: x, about: 20, within: 5'",
            ],
        ),
    ],
)
def test_what_cannot_be_met_is_explained_in_the_numbers_of_the_row(bank, numbers, rows, lines):
    with pytest.raises(Shortfall) as impossible:
        select(problem(bank, numbers, *rows))
    said = str(impossible.value).splitlines()
    assert [line for line in lines if line not in said] == []


@pytest.fixture
def ward(tmp_path, monkeypatch):
    """Two banks, each with an attribute that it defines and the other's question may have."""
    monkeypatch.chdir(tmp_path)
    numbers = {
        "one": {"angry-relative": {"words": 40}, "missed-dose": {"words": 90}},
        "two": {"night-alone": {"words": 160, "cost": 2.75}, "new-colleague": {}},
    }
    listed = {"one": {"id": "words", "title": "Words to read"}, "two": {"id": "cost"}}
    plain = {"seniority": ["mid"], "rubric": {"default": dict.fromkeys((1, 2, 3, 4), "As seen.")}}
    plain["key_points"] = [{"needed": True, "point": "Looks at the patient"}]
    for folder, ids in numbers.items():
        entries = [nursing_question(n, **plain, attributes=has) for n, has in ids.items()]
        write(tmp_path, f"{folder}/ward.yaml", entries)
        write(tmp_path, f"{folder}/vocabulary.yaml", {"attributes": [listed[folder]]})
    return tmp_path


PLAN = ("plan", "nurse.yaml", "--bank", "one", "--bank", "two", "--output", "out")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"sum": "words", "at_most": 130, "at_least": 130}, {"angry-relative", "missed-dose"}),
        ({"mean": "words", "about": 100, "within": 0}, {"angry-relative", "night-alone"}),
        ({"sum": "cost", "at_least": 2.75}, {"night-alone"}),
        (
            {"without": {"questions": "night-alone"}, "sum": "words", "at_least": 91},
            {"angry-relative", "missed-dose"},
        ),
        ({"sum": "wrds", "at_most": 130}, "unknown attribute 'wrds'; did you mean 'words'?"),
    ],
)
def test_attributes_of_stacked_banks_are_used_in_rows(run, ward, row, expected):
    blueprint = [{"category": "ward", "count": 2}, row]
    rounds = [{"id": "ward", "title": "Ward", "minutes": 60, "blueprint": blueprint}]
    write(ward, "nurse.yaml", {"title": "Nurse", "seniority": "mid", "rounds": rounds})
    if isinstance(expected, str):
        assert expected in refused(run, *PLAN)
        return
    done(run, *PLAN)
    (path,) = ward.glob("out/*-kit.yaml")
    asked = {q.id for q in read_kit(path).questions}
    assert asked >= expected
    assert "attributes" not in path.read_text()
