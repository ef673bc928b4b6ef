"""The verifier: it refuses every wrong answer, and agrees with what the solver is given."""

from dataclasses import replace
from itertools import combinations, product

import highspy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.bank.case import Case
from kitgen.role.role import Weight
from kitgen.selection import SelectionOptions, select
from kitgen.selection.cases import cells_of
from kitgen.selection.pools import candidates
from kitgen.selection.rules import constraints
from kitgen.selection.verify import verify
from tests.problems import demands, faults_of, problem_of, question, role_of, row

pytestmark = pytest.mark.promise("choice")

THEORY = row(category="ml-theory", at_least=0)


def questions_of(bank, **changes):
    """q0 to q5: of 10 minutes, of difficulty 1, 2, 3, 4, 5, 1; `changes` are by the id."""
    return {f"q{n}": question(bank, n, **changes.get(f"q{n}", {})) for n in range(6)}


# Rows beside one of ml-theory, a choice that they allow, one that they do not, and its fault.
ROWS = {
    "fewer than counted": ([{"count": 2}], "q0 q1", "q0", "not so: count: 2"),
    "more than counted": ([{"count": 2}], "q0 q1", "q0 q1 q2", "not so: count: 2"),
    "less than the least": (
        [{"difficulty": (4, 5), "at_least": 2}],
        "q3 q4",
        "q0 q4",
        "not so: difficulty: [4, 5], at_least: 2",
    ),
    "more than the most": (
        [{"questions": ("q0", "q1"), "at_most": 1}],
        "q0 q2",
        "q0 q1",
        "not so: questions: [q0, q1], at_most: 1",
    ),
    "none of a sort": ([{"kind": "design"}], "q0 q5", "q0 q1", "not so: kind: design"),
    "too little of each": (
        [{"each": "kind", "kind": ("concept", "design"), "at_least": 1}],
        "q0 q5",
        "q0 q1",
        "not so: each: kind, kind: [concept, design], at_least: 1",
    ),
    "too few minutes": (
        [{"sum": "minutes", "at_least": 40}],
        "q0 q1 q2",
        "q0 q1",
        "not so: sum: minutes, at_least: 40",
    ),
    "too many minutes": (
        [{"sum": "minutes", "at_most": 40}],
        "q0 q1 q2",
        "q0 q1 q2 q3",
        "not so: sum: minutes, at_most: 40",
    ),
    "too few minutes of a sort": (
        [{"sum": "minutes", "difficulty": 1, "at_least": 20}],
        "q0 q5",
        "q0 q1 q2 q3",
        "not so: sum: minutes, difficulty: 1, at_least: 20",
    ),
    "too easy": (
        [{"mean": "difficulty", "about": 3.4, "within": 0.4}],
        "q1 q3",
        "q0 q4 q1",
        "not so: mean: difficulty, about: 3.4, within: 0.4",
    ),
    "too hard": (
        [{"mean": "difficulty", "about": 1.0}],
        "q0 q1",
        "q1",
        "not so: mean: difficulty, about: 1",
    ),
    "not included": ([{"include": ("q0", "q1")}], "q0 q1", "q0 q2", "not so: include: [q0, q1]"),
    "not excluded": ([{"exclude": ("q0", "q1")}], "q2", "q1 q2", "not so: exclude: [q0, q1]"),
    "without what it requires": (
        [{"question": "q0", "requires": ("q1", "q2")}],
        "q0 q1 q2",
        "q0 q1",
        "q0 comes without q2",
    ),
}


@pytest.mark.parametrize("case", ROWS)
def test_a_choice_that_breaks_a_row_is_refused(bank, case):
    rows, right, wrong, fault = ROWS[case]
    questions = questions_of(bank, q5={"kind": "design"})
    problem = problem_of(bank, role_of((THEORY, *(row(**one) for one in rows))))

    def form(text):
        return (tuple(questions[name] for name in text.split()),)

    verify(problem, [form(right)], 0, demands(problem))
    assert list(faults_of(problem, form(wrong))) == [fault]
    with pytest.raises(RuntimeError, match="the solver's answer is wrong: "):
        verify(problem, [form(right), form(wrong)], 9, demands(problem))


