"""The choice: against plain enumeration, stable, without dead questions, and as was asked."""

import math
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.bank.load import load_bank
from kitgen.errors import BadRequest, Shortfall, UnknownName
from kitgen.role.inherit import role_names
from kitgen.role.load import load_role
from kitgen.role.options import RoleOptions
from kitgen.role.role import Weight
from kitgen.role.rows import Count, Exclude, Include, Mean, Minutes, Require
from kitgen.selection import SelectionOptions, select
from kitgen.selection.lot import lot
from kitgen.selection.pools import candidates
from kitgen.selection.targets import targets
from tests.problems import problem_of, question, role_of, row

CATEGORIES = ("ml-theory", "behavioral", "ml-coding")
COMPETENCIES = ("coding", "ownership", "communication")
SEEDS = 200
shipped_bank = cache(load_bank)


def chosen(bank, role, options=None, questions=None):
    bank = bank if questions is None else replace(bank, questions=tuple(questions))
    return select(problem_of(bank, role, options))


def ids(selection):
    return {q.id for questions in selection.rounds for q in questions}


# --- plain enumeration ---------------------------------------------------------------------------


@st.composite
def rows_of_a_round(draw_):
    sections = draw_(st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=2, unique=True))
    rows = [{"category": name, **draw_(bounds())} for name in sections]
    for key, values in (
        ("kind", ("concept", "design")),
        ("competency", COMPETENCIES),
        ("tag", ("llm", "cost")),
        ("difficulty", (2, 3, 4)),
        ("questions", ("q0", "q1", "q2")),
    ):
        if draw_(st.integers(0, 4)) == 0:
            some = draw_(st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True))
            rows.append({key: tuple(some), **draw_(bounds(some=True))})
    if draw_(st.integers(0, 4)) == 0:
        rows.append({"mean": "difficulty", "about": draw_(st.sampled_from((2.0, 3.0, 3.5)))})
    if draw_(st.integers(0, 4)) == 0:
        rows.append({"sum": "minutes", "at_least": draw_(st.integers(15, 50))})
    if draw_(st.integers(0, 4)) == 0:
        rows.append({"question": "q0", "requires": ("q1",)})
    if draw_(st.integers(0, 5)) == 0:
        rows.append({"exclude": (draw_(st.sampled_from(("q0", "q1"))),)})
    if draw_(st.integers(0, 5)) == 0:
        rows.append({"each": "competency", "at_least": 1})
    for one in rows:
        one["skip"] = draw_(st.integers(0, 9)) == 0 and "category" not in one
    return tuple(row(**one) for one in rows)


@st.composite
def bounds(draw_, some=False):
    low, high = sorted((draw_(st.integers(1, 3)), draw_(st.integers(1, 3))))
    choices = [{"count": low}, {"at_least": low}, {"at_most": high}]
    choices += [{"at_least": low, "at_most": high}] + ([] if some else [{}])
    return draw_(st.sampled_from(choices))


LOOPS = (
    (),
    (row(tag="llm", at_most=1),),
    (row(count=3),),
    (row(kind="concept", at_least=2), row(competency="ownership")),
)


@st.composite
def problems(draw_):
    """Small banks with all attributes, and a role of one or two rounds."""
    size = draw_(st.integers(2, 8))
    others = st.sets(st.sampled_from([f"q{n}" for n in range(size)]), max_size=1)
    attributes = [
        {
            "category": draw_(st.sampled_from(CATEGORIES)),
            "minutes": draw_(st.integers(5, 30)),
            "difficulty": draw_(st.integers(1, 5)),
            "kind": draw_(st.sampled_from(("concept", "design"))),
            "competencies": tuple(
                sorted(draw_(st.sets(st.sampled_from(COMPETENCIES), min_size=1, max_size=2)))
            ),
            "tags": tuple(sorted(draw_(st.sets(st.sampled_from(("llm", "cost")), max_size=1)))),
            "enemies": tuple(draw_(others) - {f"q{n}"}),
            "requires": tuple(draw_(others) - {f"q{n}"}) if draw_(st.booleans()) else (),
        }
        for n in range(size)
    ]
    rounds = draw_(st.lists(rows_of_a_round(), min_size=1, max_size=2))
    weighed = draw_(st.sampled_from(((), (3, 2), (1, 1, 1))))
    more = {
        "competencies": tuple(
            Weight(id=name, weight=w) for name, w in zip(COMPETENCIES, weighed, strict=False)
        ),
        "evidence": draw_(st.sampled_from(("by-weight", "where-possible", "free"))),
        "observations": draw_(st.integers(1, 2)),
        "must_pass": draw_(st.sampled_from(((), ("ownership",)))) if len(weighed) != 2 else (),
        "blueprint": draw_(st.sampled_from(LOOPS)),
    }
    return attributes, rounds, more, draw_(st.integers(0, 5))


