"""All forms of a selection as one programme: constraints must hold, targets cost points."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kitgen.role.role import Round
from kitgen.selection.constraints import Constraint, Inequality
from kitgen.selection.lot import lot
from kitgen.selection.problem import Cell, Pool, SelectionProblem
from kitgen.selection.programme import Programme
from kitgen.selection.solver import minimise
from kitgen.selection.targets import Target

Cells = frozenset[Cell]
DRAWS = 1 << 20
_DRAW = 100.0 / DRAWS  # what one unit of a draw costs: sums stay clear of the solver's tolerances
# Several forms are solved to within this share of the best: a proof would take too long.
_GAP = 0.004
_LIKE_MINUTES, _LIKE_DIFFICULTY = 3, 1  # by which the same round of two forms may differ


@dataclass(frozen=True, slots=True)
class Assembly:
    """The cells chosen for each form, and how far from the best choice they may be, as a share."""

    forms: tuple[Cells, ...]
    gap: float


def feasible(
    problem: SelectionProblem,
    pools: Sequence[Pool],
    constraints: Iterable[Constraint],
    overlap: int | None = None,
) -> bool:
    """Tell whether the constraints can be met together, whatever the targets say."""
    programme, forms = _constrained(problem, pools, constraints)
    _limit_overlap(programme, forms, pools, overlap)
    return minimise(programme) is not None


def extreme(
    problem: SelectionProblem,
    pools: Sequence[Pool],
    constraints: Iterable[Constraint],
    bound: Inequality,
    *,
    highest: bool,
) -> int | None:
    """Return the highest, or lowest, sum of a bound's terms while the constraints hold."""
    programme, forms = _constrained(problem, pools, constraints)
    sign = -1 if highest else 1
    for cell, value in bound.coefficients.items():
        programme.costs[forms[0][cell]] = sign * float(value)
    answer = minimise(programme)
    if answer is None:
        return None
    return round(sum(v * answer.values[forms[0][cell]] for cell, v in bound.coefficients.items()))


def assemble(
    problem: SelectionProblem,
    pools: Sequence[Pool],
    constraints: Iterable[Constraint],
    targets: Sequence[Target],
    overlap: int | None,
) -> Assembly | None:
    """Return the best choice, unique for a seed; None where the constraints conflict."""
    programme, forms = _constrained(problem, pools, constraints)
    point = 100.0 * sum(map(_most, problem.role.rounds, pools)) * len(forms) + 1
    for number, cells in enumerate(forms):
        for (n, name), column in cells.items():
            drawn = lot(name, problem.role.rounds[n].id, problem.options.seed, number)
            programme.costs[column] = _DRAW * drawn
        for target in targets:
            _aim(programme, cells, target, point)
    _limit_overlap(programme, forms, pools, overlap)
    _level_forms(programme, forms, pools, point)
    answer = minimise(programme, 0.0 if len(forms) == 1 else _GAP)
    if answer is None:
        return None
    chosen = tuple(
        frozenset(cell for cell, column in cells.items() if answer.values[column] > 0.5)
        for cells in forms
    )
    return Assembly(chosen, answer.gap)


def least_overlap(
    problem: SelectionProblem, pools: Sequence[Pool], constraints: Sequence[Constraint]
) -> int | None:
    """Return how many questions two of the forms must share at least; None where none exist."""
    if problem.options.forms == 1 or feasible(problem, pools, constraints, 0):
        return 0
    programme, forms = _constrained(problem, pools, constraints)
    most = programme.variable(1.0, limit=max(map(len, forms)))
    _share(programme, forms, pools, most)
    answer = minimise(programme)
    return None if answer is None else round(answer.values[most])


def _constrained(
    problem: SelectionProblem, pools: Sequence[Pool], constraints: Iterable[Constraint]
) -> tuple[Programme, list[dict[Cell, int]]]:
    programme = Programme()
    forms = [
        {(n, q.id): programme.variable() for n, pool in enumerate(pools) for q in pool}
        for _ in range(problem.options.forms)
    ]
    for constraint in constraints:
        for bound in constraint.inequalities:
            for cells in forms:
                _bind(programme, cells, bound)
    return programme, forms


