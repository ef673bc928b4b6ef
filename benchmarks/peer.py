"""FlexATA with CBC on the problem that kitgen solves: its constraints and lots, not its targets."""

import io
import time
import warnings
from contextlib import redirect_stdout
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from benchmarks.bank import LEAST_MINUTES, MEAN_DIFFICULTY, OFF, SECTIONS
from benchmarks.same import Run
from kitgen.bank.enemies import enemy_pairs
from kitgen.selection import SelectionProblem
from kitgen.selection.lot import lot
from kitgen.selection.pools import candidates
from kitgen.selection.problem import Pool
from kitgen.selection.verify import verify

_PANDAS = 3  # the first that it fails with
LIMIT = 120  # seconds after which the peer is stopped
_FORM = sum(SECTIONS.values())


def installed() -> bool:
    """Tell whether the peer runs here: it imports pandas, which it does not ask for, and not 3."""
    if find_spec("FlexATA") is None or find_spec("pandas") is None:
        return False
    return int(version("pandas").partition(".")[0]) < _PANDAS


def title() -> str:
    """Return what the peer is called, with the version of its model builder and its solver."""
    return f"FlexATA {version('flexata')} with CBC (PuLP {version('pulp')})"


def solve(problem: SelectionProblem, gap: float) -> Run:
    """Build and solve a problem of one round; kitgen's own check passes what comes out."""
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")  # PuLP's of deprecated names, which FlexATA uses
        from FlexATA.form_builder import FormBuilder

        (pool,) = candidates(problem)
        start = time.perf_counter()
        builder = FormBuilder(minimize=True)
        _build(builder, problem, pool)
        built = time.perf_counter()
        # An absolute gap of 0.01, the default, would be enough for it to stop.
        builder.solve_problem(LIMIT, gapRel=gap, gapAbs=0.0, msg=False, solver="CBC")
        solved = time.perf_counter()
    forms = _chosen(builder, pool, problem.options.forms)
    if forms:
        verify(problem, [(form,) for form in forms], overlap=0, needs=())
    return Run(built - start, solved - built, forms)


def _build(builder: Any, problem: SelectionProblem, pool: Pool) -> None:
    import pandas as pd

    forms, (round_,) = problem.options.forms, problem.role.rounds
    builder.pool = pd.DataFrame(
        {"id": [q.id for q in pool], "category": [q.category for q in pool]}
    )
    builder.item_id_column = "id"
    builder.create_item_by_form_variables(_FORM, forms)
    _aim_at_draws(builder, problem, pool)
    ranges = {category: [count, count] for category, count in SECTIONS.items()}
    builder.add_content_constraints_by_column("category", ranges)
    least = LEAST_MINUTES - round_.opening - round_.closing
    builder.add_weights_constraints([q.minutes for q in pool], [least, round_.budget])
    difficulties = [q.difficulty for q in pool]
    for limit, sense in ((MEAN_DIFFICULTY - OFF, ">="), (MEAN_DIFFICULTY + OFF, "<=")):
        builder.add_content_constraints(difficulties, limit * _FORM, sense, "difficulty")
    if forms > 1:
        builder.add_item_usage_constraints(min_usage=0, max_usage=1)
    enemies = pd.DataFrame(enemy_pairs(pool), columns=["one", "other"])
    if len(enemies):
        builder.add_enemy_constraints(enemies, "one", "other")


def _aim_at_draws(builder: Any, problem: SelectionProblem, pool: Pool) -> None:
    """Minimise the sum of draws.

    kitgen draws for each form anew. FlexATA's own objective knows one weight for a question, so
    for several forms its problem gets the objective directly: that keeps the problem the same, and
    spares CBC forms that can be exchanged for one another.
    """
    seed, forms, round_ = (
        problem.options.seed,
        range(problem.options.forms),
        problem.role.rounds[0].id,
    )
    if len(forms) == 1:
        builder.add_weights_objective([lot(q.id, round_, seed) for q in pool])
        return
    import pulp

    terms = [
        (builder.items[n][form], lot(q.id, round_, seed, form))
        for n, q in enumerate(pool)
        for form in forms
    ]
    builder._FormBuilder__prob.setObjective(pulp.LpAffineExpression(terms))


def _chosen(builder: Any, pool: Pool, forms: int) -> tuple[Pool, ...]:
    if builder.status != "Optimal":
        return ()
    return tuple(
        tuple(q for n, q in enumerate(pool) if builder.value(builder.items[n][form]) > 0.5)
        for form in range(forms)
    )