def holds(one, asked, role, talk):
    """Evaluate a row on the questions asked, straight from what the documentation says."""
    if one.skip or isinstance(one, Require):
        return True
    names = {q.id for q in asked}
    if isinstance(one, Include):
        return names >= set(one.include)
    if isinstance(one, Exclude):
        return not names & set(one.exclude)
    if isinstance(one, Mean):
        within = Fraction(1, 2) if one.within is None else Fraction(str(one.within))
        off = sum(q.difficulty for q in asked) - Fraction(str(one.about)) * len(asked)
        return abs(off) <= within * len(asked)
    if isinstance(one, Count) and one.each:
        return all(sum(name in q.competencies for q in asked) >= one.least for name in every(role))
    fitting = [q for q in asked if fits(one, q)]
    have = sum(q.minutes for q in fitting) if isinstance(one, Minutes) else len(fitting)
    counts_talk = isinstance(one, Minutes) and not any(getattr(one, key) for key in FILTERS)
    have += talk if counts_talk else 0
    return one.least <= have and (one.most is None or have <= one.most)


def every(role):
    """The competencies that a row for each of them is about."""
    return [c.id for c in role.competencies or shipped_bank().competencies]


FILTERS = ("category", "kind", "competency", "tag", "seniority", "difficulty", "questions")


def fits(one, q):
    return (
        (one.category is None or q.category in one.category)
        and (one.kind is None or q.kind in one.kind)
        and (one.competency is None or set(one.competency) & set(q.competencies))
        and (one.tag is None or set(one.tag) & set(q.tags))
        and (one.difficulty is None or q.difficulty in one.difficulty)
        and (one.questions is None or q.id in one.questions)
    )


def legal(role, rounds, needs):
    """Plain rules: tell whether these questions may be asked in these rounds."""
    loop = [q for asked in rounds for q in asked]
    names = {q.id for q in loop}
    if any(names & set(q.enemies) for q in loop) or not all(rounds):
        return False
    for round_, asked in zip(role.rounds, rounds, strict=True):
        here = {q.id for q in asked}
        before = {q.id: set(q.requires) for q in asked}
        for one in round_.blueprint:
            if isinstance(one, Require) and one.question in before and not one.skip:
                before[one.question] |= set(one.requires)
        if (
            sum(q.minutes for q in asked) > round_.budget
            or not all(required <= here for required in before.values())
            or not all(holds(one, asked, role, 10) for one in round_.blueprint)
        ):
            return False
    if not all(holds(one, loop, role, 0) for one in role.blueprint):
        return False
    return role.evidence != "by-weight" or missing(needs, loop) == 0


def missing(needs, loop):
    """How many questions of evidence the competencies lack, each of what it needs."""
    return sum(
        max(0, least - sum(name in q.competencies for q in loop)) for name, least in needs.items()
    )


def needs_of(role, pools):
    """How many questions each competency needs: its share of those asked in any case, or more."""
    if role.evidence == "free":
        return {}
    sure = fewest(role, pools)
    total = sum(w.weight for w in role.competencies)
    needs = dict.fromkeys(role.must_pass, role.observations)
    for w in role.competencies:
        needs[w.id] = max(role.observations, math.floor(sure * w.weight / total))
    return needs


def fewest(role, pools):
    """The fewest questions with which rounds ask something and rows have what they ask for."""
    choices = []
    for round_, pool in zip(role.rounds, pools, strict=True):
        enough = [s for s in subsets(pool) if reaches(role, round_.blueprint, s, pool)]
        choices.append(enough or [()])
    everything = [q for pool in pools for q in pool]
    loops = ([q for asked in rounds for q in asked] for rounds in product(*choices))
    return min(len(loop) for loop in loops if reaches(role, role.blueprint, loop, everything))


