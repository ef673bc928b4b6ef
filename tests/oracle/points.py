"""The rules of points and of shares of evidence: the tables of 'What is aimed at', in one place."""

from dataclasses import dataclass
from itertools import combinations

from tests.oracle.case import some
from tests.oracle.cpsat import fewest
from tests.oracle.rows import fits, included, limits, parts

SPARE, EASY, HARD = 6, 2, 4  # minutes unused for nothing, and the band of the mean difficulty
BAND = 1  # question of evidence more or less than a share by weight
MAIN = 2  # what a question counts for its main competency, and 1 for each other one
STAND_IN, LACK, UNEVEN = 200, 300, 2  # points
LIKE_MINUTES, LIKE_DIFFICULTY = 3, 1  # by which the same round of two forms may differ
LIKE_QUESTIONS, UNLIKE = 1, 2  # of a kind or a competency, and the points of each question beyond
OBSERVATIONS = 2  # of each competency that a role weighs, unless it gives another number
TASKS = ("coding", "design")  # kinds of which no form has none while another has some


@dataclass(frozen=True)
class Price:
    """Each whole `step`, or part of one, outside low … high costs so many points."""

    words: str
    values: dict[tuple[int, str], int]
    low: int | None
    high: int | None
    step: int
    points: int


def prices(of) -> list[Price]:
    """The prices of one form of some `Rules`."""
    case = of.case
    wanted = included(row for row, _ in case.rows())
    own = case.role["seniority"]

    def is_borrowed(q):
        return own not in q["seniority"] and q["id"] not in wanted

    found = [Price("borrowed", of.value(is_borrowed), None, 0, 1, STAND_IN)]
    if case.repeat:
        rested = of.value(lambda q: q["id"] in case.rested)
        found.append(Price("rested", rested, None, 0, 1, STAND_IN))
    for n in range(len(case.rounds)):
        used = of.value(lambda q: q["minutes"], (n,))
        found.append(Price(f"unused minutes of {n}", used, of.budget(n) - SPARE, None, 1, 1))
        easy = of.value(lambda q: q["difficulty"] - EASY, (n,))
        found.append(Price(f"easy {n}", easy, 0, None, 1, 1))
        hard = of.value(lambda q: q["difficulty"] - HARD, (n,))
        found.append(Price(f"hard {n}", hard, None, 0, 1, 1))
    found += _balance(of)
    if of.yielding:
        for name, need in needs(of).items():
            shown = of.value(lambda q, c=name: c in q["competencies"])
            found.append(Price(f"lack of {name}", shown, need, None, 1, LACK))
    return found


def _balance(of) -> list[Price]:
    """Evidence of a competency of weight w is w of every W of all evidence, in whole numbers."""
    weights = of.case.weights
    total = sum(weights.values())
    found = []
    for name, weight in weights.items():

        def off(q, name=name, weight=weight):
            everything = sum(_evidence(q, c, weights) for c in weights)
            return total * _evidence(q, name, weights) - weight * everything

        question = MAIN * total
        band = BAND * question
        found.append(Price(f"balance of {name}", of.value(off), -band, band, question, UNEVEN))
    return found


def _evidence(q, competency, weights) -> int:
    """Count the first competency that the role weighs twice, each other one once."""
    shown = [name for name in q["competencies"] if name in weights]
    if competency not in shown:
        return 0
    return MAIN if competency == shown[0] else 1


def needs(of) -> dict[str, int]:
    """How many questions are to give evidence of each competency."""
    weights, must_pass = of.case.weights, of.case.role.get("must_pass", ())
    if not (weights or must_pass):
        return {}
    least = of.case.role.get("observations", OBSERVATIONS)
    sure, total = sure_questions(of), sum(weights.values())
    shares = {name: max(1, sure * weight // total) for name, weight in weights.items()}
    return {name: max(least, shares.get(name, 0)) for name in (*weights, *must_pass)}


def sure_questions(of) -> int:
    """The fewest questions with which the lower bounds of all rows that count can be met."""
    return fewest(of.cells, list(_lower_bounds(of)))


def _lower_bounds(of):
    """Yield cells and how many of them are asked at least, no more than there are."""
    for n in range(len(of.pools)):
        yield [cell for cell in of.cells if cell[0] == n], 1
    for row, rounds in of.case.rows():
        if "include" in row:
            for name in some(row["include"]):
                yield [*of.value(lambda q, n=name: q["id"] == n, rounds)], 1
        elif not {"exclude", "question", "mean", "sum"} & set(row):
            for part in parts(of.case, row, rounds):
                yield [*of.value(lambda q, p=part: fits(p, q), rounds)], limits(row)[0]


def points_of(of, asked) -> int:
    """What one form costs."""
    return sum(_cost(price, asked) for price in of.prices)


def _cost(price: Price, asked) -> int:
    total = sum(price.values.get(cell, 0) for cell in asked)
    under = 0 if price.low is None else price.low - total
    over = 0 if price.high is None else total - price.high
    return price.points * max(0, -(-under // price.step), -(-over // price.step))


@dataclass(frozen=True)
class Like:
    """Forms whose sums differ by no more than `apart` are alike; each further step costs points.

    With `in_all`, so does one of which some form has nothing and another something.
    """

    values: dict[tuple[int, str], int]
    apart: int
    points: int
    in_all: bool = False


def like(of) -> list[Like]:
    """What several forms should have alike."""
    found = []
    for n in range(len(of.pools)):
        found.append(Like(of.value(lambda q: q["minutes"], (n,)), LIKE_MINUTES, 1))
        found.append(Like(of.value(lambda q: q["difficulty"], (n,)), LIKE_DIFFICULTY, 1))
    for kind in sorted({q["kind"] for pool in of.pools for q in pool}):
        values = of.value(lambda q, k=kind: q["kind"] == k)
        found.append(Like(values, LIKE_QUESTIONS, UNLIKE, in_all=kind in TASKS))
    for name in of.case.weights:
        shown = of.value(lambda q, c=name: c in q["competencies"])
        main = of.value(lambda q, c=name: _evidence(q, c, of.case.weights) == MAIN)
        found += [Like(shown, LIKE_QUESTIONS, UNLIKE), Like(main, LIKE_QUESTIONS, UNLIKE)]
    return found


def all_points(of, forms) -> int:
    """What all forms cost together."""
    return sum(points_of(of, asked) for asked in forms) + unlike_points(of, forms)


def unlike_points(of, forms) -> int:
    """What it costs that several forms are not alike."""
    total = 0
    for one in of.like:
        sums = [sum(one.values.get(cell, 0) for cell in asked) for asked in forms]
        missing = one.in_all and min(sums) == 0 < max(sums)
        total += one.points * (max(0, max(sums) - min(sums) - one.apart) + missing)
    return total


def most_shared(forms) -> int:
    names = [{name for _, name in asked} for asked in forms]
    return max((len(a & b) for a, b in combinations(names, 2)), default=0)
