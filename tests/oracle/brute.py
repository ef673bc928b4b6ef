"""All choices there are, enumerated with numpy: for small cases."""

from itertools import combinations_with_replacement

import numpy as np

from tests.oracle.answer import Best

MOST = 4_000_000  # combinations of rounds, or of forms
MOST_OF_A_ROUND = 14  # questions


class TooMany(Exception):
    """There are too many choices to enumerate."""


def best(rules) -> Best | None:
    """The best of all choices; None where there is none. Raises TooMany."""
    choices = _choices(rules)
    if not len(choices):
        return None
    points = sum(_points(choices @ _vector(rules, p.values), p) for p in rules.prices)
    if rules.case.forms == 1:
        lots = choices @ _vector(rules, rules.lots)
        first = np.lexsort((lots, points))[0]
        return Best((_cells(rules, choices[first]),), int(points[first]), 0)
    return _best_forms(rules, choices, points)


def _best_forms(rules, choices, points) -> Best | None:
    forms = rules.case.forms
    if len(choices) ** forms > MOST:
        raise TooMany
    sets = np.array([*combinations_with_replacement(range(len(choices)), forms)])
    asked = choices @ _questions(rules)
    pairs = [(a, b) for a in range(forms) for b in range(a)]
    together = asked @ asked.T
    shared = np.max([together[sets[:, a], sets[:, b]] for a, b in pairs], axis=0)
    least = int(shared.min()) if rules.case.overlap is None else 0
    allowed = shared <= (least if rules.case.overlap is None else rules.case.overlap)
    if not allowed.any():
        return None
    sets = sets[allowed]
    total = points[sets].sum(axis=1)
    for one in rules.like:
        sums = (choices @ _vector(rules, one.values))[sets]
        low, high = sums.min(axis=1), sums.max(axis=1)
        missing = one.in_all & (low == 0) & (high > 0)
        total = total + one.points * (np.maximum(0, high - low - one.apart) + missing)
    first = int(np.argmin(total))
    chosen = tuple(_cells(rules, choices[n]) for n in sets[first])
    return Best(chosen, int(total[first]), least)


def _choices(rules):
    """All choices of one form that meet the demands: a row for each, a column for each cell."""
    parts = [_of_round(rules, n) for n in range(len(rules.pools))]
    found = parts[0]
    for part in parts[1:]:
        if len(found) * len(part) > MOST:
            raise TooMany
        apart = (found @ _questions(rules)) @ (part @ _questions(rules)).T == 0
        one, other = np.nonzero(apart)
        found = found[one] + part[other]
    return _meeting(rules, found, rules.demands)


def _of_round(rules, number):
    """All sets of questions of one round that meet the demands on it alone."""
    places = [n for n, cell in enumerate(rules.cells) if cell[0] == number]
    if len(places) > MOST_OF_A_ROUND:
        raise TooMany
    numbers = np.arange(1 << len(places))[:, None]
    found = np.zeros((len(numbers), len(rules.cells)), dtype=np.int64)
    found[:, places] = (numbers >> np.arange(len(places))) & 1
    own = [d for d in rules.demands if d.values and {n for n, _ in d.values} == {number}]
    return _meeting(rules, found, own)


def _meeting(rules, found, demands):
    for demand in demands:
        total = found @ _vector(rules, demand.values)
        met = np.ones(len(found), dtype=bool)
        if demand.low is not None:
            met &= total >= demand.low
        if demand.high is not None:
            met &= total <= demand.high
        found = found[met]
    return found


def _points(total, price):
    steps = np.zeros(len(total), dtype=np.int64)
    if price.low is not None:
        steps = np.maximum(steps, -(-(price.low - total) // price.step))
    if price.high is not None:
        steps = np.maximum(steps, -(-(total - price.high) // price.step))
    return steps * price.points


def _vector(rules, values):
    return np.array([int(values.get(cell, 0)) for cell in rules.cells], dtype=np.int64)


def _questions(rules):
    """A row for each cell, a column for each question: 1 where the cell asks it."""
    names = [q["id"] for q in rules.case.questions]
    asks = [[int(name == n) for n in names] for _, name in rules.cells]
    return np.array(asks, dtype=np.int64).reshape(len(rules.cells), len(names))


def _cells(rules, choice) -> frozenset[tuple[int, str]]:
    return frozenset(cell for cell, is_asked in zip(rules.cells, choice, strict=True) if is_asked)