def test_a_row_of_the_loop_is_read_over_all_rounds(bank):
    loop = role_of((THEORY,), (THEORY,), blueprint=(row(count=3), row(sum="minutes", at_most=50)))
    problem, questions = problem_of(bank, loop), tuple(questions_of(bank).values())
    verify(problem, [(questions[:2], questions[2:3])], 0, demands(problem))
    assert list(faults_of(problem, (questions[:2], questions[2:4]))) == [
        "not so: count: 3",
        "not so: sum: minutes, at_most: 50",
    ]


def test_a_row_that_is_switched_off_is_not_read(bank):
    role = role_of((THEORY, row(count=3, skip=True)))
    rounds = (tuple(questions_of(bank).values())[:1],)
    assert list(faults_of(problem_of(bank, role), rounds)) == []


CASES = (
    Case(id="c", text="It happens.", minutes=4, at_least=1, at_most=3),
    Case(id="all", text="It happens."),
)
# Rules that need no row: what differs in questions, role and options, rounds, and the fault.
RULES = {
    "over the minutes of its round": ({}, {}, {}, "q0 q1 q2 q3 q4 q5", "round r0 takes 60 minutes"),
    "an empty round": ({}, {}, {}, "", "round r0 asks nothing"),
    "twice in one loop": ({}, {}, {}, "q0 / q0", "q0 is asked 2 times"),
    "enemies in two rounds": ({"q1": {"enemies": ("q0",)}}, {}, {}, "q0 / q1", "q0 meets q1"),
    "enemies, said by the other": (
        {"q0": {"enemies": ("q1",)}},
        {},
        {},
        "q0 q1",
        "q0 meets q1",
    ),
    "what the bank requires is in another round": (
        {"q0": {"requires": ("q1",)}},
        {},
        {},
        "q0 / q1",
        "q0 comes without q1",
    ),
    "a case in two rounds": (
        {"q0": {"case": "c"}, "q1": {"case": "c"}},
        {},
        {},
        "q0 / q1",
        "case c is used in 2 rounds",
    ),
    "a part of a case": (
        {name: {"case": "all"} for name in ("q0", "q1", "q2")},
        {},
        {},
        "q0 q1",
        "case all is used with 2 of its questions, not 3",
    ),
    "more than a case allows": (
        {name: {"case": "c"} for name in ("q0", "q1", "q2", "q3")},
        {},
        {},
        "q0 q1 q2 q3",
        "case c is used with 4 of its questions, not 1 to 3",
    ),
    "over the minutes of its round with the reading of a case": (
        {"q0": {"case": "c"}},
        {},
        {},
        "q0 q1 q2 q3 q4",
        "round r0 takes 54 minutes",
    ),
    "over the minutes of a row with the reading of a case": (
        {"q0": {"case": "c"}},
        {"blueprint": (row(sum="minutes", at_most=33),)},
        {},
        "q0 q1",
        "not so: sum: minutes, at_most: 33",
    ),
    "a question that rests": (
        {},
        {},
        {"resting": (frozenset({"q3"}), frozenset({"q1"}))},
        "q0 q1",
        "q1 should rest",
    ),
    "too little evidence": (
        {"q0": {"competencies": ("ownership",)}},
        {
            "competencies": (Weight(id="coding", weight=1), Weight(id="ownership", weight=1)),
            "evidence": "by-weight",
        },
        {},
        "q1 q2",
        "not so: evidence of ownership: at least 2 questions",
    ),
}


