"""The choice: counts exact, minutes within the budget, nothing repeated, shortfalls explained."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.errors import BadRequest, Shortfall, UnknownName
from kitgen.lineage import role_names
from kitgen.role import Role, Round, Section, Wish, load_role
from kitgen.selection import Choice, select
from kitgen.selection.candidates import draw

CATEGORIES = ("ml-theory", "behavioral", "ml-coding")


def role_of(*blueprints, minutes=60, seniority="senior"):
    rounds = tuple(
        Round(id=f"r{n}", title=f"Round {n}", minutes=minutes, blueprint=blueprint)
        for n, blueprint in enumerate(blueprints)
    )
    return Role(name="role", title="Role", seniority=seniority, rounds=rounds)


def question(bank, n, category, minutes, enemies=()):
    model = bank.questions[0]
    return model.model_copy(
        update={
            "id": f"q{n}",
            "category": category,
            "minutes": minutes,
            "seniority": ("senior",),
            "enemies": tuple(f"q{e}" for e in enemies),
            "status": "reviewed",
            "difficulty": 1 + n % 5,
        }
    )


@st.composite
def problems(draw_):
    """Small banks, some with enemies, and a role of one or two rounds that asks for a few."""
    size = draw_(st.integers(1, 8))
    rows = [
        (
            draw_(st.sampled_from(CATEGORIES)),
            draw_(st.integers(5, 30)),
            draw_(st.sets(st.integers(0, size - 1), max_size=1)),
        )
        for _ in range(size)
    ]
    blueprints = [
        tuple(
            Section(category=name, count=draw_(st.one_of(st.none(), st.integers(1, 3))))
            for name in draw_(
                st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=2, unique=True)
            )
        )
        for _ in range(draw_(st.integers(1, 2)))
    ]
    return rows, blueprints, draw_(st.integers(0, 5))


def legal(round_, chosen):
    return (
        sum(q.minutes for q in chosen) <= round_.budget
        and all(
            (have := sum(q.category == section.category for q in chosen)) == (section.count or have)
            and have > 0
            for section in round_.blueprint
        )
        and {q.category for q in chosen} <= {section.category for section in round_.blueprint}
    )


def apart(questions):
    ids = {q.id for q in questions}
    return not any(enemy in ids for q in questions for enemy in q.enemies if enemy != q.id)


def possible(rounds, questions):
    """Plain enumeration: can every round be filled from what is left?"""

    def fill(left, rest, taken):
        if not rest:
            return True
        for size in range(1, len(left) + 1):
            for chosen in combinations(left, size):
                if (
                    legal(rest[0], chosen)
                    and apart(taken + chosen)
                    and fill([q for q in left if q not in chosen], rest[1:], taken + chosen)
                ):
                    return True
        return False

    return fill(list(questions), rounds, ())


@settings(max_examples=120, deadline=None)
@given(problems())
def test_a_choice_is_legal_or_shown_to_be_impossible(bank, problem):
    rows, blueprints, seed = problem
    questions = tuple(
        question(bank, n, category, minutes, enemies - {n})
        for n, (category, minutes, enemies) in enumerate(rows)
    )
    role = role_of(*blueprints)
    try:
        chosen = select(replace(bank, questions=questions), role, Choice(seed)).rounds
    except Shortfall as error:
        assert str(error)
        assert not possible(role.rounds, questions)
        return
    together = [q for of_round in chosen for q in of_round]
    assert len({q.id for q in together}) == len(together)
    assert apart(together)
    assert all(legal(r, q) for r, q in zip(role.rounds, chosen, strict=True))


def test_the_same_seed_chooses_the_same_and_another_seed_another(bank):
    role = load_role("senior-ml-engineer", Wish(), bank)
    choices = [select(bank, role, Choice(seed)) for seed in (7, 7, 8, 9)]
    assert choices[0] == choices[1]
    assert len({str(choice) for choice in choices}) > 1


def test_the_order_of_the_bank_does_not_matter(bank):
    role = load_role("senior-ml-engineer", Wish(), bank)
    turned = replace(bank, questions=bank.questions[::-1])
    assert select(turned, role, Choice(7)) == select(bank, role, Choice(7))


def test_a_new_question_displaces_at_most_what_it_replaces(bank):
    role = role_of((Section(category="ml-theory", count=3),))
    pool = tuple(question(bank, n, "ml-theory", 15) for n in range(20))
    before = select(replace(bank, questions=pool), role, Choice(3)).rounds[0]
    new = question(bank, 99, "ml-theory", 15)
    after = select(replace(bank, questions=(*pool, new)), role, Choice(3)).rounds[0]
    assert len({q.id for q in after} - {q.id for q in before}) <= 1


def test_draws_are_spread_over_the_unit_interval():
    draws = sorted(draw(f"question-{n}", 1) for n in range(1000))
    assert all(abs(value - n / 1000) < 0.06 for n, value in enumerate(draws))


def test_most_of_the_time_is_used(bank):
    for name in role_names():
        role = load_role(name, Wish(), bank)
        for round_, chosen in zip(role.rounds, select(bank, role, Choice()).rounds, strict=True):
            assert round_.budget - 5 <= sum(q.minutes for q in chosen) <= round_.budget


def test_questions_go_from_easy_to_hard_inside_a_section(bank):
    role = load_role("senior-ml-engineer", Wish(), bank)
    theory = select(bank, role, Choice(7)).rounds[0]
    assert [q.difficulty for q in theory] == sorted(q.difficulty for q in theory)


def test_every_competency_of_the_role_is_shown_somewhere_in_the_loop(bank):
    role = load_role("senior-ml-engineer", Wish(), bank)
    for seed in range(5):
        chosen = select(bank, role, Choice(seed)).rounds
        shown = {c for of_round in chosen for q in of_round for c in q.competencies}
        assert {weight.id for weight in role.competencies} <= shown


def test_include_and_exclude_are_obeyed(bank):
    role = load_role("senior-ml-engineer", Wish(), bank)
    first = {q.id for q in select(bank, role, Choice(7)).rounds[0]}
    wanted = next(
        q.id
        for q in bank.questions
        if q.category == "ml-theory" and "senior" in q.seniority and q.id not in first
    )
    unwanted = sorted(first)[0]
    again = {q.id for q in select(bank, role, Choice(7, (wanted,), (unwanted,))).rounds[0]}
    assert wanted in again
    assert unwanted not in again


def test_a_question_for_another_seniority_may_be_included_by_name(bank):
    role = load_role("senior-ml-engineer", Wish(), bank)
    junior = next(
        q.id for q in bank.questions if q.category == "ml-theory" and "senior" not in q.seniority
    )
    assert junior in {q.id for q in select(bank, role, Choice(1, (junior,))).rounds[0]}


def test_bad_ids_are_named(bank):
    role = load_role("senior-ml-engineer", Wish(), bank)
    with pytest.raises(UnknownName, match="did you mean 'bayes-theorem'"):
        select(bank, role, Choice(0, ("bayes-theorm",)))
    with pytest.raises(BadRequest, match="both included and excluded"):
        select(bank, role, Choice(0, ("bayes-theorem",), ("bayes-theorem",)))
    with pytest.raises(BadRequest, match="no round of this role asks company-industry"):
        select(bank, role, Choice(0, ("ml-or-rules-decision",)))


def test_a_shortfall_says_need_and_have_for_every_category(bank):
    role = role_of(
        (Section(category="ml-theory", count=500), Section(category="behavioral", count=400))
    )
    have = [
        sum(q.category == c and "senior" in q.seniority for q in bank.questions)
        for c in ("ml-theory", "behavioral")
    ]
    with pytest.raises(Shortfall) as error:
        select(bank, role, Choice())
    lines = str(error.value).splitlines()
    assert lines[0].startswith(f"ml-theory: need 500, have {have[0]} for seniority senior")
    assert lines[1].startswith(f"behavioral: need 400, have {have[1]} for seniority senior")
    assert "for junior" in lines[0]
    assert len(lines) == 2


def test_a_round_too_short_for_its_questions_says_how_long_it_must_be(bank):
    role = role_of((Section(category="ml-system-design", count=3),), minutes=30)
    with pytest.raises(Shortfall, match=r"round r0: need at least 30 minutes .* have 20 \(30 less"):
        select(bank, role, Choice())


def test_conflicting_demands_are_called_so(bank):
    questions = (question(bank, 0, "ml-theory", 10, {1}), question(bank, 1, "ml-theory", 10))
    role = role_of((Section(category="ml-theory", count=2),))
    with pytest.raises(Shortfall, match="cannot meet all demands together"):
        select(replace(bank, questions=questions), role, Choice())


def test_drafts_and_retired_questions_are_not_chosen(bank):
    draft = question(bank, 0, "ml-theory", 10).model_copy(update={"status": "draft"})
    role = role_of((Section(category="ml-theory", count=1),))
    with pytest.raises(Shortfall, match=r"need 1, have 0 for seniority senior \(1 not reviewed\)"):
        select(replace(bank, questions=(draft,)), role, Choice())
