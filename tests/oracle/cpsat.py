"""The rules as a model of OR-tools CP-SAT: for cases too large to enumerate."""

from itertools import combinations

import pytest

from tests.oracle.answer import Best

cp_model = pytest.importorskip("ortools.sat.python.cp_model")  # newest Pythons lack it
SCALE = 1 << 26  # more than all lots of a case together
MOST = 10_000  # more than any sum over the questions of a case
SECONDS = 60.0  # after which a case counts as undecided


def fewest(cells, bounds) -> int:
    """The fewest cells with which every bound, cut to what there is, is met."""
    model = cp_model.CpModel()
    asked = {cell: model.new_bool_var("") for cell in cells}
    for name in {name for _, name in cells}:
        model.add_at_most_one(asked[cell] for cell in cells if cell[1] == name)
    for some, least in bounds:
        model.add(sum(asked[cell] for cell in some) >= min(least, len({c[1] for c in some})))
    model.minimize(sum(asked.values()))
    solver = _solver()
    if solver.solve(model) != cp_model.OPTIMAL:
        return 0  # impossible in any case
    return round(solver.objective_value)


def best(rules) -> Best | None:
    """The best choice; None where there is none. Raises TimeoutError where neither is proved."""
    case = rules.case
    model = cp_model.CpModel()
    forms = [{c: model.new_bool_var("") for c in rules.cells} for _ in range(case.forms)]
    for asked in forms:
        for demand in rules.demands:
            _bound(model, asked, demand.values, demand.low, demand.high)
    shared = _shared(model, forms, case)
    if case.forms > 1 and case.overlap is not None:
        model.add(shared <= case.overlap)
    solver = _solver()
    least_shared = 0
    if case.forms > 1 and case.overlap is None:
        model.minimize(shared)
        if not _solved(solver, model):
            return None
        least_shared = round(solver.objective_value)
        model.clear_objective()
        model.add(shared <= least_shared)
    cost = _cost(model, forms, rules)
    lots = sum(lot * forms[0][cell] for cell, lot in rules.lots.items())
    model.minimize(cost * SCALE + lots if case.forms == 1 else cost)
    if not _solved(solver, model):
        return None
    chosen = tuple(
        frozenset(cell for cell, x in asked.items() if solver.boolean_value(x)) for asked in forms
    )
    return Best(chosen, round(solver.value(cost)), least_shared)


def _solver():
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = SECONDS
    return solver


def _solved(solver, model) -> bool:
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return False
    if status != cp_model.OPTIMAL:
        raise TimeoutError(solver.status_name(status))
    return True


def _bound(model, asked, values, low, high) -> None:
    total = sum(value * asked[cell] for cell, value in values.items())
    if low is not None:
        model.add(total >= low)
    if high is not None:
        model.add(total <= high)


def _shared(model, forms, case):
    """A variable that is no less than what any two forms share."""
    most = model.new_int_var(0, len(case.questions), "")
    names = sorted({name for _, name in forms[0]})
    for one, other in combinations(forms, 2):
        both = []
        for name in names:
            met = model.new_bool_var("")
            uses = [x for asked in (one, other) for cell, x in asked.items() if cell[1] == name]
            model.add(sum(uses) <= 1 + met)
            both.append(met)
        model.add(sum(both) <= most)
    return most


def _cost(model, forms, rules):
    terms = []
    for asked in forms:
        for price in rules.prices:
            steps = model.new_int_var(0, MOST, "")
            total = sum(value * asked[cell] for cell, value in price.values.items())
            if price.low is not None:
                model.add(total + price.step * steps >= price.low)
            if price.high is not None:
                model.add(total - price.step * steps <= price.high)
            terms.append(price.points * steps)
    for one in rules.like if len(forms) > 1 else ():
        terms += _unlike(model, forms, one)
    return sum(terms)


def _unlike(model, forms, one):
    """What it costs that forms are not alike."""
    low, high, beyond = (model.new_int_var(0, MOST, "") for _ in range(3))
    missing = model.new_bool_var("")
    for asked in forms:
        total = sum(value * asked[cell] for cell, value in one.values.items())
        model.add(low <= total)
        model.add(total <= high)
    model.add(high - low - beyond <= one.apart)
    if one.in_all:
        model.add(high <= MOST * missing).only_enforce_if(_nothing(model, low))
    return [one.points * beyond, one.points * missing]


def _nothing(model, low):
    """A variable that is true where a sum is 0."""
    nothing = model.new_bool_var("")
    model.add(low >= 1).only_enforce_if(~nothing)
    return nothing