def reaches(role, rows, asked, pool):
    """Whether rows that count questions have what they ask for, or all that there is."""
    for one in rows:
        if not isinstance(one, Count) or one.skip:
            continue
        parts = [one]
        if one.each:
            parts = [row(competency=name, at_least=one.least) for name in every(role)]
        for part in parts:
            there = len({q.id for q in pool if fits(part, q)})
            if len([q for q in asked if fits(part, q)]) < min(part.least, there):
                return False
    return True


def evidence(role, q):
    """How much a question tells of each competency that the role weighs: of its main one twice."""
    shown = [c for c in q.competencies if c in {w.id for w in role.competencies}]
    return {name: 1 if n else 2 for n, name in enumerate(shown)}


def worth(role, rounds, seed, needs):
    """The points of the targets, and the sum of the draws: fewer is better, in this order."""
    points = 0
    for round_, asked in zip(role.rounds, rounds, strict=True):
        points += max(0, round_.budget - 6 - sum(q.minutes for q in asked))
        total, number = sum(q.difficulty for q in asked), len(asked)
        points += math.ceil(max(0, 2 * number - total, total - 4 * number))
    loop = [q for asked in rounds for q in asked]
    weights = {w.id: w.weight for w in role.competencies}
    all_weight = sum(weights.values())
    shown = sum(sum(evidence(role, q).values()) for q in loop)
    for name, weight in weights.items():
        have = sum(evidence(role, q).get(name, 0) for q in loop)
        uneven = Fraction(abs(all_weight * have - weight * shown), 2 * all_weight) - 1
        points += 2 * math.ceil(max(Fraction(0), uneven))
    if role.evidence == "where-possible":
        points += 300 * missing(needs, loop)
    lots = zip(role.rounds, rounds, strict=True)
    return points, sum(lot(q.id, round_.id, seed) for round_, asked in lots for q in asked)


def subsets(questions):
    return [c for size in range(1, len(questions) + 1) for c in combinations(questions, size)]


def pools_of(role, questions):
    """What each round may ask."""
    weighed = {w.id for w in role.competencies}
    pools = []
    for round_ in role.rounds:
        counts = [one for one in round_.blueprint if isinstance(one, Count)]
        named = {name for one in counts for name in one.category or ()}
        pools.append(
            [
                q
                for q in questions
                if q.category in named and (not weighed or weighed & set(q.competencies))
            ]
        )
    return pools


def best(role, pools, seed, needs):
    """The best of all choices there are, or None."""
    fitting = [
        [s for s in subsets(pool) if sum(q.minutes for q in s) <= round_.budget]
        for round_, pool in zip(role.rounds, pools, strict=True)
    ]
    found = [
        rounds
        for rounds in product(*fitting)
        if len({q.id for asked in rounds for q in asked}) == sum(map(len, rounds))
        and legal(role, rounds, needs)
    ]
    if role.evidence == "where-possible":
        met = [r for r in found if missing(needs, [q for asked in r for q in asked]) == 0]
        found = met or found
    ranked = sorted((worth(role, rounds, seed, needs), i) for i, rounds in enumerate(found))
    return found[ranked[0][1]] if ranked else None


@pytest.mark.slow
@settings(max_examples=250, deadline=None)
@given(problems())
def test_the_choice_is_the_best_of_all_there_are(problem):
    """Same feasibility and same optimum as plain enumeration, always."""
    bank = shipped_bank()
    attributes, rounds, more, seed = problem
    questions = [question(bank, n, **values) for n, values in enumerate(attributes)]
    role = role_of(*rounds, **more)
    pools = pools_of(role, questions)
    needs = needs_of(role, pools)
    expected = best(role, pools, seed, needs)
    shown = replace(bank, questions=tuple(questions))
    if expected is None:
        with pytest.raises(Shortfall):
            select(problem_of(shown, role, SelectionOptions(seed)))
        return
    (selection,) = select(problem_of(shown, role, SelectionOptions(seed)))
    points, lots = worth(role, expected, seed, needs)
    assert worth(role, selection.rounds, seed, needs) == (points, lots)
    assert [{q.id for q in asked} for asked in selection.rounds] == [
        {q.id for q in asked} for asked in expected
    ]
    assert selection.points == selection.least_points == points
    asked = [q for round_ in expected for q in round_]
    lacks = missing(needs, asked) if role.evidence == "where-possible" else 0
    assert sum(lack.missing for lack in selection.lacks) == lacks


