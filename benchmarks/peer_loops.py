"""FlexATA with CBC on whole loops: the constraints and lots of a role, several forms of it.

An item of the peer is a question in a round. All constraints of kitgen are sums over items, and
so are the peer's content constraints. It can limit what two forms share, but not look for the
least such limit: it is given kitgen's. It counts a question as shared only where both forms ask it
in the same round. It cannot express targets, so it has kitgen's lots as its objective.
"""

import io
import os
import warnings
from contextlib import redirect_stdout
from dataclasses import dataclass
from math import inf
from typing import Any

from kitgen.selection import SelectionProblem
from kitgen.selection.lot import lot
from kitgen.selection.pools import candidates
from kitgen.selection.problem import Cell, Cells
from kitgen.selection.rules import constraints
from kitgen.selection.verify import verify

LIMIT = 30  # processor seconds after which the peer is stopped
_GAP = 0.005


@dataclass(frozen=True, slots=True)
class Forms:
    """Processor seconds, the cells of each form, if any, and whether the gap asked for was met."""

    seconds: float
    forms: tuple[Cells, ...]
    done: bool


def seconds() -> float:
    """Return the processor time of this process and of those that it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def solve(problem: SelectionProblem, overlap: int) -> Forms:
    """Build and solve a problem whose forms share at most `overlap` questions in a round.

    kitgen's own check passes what comes out, but for questions shared by different rounds.
    """
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")  # PuLP's of deprecated names, which FlexATA uses
        from FlexATA.form_builder import FormBuilder

        start = seconds()
        items = [(n, q.id) for n, pool in enumerate(candidates(problem)) for q in pool]
        builder = FormBuilder(minimize=True)
        _build(builder, problem, items)
        _limit_overlap(builder, len(items), problem.options.forms, overlap)
        _aim_at_draws(builder, problem, items)
        _solve(builder)
    spent = seconds() - start
    forms = _chosen(builder, items, problem.options.forms)
    _check(problem, forms)
    done = builder._FormBuilder__prob.sol_status == 1  # 2: stopped with some solution
    return Forms(spent, forms, done)


def _build(builder: Any, problem: SelectionProblem, items: list[Cell]) -> None:
    import pandas as pd

    builder.pool = pd.DataFrame({"id": [f"{n}-{name}" for n, name in items]})
    builder.item_id_column = "id"
    builder.create_item_by_form_variables(len(items), problem.options.forms)
    for number, constraint in enumerate(constraints(problem, candidates(problem))):
        for part, limit in enumerate(constraint.inequalities):
            values = [limit.coefficients.get(item, 0) for item in items]
            bounds = ((limit.lower, ">=", -inf), (limit.upper, "<=", inf))
            for bound, sense, free in bounds:
                if bound not in (None, free) and any(values):
                    builder.add_content_constraints(values, bound, sense, f"c{number}p{part}")


def _limit_overlap(builder: Any, items: int, forms: int, overlap: int) -> None:
    """Limit it as a share of the items, which is how the peer takes it."""
    if overlap == 0:
        builder.add_item_usage_constraints(min_usage=0, max_usage=1)
    elif forms > 1:
        builder.add_form_pair_constraints(0, overlap / items)


def _aim_at_draws(builder: Any, problem: SelectionProblem, items: list[Cell]) -> None:
    """Set the objective itself: the peer's own knows one weight of an item for all forms."""
    import pulp

    terms = []
    for place, (n, name) in enumerate(items):
        for form in range(problem.options.forms):
            drawn = lot(name, problem.role.rounds[n].id, problem.options.seed, form)
            terms.append((builder.items[place][form], drawn))
    builder._FormBuilder__prob.setObjective(pulp.LpAffineExpression(terms))


def _solve(builder: Any) -> None:
    """Call CBC as FlexATA does, but for the limit, which is in processor time."""
    import pulp

    cbc = pulp.PULP_CBC_CMD(timeLimit=LIMIT, timeMode="cpu", gapRel=_GAP, gapAbs=0.0, msg=False)
    builder._FormBuilder__prob.solve(cbc)


def _check(problem: SelectionProblem, forms: tuple[Cells, ...]) -> None:
    pools = candidates(problem)
    for cells in forms:
        asked = [tuple(q for q in pool if (n, q.id) in cells) for n, pool in enumerate(pools)]
        verify(problem, [asked], overlap=0, needs=())


def _chosen(builder: Any, items: list[Cell], forms: int) -> tuple[Cells, ...]:
    if builder.status != "Optimal":
        return ()
    asked = [
        [item for n, item in enumerate(items) if builder.value(builder.items[n][form]) > 0.5]
        for form in range(forms)
    ]
    return tuple(map(frozenset, asked))
