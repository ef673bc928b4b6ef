"""The choice of questions for every round of a role, as an optimisation (test assembly).

candidates → demands and targets → assembly (HiGHS) → check; where the demands conflict, shortfall.
"""

from collections.abc import Sequence
from string import ascii_uppercase

from kitgen.selection.assembly import Assembly, Cells, assemble, least_overlap
from kitgen.selection.candidates import Case, Choice, Pool, Selection, candidates, in_order
from kitgen.selection.check import check
from kitgen.selection.demands import demands
from kitgen.selection.shortfall import shortfall
from kitgen.selection.targets import targets

__all__ = ["Case", "Choice", "Selection", "select"]


def select(case: Case) -> tuple[Selection, ...]:
    """Choose the questions of all rounds together, once for each form.

    The same input gives the same choice, and a question new in the bank moves no others but those
    it replaces. Raises Shortfall, which names the demands that conflict and what would help, and
    BadRequest for a question to include that no round asks for.
    """
    choice = case.choice
    pools = candidates(case)
    asked = demands(case, pools)
    overlap = choice.overlap
    if overlap is None:
        overlap = least_overlap(case, pools, asked)
    found = None
    if overlap is not None:
        found = assemble(case, pools, asked, targets(case, pools), overlap)
    if found is None:
        raise shortfall(case)
    forms = [_rounds(case, pools, cells) for cells in found.forms]
    check(case, forms, overlap or 0)
    return tuple(_selections(case, forms, found, overlap or 0))


def _rounds(case: Case, pools: Sequence[Pool], cells: Cells) -> tuple[Pool, ...]:
    return tuple(
        in_order(case.role, n, (q for q in pool if (n, q.id) in cells), case.choice.seed)
        for n, pool in enumerate(pools)
    )


def _selections(
    case: Case, forms: Sequence[tuple[Pool, ...]], found: Assembly, overlap: int
) -> list[Selection]:
    if case.choice.forms == 1:
        return [Selection(forms[0], None, found.gap)]
    return [
        Selection(rounds, name, found.gap, overlap)
        for name, rounds in zip(ascii_uppercase, forms, strict=False)
    ]
