"""kitgen's choices beside the best ones, by rules and solvers that know none of it."""

from dataclasses import replace

import pytest

from kitgen.selection import SelectionOptions, select
from tests.extent import extent
from tests.oracle import brute, cpsat
from tests.oracle.compare import differences
from tests.oracle.engine import Found
from tests.oracle.invent import invent
from tests.oracle.points import most_shared
from tests.oracle.rules import Rules
from tests.problems import problem_of, question, role_of, row

PART = extent(15, 100)  # cases of one test, so that they are spread over processes


@pytest.mark.promise("choice", inputs=PART)
@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 4 * PART, PART))
def test_the_choice_is_the_best_of_all_and_every_claim_is_true(first):
    """`make problems` compares 5,000."""
    found = {seed: differences(invent(seed)) for seed in range(first, first + PART)}
    assert {seed: wrong for seed, wrong in found.items() if wrong} == {}


@pytest.mark.slow
def test_both_ways_to_find_the_best_choice_agree():
    """What these tests compare with is right only if enumeration and CP-SAT say the same."""
    compared = 0
    for seed in range(60):
        rules = Rules(invent(seed))
        try:
            one, other = brute.best(rules), cpsat.best(rules)
        except brute.TooMany:
            continue
        compared += 1
        assert (one is None) == (other is None)
        if one and other:
            assert (one.points, one.least_shared) == (other.points, other.least_shared)
    assert compared > 40


# Finite planes: so many points, so many lines of so many points, of which two meet in one at most.
PLANES = {
    "Fano plane": (7, 7, 3),
    "affine plane of order 3": (9, 12, 3),
    "projective plane of order 3": (13, 13, 4),
    "affine plane of order 4": (16, 20, 4),
}


@pytest.mark.slow
@pytest.mark.parametrize("plane", extent(["Fano plane", "projective plane of order 3"], [*PLANES]))
def test_what_is_claimed_of_the_least_overlap_is_true(bank, plane):
    """The lines are forms of which two share one question; no forms of these share none."""
    points, lines, size = PLANES[plane]
    questions = tuple(question(bank, n, difficulty=3, minutes=50 // size) for n in range(points))
    role = role_of((row(category="ml-theory", count=size),))
    problem = problem_of(replace(bank, questions=questions), role, SelectionOptions(1, lines))
    found = Found(select(problem))
    first = found.selections[0]
    assert most_shared(found.forms) <= first.overlap
    assert first.least_overlap <= 1 <= first.overlap