def _bind(programme: Programme, cells: Mapping[Cell, int], bound: Inequality) -> None:
    terms = ((cells[cell], value) for cell, value in bound.coefficients.items())
    programme.constrain(terms, bound.lower, bound.upper)


def _aim(programme: Programme, cells: Mapping[Cell, int], target: Target, point: float) -> None:
    steps = programme.variable(target.price * point, limit=float("inf"))
    terms = [(cells[cell], float(value)) for cell, value in target.coefficients.items()]
    if target.lower is not None and target.upper is not None:
        over = programme.variable(target.price * point, limit=float("inf"))
        programme.constrain(
            [*terms, (steps, target.step), (over, -target.step)], target.lower, target.upper
        )
    elif target.lower is not None:
        programme.constrain([*terms, (steps, target.step)], target.lower, None)
    elif target.upper is not None:
        programme.constrain([*terms, (steps, -target.step)], None, target.upper)


def _limit_overlap(
    programme: Programme,
    forms: Sequence[Mapping[Cell, int]],
    pools: Sequence[Pool],
    most: int | None,
) -> None:
    if len(forms) > 1 and most == 0:
        for columns in _by_question(forms, pools).values():
            programme.constrain([(c, 1) for uses in columns for c in uses], None, 1)
    elif len(forms) > 1 and most is not None:
        limit = programme.variable(limit=most)
        _share(programme, forms, pools, limit)


def _share(
    programme: Programme, forms: Sequence[Mapping[Cell, int]], pools: Sequence[Pool], most: int
) -> None:
    """Let no two forms share more questions than the variable `most` says.

    The sum over all pairs of forms is bounded as well, by what each further use of a question
    adds to it: the solver proves much sooner with it.
    """
    pairs = [(a, b) for a in range(len(forms)) for b in range(a)]
    shared: dict[tuple[int, int], list[int]] = {pair: [] for pair in pairs}
    again: list[tuple[int, float]] = []
    for columns in _by_question(forms, pools).values():
        for a, b in pairs:
            both = programme.variable()
            shared[a, b].append(both)
            uses = [(c, 1.0) for c in (*columns[a], *columns[b])]
            programme.constrain([*uses, (both, -1)], None, 1)
        further = [(programme.variable(), float(n)) for n in range(1, len(forms))]
        again += further
        uses = [(c, 1.0) for of_form in columns for c in of_form]
        programme.constrain([*uses, *((c, -1) for c, _ in further)], None, 1)
    for columns_of_pair in shared.values():
        programme.constrain([*((c, 1) for c in columns_of_pair), (most, -1)], None, 0)
    programme.constrain([*again, (most, -len(pairs))], None, 0)


def _by_question(
    forms: Sequence[Mapping[Cell, int]], pools: Sequence[Pool]
) -> dict[str, list[list[int]]]:
    """Return the variables of each question, form by form."""
    rounds: dict[str, list[Cell]] = {}
    for n, pool in enumerate(pools):
        for question in pool:
            rounds.setdefault(question.id, []).append((n, question.id))
    return {
        name: [[of_form[cell] for cell in cells] for of_form in forms]
        for name, cells in rounds.items()
    }


def _level_forms(
    programme: Programme, forms: Sequence[Mapping[Cell, int]], pools: Sequence[Pool], point: float
) -> None:
    """Aim at forms whose rounds take about as long and are about as hard."""
    if len(forms) == 1:
        return
    for n, pool in enumerate(pools):
        for attribute, like in (("minutes", _LIKE_MINUTES), ("difficulty", _LIKE_DIFFICULTY)):
            low, high = (programme.variable(limit=float("inf")) for _ in range(2))
            for of_form in forms:
                terms = [(of_form[n, q.id], float(getattr(q, attribute))) for q in pool]
                programme.constrain([*terms, (low, -1)], 0, None)
                programme.constrain([*terms, (high, -1)], None, 0)
            beyond = programme.variable(point, limit=float("inf"))
            programme.constrain([(high, 1), (low, -1), (beyond, -1)], None, like)


def _most(round_: Round, pool: Pool) -> int:
    """Return how many questions fit at most."""
    return min(len(pool), round_.budget // min((q.minutes for q in pool), default=1))
