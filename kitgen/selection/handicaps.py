"""Handicaps of questions that are asked often: added to their lots, so that others are preferred.

A handicap is a share of use times the steepness, in units of the whole range of lots. Where there
is a record of use, the share is that of the record. Otherwise it is what is to be expected beyond
a third of all loops, which many draws show: as in the method of Sympson and Hetter (Proceedings of
the 27th conference of the Military Testing Association, 1985), draw, count, adjust, draw again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kitgen.selection.cases import is_use
from kitgen.selection.constraints import Constraint
from kitgen.selection.formulation import Formulation, aim, constrained
from kitgen.selection.lot import CAP, RANGE, STEEPNESS
from kitgen.selection.problem import Pool, SelectionProblem
from kitgen.selection.shares import Place, expected_shares
from kitgen.selection.targets import Target, targets

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
    formulation = one_form(problem, pools, asked)
    shares = expected_shares(
        formulation.programme, _places(problem, formulation, targets(problem, pools))
    )
    return {name: _handicap(share - CAP) for name, share in shares.items()}


def _handicap(share: float) -> int:
    return round(RANGE * STEEPNESS * max(0.0, share))


def one_form(
    problem: SelectionProblem, pools: Sequence[Pool], asked: Iterable[Constraint]
) -> Formulation:
    """Return the constraints of a single form."""
    alone = replace(problem, options=replace(problem.options, forms=1))
    return constrained(alone, pools, [one for one in asked if not one.across])


def _places(
    problem: SelectionProblem, formulation: Formulation, aims: Iterable[Target]
) -> list[Place]:
    """Let a point cost more than all lots; return the questions that a form may ask."""
    aim(formulation, aims)
    (every,) = formulation.forms
    rounds = problem.role.rounds
    places = [
        Place(rounds[cell[0]].id, cell[1], column)
        for cell, column in every.items()
        if not is_use(cell)
    ]
    point = (1 + STEEPNESS) * len(places)
    for column, price in formulation.points.items():
        formulation.programme.costs[column] = float(price * point)
    return places