def test_of_a_large_bank_too_the_best_are_chosen(bank):
    """All alike but for their draws, at most one tagged: so the lowest draws that this allows."""
    role = role_of((row(category="ml-theory", count=5), row(tag="llm", at_most=1)))
    questions = [
        question(bank, n, difficulty=3, tags=("llm",) if n % 2 else ()) for n in range(1_500)
    ]
    for seed in range(5):
        (selection,) = chosen(bank, role, SelectionOptions(seed), questions)
        lots = sorted(questions, key=lambda q: lot(q.id, "r0", seed))
        tagged = next(q.id for q in lots if q.tags)
        expected = [q.id for q in lots if not q.tags or q.id == tagged][:5]
        assert ids(selection) == set(expected)


# --- the built-in roles --------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", role_names())
def test_at_200_seeds_all_constraints_hold_and_no_question_is_dead(bank, name):
    """Each that costs no points is asked; no competency rests on a single question."""
    role = load_role(name, RoleOptions(), bank).role
    problem = problem_of(bank, role, SelectionOptions())
    never = {q.id for pool in candidates(problem) for q in pool}
    most = 0
    for seed in range(SEEDS):
        (selection,) = select(replace(problem, options=SelectionOptions(seed)))
        assert legal(role, selection.rounds, {w.id: 2 for w in role.competencies})
        never -= ids(selection)
        most = max(most, selection.points)
    assert [q for q in never if points_with(bank, role, q) <= most] == []


def points_with(bank, role, name):
    """The points of the best choice that asks a question, or no end of them where none does."""
    asking = role.model_copy(update={"blueprint": (*role.blueprint, row(include=name))})
    try:
        return chosen(bank, asking)[0].points
    except Shortfall:
        return math.inf


def test_most_of_the_time_is_used(bank):
    for name in role_names():
        role = load_role(name, RoleOptions(), bank).role
        (selection,) = chosen(bank, role)
        for round_, asked in zip(role.rounds, selection.rounds, strict=True):
            assert round_.budget - 6 <= sum(q.minutes for q in asked) <= round_.budget


# --- stability -----------------------------------------------------------------------------------


def test_the_same_seed_chooses_the_same_and_another_seed_another(bank):
    role = load_role("senior-ml-engineer", RoleOptions(), bank).role
    choices = [chosen(bank, role, SelectionOptions(seed)) for seed in (7, 7, 8, 9)]
    assert choices[0] == choices[1]
    assert len({str(choice) for choice in choices}) > 1


def test_the_order_of_the_bank_does_not_matter(bank):
    role = load_role("senior-ml-engineer", RoleOptions(), bank).role
    turned = replace(bank, questions=bank.questions[::-1])
    assert chosen(turned, role, SelectionOptions(7)) == chosen(bank, role, SelectionOptions(7))


def test_most_choices_stay_when_50_questions_join_150(bank):
    """By lot alone a quarter of the choices would fall on the 50 new ones of 200."""
    role = role_of((row(category="ml-theory", count=5),))
    pool = [question(bank, n, minutes=8 + n % 4) for n in range(200)]
    kept = []
    for seed in range(20):
        (before,) = chosen(bank, role, SelectionOptions(seed), pool[:150])
        (after,) = chosen(bank, role, SelectionOptions(seed), pool)
        kept.append(len(ids(before) & ids(after)) / 5)
    assert sum(kept) / len(kept) >= 0.6


def test_draws_are_spread_over_their_range():
    draws = sorted(lot(f"question-{n}", "round", 1) / 2**20 for n in range(1000))
    assert all(abs(value - n / 1000) < 0.06 for n, value in enumerate(draws))


# --- what was asked ------------------------------------------------------------------------------


def test_questions_go_by_section_and_from_easy_to_hard(bank):
    role = role_of((row(category="behavioral", count=2), row(category="ml-theory", count=3)))
    questions = [question(bank, n, CATEGORIES[n % 2], 8) for n in range(8)]
    (selection,) = chosen(bank, role, questions=questions)
    (asked,) = selection.rounds
    assert [q.category for q in asked] == ["behavioral"] * 2 + ["ml-theory"] * 3
    assert [q.difficulty for q in asked[2:]] == sorted(q.difficulty for q in asked[2:])


