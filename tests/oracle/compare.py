"""kitgen's answer beside the best one: what differs, and what is claimed and not true."""

from kitgen.selection import Selection
from tests.oracle import brute, cpsat
from tests.oracle.answer import Best
from tests.oracle.case import Case
from tests.oracle.engine import Found, Refused, answer
from tests.oracle.points import all_points, most_shared, unlike_points
from tests.oracle.rules import Rules


def solved(case: Case) -> tuple[Rules, Best | None]:
    """The best choice by the rules, with the rules that it was made by."""
    rules = Rules(case)
    best = _best(rules)
    if best is None and case.role.get("evidence", "where-possible") == "where-possible":
        rules = Rules(case, yielding=True)
        best = _best(rules)
    return rules, best


def _best(rules: Rules) -> Best | None:
    try:
        return brute.best(rules)
    except brute.TooMany:
        return cpsat.best(rules)


def differences(case: Case) -> list[str]:
    """What is wrong with kitgen's answer to a case, in words that begin with the kind of it."""
    rules, best = solved(case)
    found = answer(case)
    if isinstance(found, Refused):
        return _wrongly_refused(found, best, case)
    if best is None:
        return ["chosen, though nothing is possible", *_broken(rules, found)]
    return [*_broken(rules, found), *_untrue(rules, found, best), *_worse(rules, found, best)]


def _wrongly_refused(found: Refused, best: Best | None, case: Case) -> list[str]:
    if not found.proved:
        return ["nothing found within the limit"] if case.forms == 1 else []
    return [] if best is None else [f"refused, though possible: {found.words.splitlines()[:4]}"]


def _broken(rules: Rules, found: Found) -> list[str]:
    unmet = [d.words for asked in found.forms for d in rules.demands if not d.met(asked)]
    return [f"not met: {words}" for words in unmet]


def _untrue(rules: Rules, found: Found, best: Best) -> list[str]:
    """What is said of a choice, and is not so."""
    first, shared, points = found.selections[0], most_shared(found.forms), _points(rules, found)
    claims = {
        f"points: {first.points} said, {points} by the docs": first.points == points,
        f"points: what they are for sums up to {_told(first)}": _told(first) == points,
        f"overlap: {first.overlap} said, {shared} shared": shared <= first.overlap,
        "alike: the forms are, or are not": bool(first.uneven) == bool(_unlike(rules, found)),
    }
    if rules.case.overlap is None:
        least = f"overlap: {first.least_overlap} or more said, {best.least_shared} possible"
        claims[least] = first.least_overlap <= best.least_shared
    if first.overlap <= _limit(rules, best):
        least = f"claim: {first.least_points} points or more said, {best.points} possible"
        claims[least] = first.least_points <= best.points
    return [words for words, is_true in claims.items() if not is_true]


def _worse(rules: Rules, found: Found, best: Best) -> list[str]:
    """How a choice is not the best, even if nothing else is said of it."""
    shared, points = most_shared(found.forms), _points(rules, found)
    if shared > _limit(rules, best):
        return [f"worse: two forms share {shared}, {_limit(rules, best)} is possible"]
    if points > best.points:
        return [f"worse: {points} points, {best.points} are possible"]
    if rules.case.forms == 1 and found.forms != best.forms:
        return ["worse: another choice of as many points has a better lot"]
    return []


def _points(rules: Rules, found: Found) -> int:
    return all_points(rules, found.forms)


def _unlike(rules: Rules, found: Found) -> int:
    return unlike_points(rules, found.forms)


def _told(first: Selection) -> int:
    return sum(cost.points for cost in first.costs)


def _limit(rules: Rules, best: Best) -> int:
    """What two forms may share: what the case says, or as little as can be."""
    return best.least_shared if rules.case.overlap is None else rules.case.overlap