@pytest.mark.parametrize("case", RULES)
def test_a_choice_that_breaks_a_rule_is_refused(bank, case):
    changes, role, options, choice, fault = RULES[case]
    questions = questions_of(bank, **changes)
    parts = choice.split("/")
    rounds = tuple(tuple(questions[name] for name in part.split()) for part in parts)
    role = role_of(*[(THEORY,)] * len(parts), **role)
    bank = replace(bank, questions=tuple(questions.values()), cases=CASES)
    problem = problem_of(bank, role, SelectionOptions(**options))
    assert list(faults_of(problem, rounds)) == [fault]
    with pytest.raises(RuntimeError, match=fault):
        verify(problem, [rounds], 0, demands(problem))


def test_with_repeat_a_question_need_not_rest(bank):
    options = SelectionOptions(resting=(frozenset({"q0"}),), repeat=True)
    problem = problem_of(bank, role_of((THEORY,)), options)
    assert list(faults_of(problem, ((questions_of(bank)["q0"],),))) == []


def test_free_evidence_need_not_be_there(bank):
    weights = (Weight(id="ownership", weight=1),)
    problem = problem_of(bank, role_of((THEORY,), competencies=weights, evidence="free"))
    assert list(faults_of(problem, ((questions_of(bank)["q0"],),))) == []


def test_forms_that_share_more_than_agreed_are_refused(bank):
    problem = problem_of(bank, role_of((THEORY,)))
    q = questions_of(bank)
    forms = [((q["q0"], q["q1"]),), ((q["q2"], q["q3"]),), ((q["q1"], q["q0"], q["q4"]),)]
    verify(problem, forms, 2, demands(problem))
    with pytest.raises(RuntimeError, match=r"wrong: two forms share 2 questions$"):
        verify(problem, forms, 1, demands(problem))


def test_a_solver_that_answers_wrongly_is_found_out(bank, monkeypatch):
    problem = problem_of(
        replace(bank, questions=tuple(questions_of(bank).values())),
        role_of((row(category="ml-theory", count=3),)),
    )
    assert len(select(problem)[0].rounds[0]) == 3
    nothing = highspy.HighsSolution()
    nothing.col_value = [0.0] * 20
    monkeypatch.setattr(highspy.Highs, "getSolution", lambda _: nothing)
    with pytest.raises(RuntimeError, match="round r0 asks nothing; not so: category: ml-theory"):
        select(problem)


# --- the same as the inequalities ----------------------------------------------------------------

NAMES = tuple(f"q{n}" for n in range(4))
names = st.sampled_from(NAMES)
numbers = st.integers(1, 3)


def one_or_two(values):
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)