def test_what_a_question_requires_comes_with_it_and_before_it(bank):
    first = question(bank, 0, difficulty=5, minutes=20)
    second = question(bank, 1, difficulty=1, minutes=20, requires=("q0",))
    role = role_of((row(category="ml-theory", at_least=1), row(include=("q1",))))
    (selection,) = chosen(bank, role, questions=[first, second, question(bank, 2)])
    asked = [q.id for q in selection.rounds[0]]
    assert asked.index("q0") < asked.index("q1")


def test_include_and_exclude_are_obeyed(bank):
    plain = load_role("senior-ml-engineer", RoleOptions(), bank).role
    first = {q.id for q in chosen(bank, plain, SelectionOptions(7))[0].rounds[0]}
    others = {q.id for q in candidates(problem_of(bank, plain, SelectionOptions()))[0]} - first
    wanted, unwanted = min(others), min(first)
    options = RoleOptions(include=(wanted,), exclude=(unwanted,))
    role = load_role("senior-ml-engineer", options, bank).role
    again = {q.id for q in chosen(bank, role, SelectionOptions(7))[0].rounds[0]}
    assert wanted in again
    assert unwanted not in again


def test_a_question_for_another_seniority_may_be_included_by_name(bank):
    junior = next(
        q.id for q in bank.questions if q.category == "ml-theory" and "senior" not in q.seniority
    )
    role = load_role("senior-ml-engineer", RoleOptions(include=(junior,)), bank).role
    assert junior in ids(chosen(bank, role)[0])


def test_borrowed_questions_come_only_where_needed(bank):
    own = [question(bank, n) for n in range(2)]
    lent = [question(bank, n, seniority=("mid",)) for n in range(2, 6)]
    for count, borrowed in ((2, 0), (3, 1)):
        role = role_of((row(category="ml-theory", count=count),), borrow=("mid",))
        (selection,) = chosen(bank, role, questions=own + lent)
        assert sum("mid" in q.seniority for q in selection.rounds[0]) == borrowed


def test_a_row_that_includes_and_is_switched_off_lends_no_question(bank):
    """An include that is switched on frees its question from the price of borrowing."""
    questions = [question(bank, n, difficulty=3) for n in range(3)]
    questions.append(question(bank, 3, difficulty=3, seniority=("mid",)))
    for skip in (True, False):
        rows = (row(category="ml-theory", count=2), row(include=("q3",), skip=skip))
        role = role_of(rows, borrow=("mid",))
        seeds = [SelectionOptions(seed) for seed in range(20)]
        asked = sum("q3" in ids(chosen(bank, role, options, questions)[0]) for options in seeds)
        assert asked == (0 if skip else 20)


def test_a_borrowed_question_costs_points_unless_it_is_included(bank):
    lent = question(bank, 3, seniority=("mid",))
    for name, points in (("q3", 0), ("q0", 200)):
        role = role_of((row(category="ml-theory", count=2), row(include=(name,))), borrow=("mid",))
        small = replace(bank, questions=(question(bank, 0), lent))
        problem = problem_of(small, role)
        prices = targets(problem, candidates(problem))
        borrowed = [price for price in prices if price.words == "no question borrowed"]
        assert sum(price.points({(0, "q0"), (0, "q3")}) for price in borrowed) == points


def test_drafts_and_retired_questions_are_not_chosen(bank):
    questions = [question(bank, 0, status="draft"), question(bank, 1, status="retired")]
    role = role_of((row(category="ml-theory", count=1),))
    with pytest.raises(Shortfall, match=r"need 1, have 0"):
        chosen(bank, role, questions=questions)


def test_bad_ids_are_named(bank):
    def role(**wish):
        return load_role("senior-ml-engineer", RoleOptions(**wish), bank).role

    with pytest.raises(UnknownName, match="did you mean 'bayes-theorem'"):
        role(include=("bayes-theorm",))
    with pytest.raises(BadRequest, match="both included and excluded"):
        role(include=("bayes-theorem",), exclude=("bayes-theorem",))
    with pytest.raises(BadRequest, match="no round of this role asks company-industry"):
        chosen(bank, role(include=("ml-or-rules-decision",)))
