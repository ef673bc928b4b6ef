"""The selection of questions for every round of a role, as an optimisation (test assembly).

candidates → constraints and targets → assembly (HiGHS) → verify; where the constraints conflict,
explain tells why.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kitgen.errors import BadRequest
from kitgen.selection.assembly import Assembly, assemble
from kitgen.selection.costs import costs_of
from kitgen.selection.evidence import aimed_at, demanded, lacks
from kitgen.selection.measures import Measure, measures, uneven
from kitgen.selection.order import in_order
from kitgen.selection.pools import candidates
from kitgen.selection.problem import (
    Cells,
    Cost,
    Pool,
    Selection,
    SelectionOptions,
    SelectionProblem,
)
from kitgen.selection.rules import constraints
from kitgen.selection.targets import targets
from kitgen.selection.verify import verify

__all__ = ["Selection", "SelectionOptions", "SelectionProblem", "select", "staying"]


def select(problem: SelectionProblem) -> tuple[Selection, ...]:
    """Choose the questions of all rounds together, once for each form.

    The same input gives the same choice. Raises Shortfall, which names the constraints that
    conflict and what would help, and BadRequest for a question to include that no round asks for.
    """
    pools = candidates(problem)
    problem, found = _found(problem, pools)
    if found is None:
        from kitgen.selection.explain.shortfall import shortfall

        raise shortfall(problem)
    forms = [_rounds(problem, pools, cells) for cells in found.forms]
    verify(problem, forms, found.overlap, demanded(problem, pools))
    return tuple(_selections(problem, pools, forms, found))


def staying(problem: SelectionProblem, before: SelectionProblem) -> SelectionProblem:
    """Return a problem of which the choice changes as little as possible of that of another one.

    `before` lacks constraints that `problem` has. Where its choice meets them, or it has none,
    there is nothing to change.
    """
    try:
        pools = candidates(before)
    except BadRequest:  # a draft that is included, and now excluded
        return problem
    _, found = _found(before, pools)
    if found is None:
        return problem
    return replace(problem, options=replace(problem.options, usual=found.forms))


def _found(
    problem: SelectionProblem, pools: Sequence[Pool]
) -> tuple[SelectionProblem, Assembly | None]:
    """Return the best choice, and the problem of which it is one.

    Where evidence is no demand and cannot be had of all competencies, that one does without.
    """
    found = _assembled(problem, pools)
    if found is None and problem.role.evidence == "where-possible":
        problem = replace(problem, yielding=True)
        found = _assembled(problem, pools)
    return problem, found


def _assembled(problem: SelectionProblem, pools: Sequence[Pool]) -> Assembly | None:
    """Return the best choice; None where the constraints conflict."""
    return assemble(problem, pools, constraints(problem, pools))


def _rounds(problem: SelectionProblem, pools: Sequence[Pool], cells: Cells) -> tuple[Pool, ...]:
    rounds: list[Pool] = []
    for n, pool in enumerate(pools):
        chosen = [question for question in pool if (n, question.id) in cells]
        rounds.append(in_order(problem, n, chosen))
    return tuple(rounds)


def _costs(
    problem: SelectionProblem, pools: Sequence[Pool], alike: Sequence[Measure], found: Assembly
) -> Iterator[Cost]:
    if found.points:  # what the targets of thousands of questions count takes its time
        yield from costs_of(problem, targets(problem, pools), alike, found.forms)


def _selections(
    problem: SelectionProblem,
    pools: Sequence[Pool],
    forms: Sequence[tuple[Pool, ...]],
    found: Assembly,
) -> list[Selection]:
    alike = measures(problem, pools) if len(forms) > 1 else ()
    costs = tuple(_costs(problem, pools, alike, found))
    differences = uneven(alike, found.forms)
    needed = aimed_at(problem, pools)
    return [
        Selection(
            rounds=rounds,
            form=name,
            points=sum(cost.points for cost in costs),
            costs=costs,
            least_points=found.least_points,
            overlap=found.overlap,
            least_overlap=found.least_overlap if problem.options.overlap is None else None,
            uneven=differences,
            lacks=lacks(needed, rounds),
            steady=bool(problem.options.usual),
        )
        for name, rounds in zip(problem.options.form_names, forms, strict=True)
    ]