filters = st.fixed_dictionaries(
    {},
    optional={
        "kind": one_or_two(("concept", "design")),
        "competency": one_or_two(("coding", "ownership")),
        "tag": one_or_two(("llm", "cost")),
        "difficulty": one_or_two((1, 2, 4, 5)),
        "questions": one_or_two(NAMES),
        "seniority": one_or_two(("mid", "senior")),
    },
)
bounds = st.one_of(
    st.fixed_dictionaries({"count": numbers}),
    st.fixed_dictionaries({"at_least": st.integers(0, 3)}),
    st.fixed_dictionaries({"at_most": st.integers(0, 3)}),
)
rows = st.one_of(
    st.builds(lambda some, bound: {**some, **bound}, filters, bounds),
    st.sampled_from(("kind", "competency")).flatmap(
        lambda each: st.fixed_dictionaries(
            {
                "each": st.just(each),
                each: st.just(
                    {"kind": ("concept", "design"), "competency": ("coding", "ownership")}[each]
                ),
                "at_most": st.integers(0, 2),
            }
        )
    ),
    st.builds(
        lambda some, key, minutes: {"sum": "minutes", **some, key: minutes},
        filters,
        st.sampled_from(("at_least", "at_most")),
        st.integers(10, 60),
    ),
    st.fixed_dictionaries(
        {
            "mean": st.just("difficulty"),
            "about": st.integers(100, 500).map(lambda hundredths: hundredths / 100),
            "within": st.integers(0, 150).map(lambda hundredths: hundredths / 100),
        }
    ),
    st.fixed_dictionaries({"include": one_or_two(NAMES)}),
    st.fixed_dictionaries({"exclude": one_or_two(NAMES)}),
    st.builds(lambda a, b: {"question": a, "requires": (b,)}, names, names),
)
attributes = st.fixed_dictionaries(
    {
        "minutes": st.sampled_from((5, 15, 30)),
        "difficulty": st.integers(1, 5),
        "kind": st.sampled_from(("concept", "design")),
        "competencies": one_or_two(("coding", "ownership")),
        "seniority": st.sampled_from((("senior",), ("mid", "senior"))),
        "tags": st.sampled_from(((), ("llm",), ("cost", "llm"))),
        "case": st.sampled_from((None, None, "c", "d")),
    },
)
limits_of_cases = st.sampled_from(
    ({}, {"at_least": 1}, {"at_least": 2}, {"at_most": 1}, {"at_least": 2, "at_most": 3})
)
problems = st.fixed_dictionaries(
    {
        "questions": st.lists(attributes, min_size=1, max_size=4),
        "rounds": st.lists(st.lists(rows, max_size=2), min_size=1, max_size=2),
        "loop": st.lists(rows, max_size=1),
        "enemies": st.sets(st.tuples(names, names), max_size=1),
        "requires": st.sets(st.tuples(names, names), max_size=1),
        "weights": st.sampled_from(((), (1, 1), (2, 1))),
        "rest": st.sets(names, max_size=1),
        "cases": st.tuples(limits_of_cases, st.sampled_from((0, 5, 20))),
    }
)


def built(bank, parts):
    """The problem that the parts describe, of questions that are marked as they say."""
    questions = []
    for n, values in enumerate(parts["questions"]):
        marks = {
            key: tuple(b for a, b in parts[key] if a == f"q{n}" and a != b)
            for key in ("enemies", "requires")
        }
        questions.append(question(bank, n, **values, **marks))
    known = {q.id for q in questions}
    role = role_of(
        *[(THEORY, *read(one, known)) for one in parts["rounds"]],
        blueprint=read(parts["loop"], known),
        competencies=tuple(
            Weight(id=name, weight=weight)
            for name, weight in zip(("coding", "ownership"), parts["weights"], strict=False)
        ),
    )
    options = SelectionOptions(resting=(frozenset(parts["rest"]),) if parts["rest"] else ())
    limits, minutes = parts["cases"]
    cases = (Case(id="c", text="A case.", minutes=minutes), Case(id="d", text="Another.", **limits))
    return problem_of(replace(bank, questions=tuple(questions), cases=cases), role, options)


def read(raw, known):
    """The rows, but those that include what is not in the bank."""
    return tuple(row(**one) for one in raw if known.issuperset(one.get("include", ())))


def choices(pools):
    """All ways to fill the rounds."""
    subsets = [
        [part for size in range(len(pool) + 1) for part in combinations(pool, size)]
        for pool in pools
    ]
    return product(*subsets)


def is_met(limit, cells):
    total = sum(limit.coefficients.get(cell, 0) for cell in cells)
    above = limit.lower is None or limit.lower <= total
    return above and (limit.upper is None or total <= limit.upper)


@settings(max_examples=250, deadline=None)
@given(problems)
def test_the_verifier_accepts_what_the_inequalities_accept_and_nothing_else(bank, parts):
    problem = built(bank, parts)
    pools = candidates(problem)
    limits = [limit for one in constraints(problem, pools) for limit in one.inequalities]
    for rounds in choices(pools):
        cells = {*cells_of(rounds)}
        accepted = all(is_met(limit, cells) for limit in limits)
        assert (not any(faults_of(problem, rounds))) == accepted, rounds
