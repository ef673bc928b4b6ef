"""How evenly a bank lets the questions of a role be used: what no choice of loops can avoid."""

from collections.abc import Sequence
from dataclasses import dataclass

from kitgen.selection.cases import is_use
from kitgen.selection.formulation import Formulation
from kitgen.selection.programme import Programme
from kitgen.selection.relaxation import Relaxation

_NO_LIMIT = float("inf")
_TINY = 1e-7


@dataclass(frozen=True, slots=True)
class Crowd:
    """Questions of which at least one is in that share of all loops, or more."""

    share: float
    questions: tuple[str, ...]


def crowds(alone: Formulation, cap: float) -> tuple[Crowd, ...]:
    """Return the questions that cannot all be kept at a cap, a share of all loops.

    The highest share is made as low as can be, with fractions allowed: so no choice of loops has a
    lower one. The questions that cause it are kept at that share, and so on with the others.
    `alone` is a single form, which is changed.
    """
    programme = alone.programme
    highest = programme.variable(1.0)
    rows = {name: _rows(programme, columns, highest) for name, columns in _columns(alone).items()}
    relaxation = Relaxation(programme)
    found: list[Crowd] = []
    while rows and (solved := relaxation.solve()):
        share = float(solved[0][highest])
        tight = [name for name, (row, _) in rows.items() if abs(solved[1][row]) > _TINY]
        if share <= cap + _TINY or not tight:
            break
        found.append(Crowd(share, tuple(tight)))
        for name in tight:
            below_highest, below_limit = rows.pop(name)
            relaxation.limit(below_highest, _NO_LIMIT)
            relaxation.limit(below_limit, share)
    return tuple(found)


def askable(alone: Formulation) -> frozenset[str]:
    """Return the questions that a loop can ask, as far as a solve with fractions tells.

    `alone` is a single form, and has no costs.
    """
    import numpy as np

    relaxation = Relaxation(alone.programme)
    found: set[str] = set()
    for name, columns in _columns(alone).items():
        numbers = np.array(columns, dtype=np.int32)
        relaxation.cost(numbers, np.full(len(columns), -1.0))
        solved = relaxation.solve()
        if solved and solved[0][numbers].sum() > 1 - _TINY:
            found.add(name)
        relaxation.cost(numbers, np.zeros(len(columns)))
    return frozenset(found)


def _rows(programme: Programme, columns: Sequence[int], highest: int) -> tuple[int, int]:
    """Add that the use of a question is at most the highest, and at most a limit, 1 for now."""
    use = [(column, 1.0) for column in columns]
    programme.constrain([*use, (highest, -1.0)], None, 0)
    programme.constrain(use, None, 1)
    last = len(programme.lowers) - 1
    return last - 1, last


def _columns(alone: Formulation) -> dict[str, list[int]]:
    """Return the variables of each question, one for each round that may ask it."""
    columns: dict[str, list[int]] = {}
    for cell, column in alone.forms[0].items():
        if not is_use(cell):
            columns.setdefault(cell[1], []).append(column)
    return columns
