"""The use of cases, as cells beside those of questions: a case is used in a round that asks of it.

A case costs its reading time once, however many of its questions are asked.
"""

from collections.abc import Iterable, Iterator, Sequence

from kitgen.bank.case import Case
from kitgen.selection.problem import Cell, Cells, Pool, SelectionProblem

_USE = "case:"  # no id of a question contains a colon


def use(number: int, case_id: str) -> Cell:
    """Return the cell of the use of a case in a round."""
    return number, f"{_USE}{case_id}"


def is_use(cell: Cell) -> bool:
    """Tell whether a cell is the use of a case, and not a question."""
    return cell[1].startswith(_USE)


def without_uses(cells: Iterable[Cell]) -> Cells:
    """Return the cells that are questions."""
    return frozenset(cell for cell in cells if not is_use(cell))


def cells_of(rounds: Sequence[Pool]) -> Iterator[Cell]:
    """Yield the cells of the questions of some rounds, and those of the use of their cases."""
    for n, pool in enumerate(rounds):
        yield from ((n, question.id) for question in pool)
        yield from (use(n, name) for name in sorted({q.case for q in pool if q.case}))


def minutes_in(problem: SelectionProblem, number: int, pool: Pool) -> dict[Cell, int]:
    """Return how many minutes each cell of a round takes: questions, and the reading of cases."""
    minutes = {(number, question.id): question.minutes for question in pool}
    return minutes | reading(problem, number, pool)


def reading(problem: SelectionProblem, number: int, pool: Pool) -> dict[Cell, int]:
    """Return how many minutes the reading of each case of a round takes, where it takes some."""
    cases = cases_in(problem, [pool])
    return {use(number, case.id): case.minutes for case in cases if case.minutes}


def cases_in(problem: SelectionProblem, pools: Iterable[Pool]) -> list[Case]:
    """Return the cases that questions of some pools are about, in the order of the bank."""
    named = {question.case for pool in pools for question in pool}
    return [case for case in problem.bank.cases if case.id in named]


def amount_in_words(case: Case, may_ask: int) -> str:
    """Return how many of its questions are asked where a case is used, as part of a sentence."""
    least, most = case.limits(may_ask)
    if least == most == may_ask:
        return f"all {may_ask} questions" if may_ask > 1 else "its only question"
    if least == most:
        return f"{least} of its {may_ask} questions"
    return f"{least} to {most} of its {may_ask} questions"
