"""Handicaps of questions that are asked often: added to their lots, so that others are preferred.

A handicap is a share of use times the steepness, in units of the whole range of lots. Where there
is a record of use, the share is that of the record. Otherwise it is what is to be expected beyond
a third of all loops, which many draws show: as in the method of Sympson and Hetter (Proceedings of
the 27th conference of the Military Testing Association, 1985), draw, count, adjust, draw again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import shake_256
from typing import TYPE_CHECKING

from kitgen.selection.cases import is_use
from kitgen.selection.constraints import Constraint
from kitgen.selection.formulation import Formulation, aim, constrained
from kitgen.selection.lot import RANGE, STEEPNESS
from kitgen.selection.problem import Cell, Pool, SelectionProblem
from kitgen.selection.relaxation import Relaxation
from kitgen.selection.targets import Target, targets

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

CAP = 1 / 3  # of all loops: the most that a question should be in
_DRAWS = 300
# With more cells there are so many questions that few are asked often, and a draw takes longer.
_MOST_CELLS = 300


def handicaps(
    problem: SelectionProblem, pools: Sequence[Pool], asked: Iterable[Constraint]
) -> Mapping[str, int]:
    """Return what is added to the lots of questions that are asked often, whatever the seed."""
    if problem.handicaps is not None:
        return problem.handicaps
    exposure = problem.options.exposure
    names = sorted({question.id for pool in pools for question in pool})
    if exposure:
        return {name: _handicap(exposure.share(name)) for name in names}
    if not names or sum(map(len, pools)) > _MOST_CELLS:
        return {}
    shares = _expected(problem, names, one_form(problem, pools, asked), targets(problem, pools))
    return {name: _handicap(share - CAP) for name, share in zip(names, shares, strict=True)}


def _handicap(share: float) -> int:
    return round(RANGE * STEEPNESS * max(0.0, share))


def one_form(
    problem: SelectionProblem, pools: Sequence[Pool], asked: Iterable[Constraint]
) -> Formulation:
    """Return the constraints of a single form."""
    alone = replace(problem, options=replace(problem.options, forms=1))
    return constrained(alone, pools, [one for one in asked if not one.across])


def _expected(
    problem: SelectionProblem,
    names: Sequence[str],
    formulation: Formulation,
    aims: Iterable[Target],
) -> "Numbers":
    """Return the share of loops that ask each question, with the handicaps that follow from it.

    It is drawn with fractions of questions allowed, which is fast and nearly the same. Stochastic
    approximation: each draw moves the shares towards what it uses, by steps that get smaller, and
    the shares of the second half of draws are averaged (Polyak and Juditsky, SIAM Journal on
    Control and Optimization 30, 1992).
    """
    import numpy as np

    relaxation, cells = _aimed(formulation, aims)
    columns = np.array(list(cells.values()), dtype=np.int32)
    place = {name: n for n, name in enumerate(names)}
    question = np.array([place[name] for _, name in cells])
    drawn = np.array([_drawn(problem, cell) for cell in cells])
    shares, averaged = np.zeros(len(names)), np.zeros(len(names))
    for n in range(_DRAWS):
        added = STEEPNESS * np.maximum(0.0, shares - CAP)
        relaxation.cost(columns, drawn[:, n] + added[question])
        solved = relaxation.solve()
        if solved is None:
            return np.zeros(len(names))
        used = np.bincount(question, solved[0][columns], len(names))
        shares += (used - shares) / (n + 1) ** 0.7
        if n >= _DRAWS // 2:
            averaged += shares
    return averaged / (_DRAWS - _DRAWS // 2)


def _aimed(formulation: Formulation, aims: Iterable[Target]) -> tuple[Relaxation, dict[Cell, int]]:
    """Return the relaxation, where a point costs more than all lots, and the cells of questions."""
    aim(formulation, aims)
    (every,) = formulation.forms
    cells = {cell: column for cell, column in every.items() if not is_use(cell)}
    point = (1 + STEEPNESS) * len(cells)
    for column, price in formulation.points.items():
        formulation.programme.costs[column] = float(price * point)
    return Relaxation(formulation.programme), cells


def _drawn(problem: SelectionProblem, cell: Cell) -> "Numbers":
    """Return numbers from 0 to 1 for a cell, one for each draw, of no seed."""
    import numpy as np

    number, name = cell
    key = f"{problem.role.rounds[number].id}:{name}"
    return np.frombuffer(shake_256(key.encode()).digest(4 * _DRAWS), ">u4") / 2**32
