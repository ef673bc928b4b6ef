"""Questions that the bank might have: so many copies of a sample as a solve makes use of."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from kitgen.bank.question import Question
from kitgen.selection.constraints import Constraint
from kitgen.selection.problem import Cell
from kitgen.selection.programme import Programme

MOST = 30  # questions to propose: whoever lacks more needs another bank


def copies(sample: Question, numbers: Iterable[int]) -> list[Question]:
    """Return questions that differ in their ids only."""
    return [sample.model_copy(update={"id": f"new-question-{n}"}) for n in numbers]


def without_law(constraint: Constraint, names: Set[str]) -> Constraint:
    """Let questions of these names be asked more than once, as so many copies."""
    if constraint.sort != "once":
        return constraint
    limits = constraint.inequalities
    kept = [limit for limit in limits if names.isdisjoint(name for _, name in limit.coefficients)]
    return replace(constraint, inequalities=tuple(kept))


def let_be_copied(programme: Programme, cells: Mapping[Cell, int], name: str) -> list[int]:
    """Let a question be asked in many copies, and return its variables, which count them."""
    columns = [column for (_, other), column in cells.items() if other == name]
    for column in columns:
        programme.limits[column] = MOST
    return columns
