"""Questions that the bank might have: so many copies of a sample as a solve makes use of."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from kitgen.bank.question import Question
from kitgen.selection.constraints import Constraint
from kitgen.selection.pools import candidates
from kitgen.selection.problem import Cell, Pool, SelectionProblem
from kitgen.selection.programme import Programme
from kitgen.selection.rules import constraints

MOST = 30  # questions to propose: whoever lacks more needs another bank


def copies(sample: Question, numbers: Iterable[int]) -> list[Question]:
    """Return questions that differ in their ids only."""
    return [sample.model_copy(update={"id": f"new-question-{n}"}) for n in numbers]


def constraints_with(
    problem: SelectionProblem, pools: Sequence[Pool], copied: Set[str]
) -> tuple[Constraint, ...]:
    """Return the constraints of a problem in which some questions are samples, to be copied.

    That they are offered demands no more evidence, which grows with what the bank has.
    """
    every = constraints(problem, pools)
    if not copied:
        return every
    questions = tuple(q for q in problem.bank.questions if q.id not in copied)
    before = replace(problem, bank=replace(problem.bank, questions=questions))
    demands = {c.key: c for c in constraints(before, candidates(before)) if c.sort == "evidence"}
    return tuple(_demanding(_without_law(c, copied), demands.get(c.key)) for c in every)


def _demanding(constraint: Constraint, demand: Constraint | None) -> Constraint:
    if demand is None:
        return constraint
    (limit,), (before,) = constraint.inequalities, demand.inequalities
    return replace(constraint, inequalities=(replace(limit, lower=before.lower),))


def _without_law(constraint: Constraint, names: Set[str]) -> Constraint:
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
