"""Of how many questions a loop must give evidence of each competency, and where it has fewer."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil

from kitgen.bank.weights import share_of
from kitgen.role.role import Role
from kitgen.role.rows import Count, Include
from kitgen.selection.constraints import Inequality, row_constraints
from kitgen.selection.problem import Cell, Lack, Need, Pool, SelectionProblem
from kitgen.selection.programme import Programme
from kitgen.selection.solver import minimise

_TINY = 1e-6  # less than two numbers of questions differ by, and more than a solver's tolerances


def needs(problem: SelectionProblem, pools: Sequence[Pool]) -> tuple[Need, ...]:
    """Return what each competency that the role weighs, or that must be passed, needs."""
    role = problem.role
    if role.evidence == "free" or not (role.competencies or role.must_pass):
        return ()
    return tuple(_needs(role, sure_questions(problem, pools)))


def _needs(role: Role, sure: int) -> Iterator[Need]:
    total = sum(weight.weight for weight in role.competencies)
    for weight in role.competencies:
        share = share_of(sure, weight.weight, total)
        yield Need(weight.id, share, sure, role.observations)
    for name in dict.fromkeys(role.must_pass):
        if name not in {weight.id for weight in role.competencies}:
            yield Need(name, 0, sure, role.observations)


def demanded(problem: SelectionProblem, pools: Sequence[Pool]) -> tuple[Need, ...]:
    """Return the needs that must be met: none where the bank was found to lack the questions."""
    return () if problem.yielding else needs(problem, pools)


def aimed_at(problem: SelectionProblem, pools: Sequence[Pool]) -> tuple[Need, ...]:
    """Return the needs that are no demand, since the bank lacks questions, and cost points."""
    return needs(problem, pools) if problem.yielding else ()


def lacks(needed: Sequence[Need], rounds: Sequence[Pool]) -> tuple[Lack, ...]:
    """Return the needs that the questions of a loop do not meet."""
    shown = Counter(name for pool in rounds for q in pool for name in set(q.competencies))
    return tuple(
        Lack(need, shown[need.competency])
        for need in needed
        if shown[need.competency] < need.questions
    )


def sure_questions(problem: SelectionProblem, pools: Sequence[Pool]) -> int:
    """Return how many questions the loop asks at least.

    That is the least number with which every round asks something and every row that counts
    questions, or includes them, has its least, as far as there are such questions. A question that
    several rounds may ask counts for each of them; minutes, means, enemies and what a row allows
    at most do not enter.
    """
    limits = [*_of_rows(problem, pools), *_of_rounds(pools)]
    rows_of: dict[Cell, list[int]] = {}
    for number, limit in enumerate(limits):
        for cell in limit.coefficients:
            rows_of.setdefault(cell, []).append(number)
    groups = Counter(map(tuple, rows_of.values()))
    return _least(tuple(sorted(groups.items())), tuple(map(_at_least, limits)))


def _of_rows(problem: SelectionProblem, pools: Sequence[Pool]) -> Iterator[Inequality]:
    for constraint in row_constraints(problem, pools):
        if isinstance(constraint.row, Count | Include) and not constraint.across:
            yield from constraint.inequalities


def _of_rounds(pools: Sequence[Pool]) -> Iterator[Inequality]:
    for n, pool in enumerate(pools):
        yield Inequality({(n, question.id): 1 for question in pool}, lower=1)


def _at_least(limit: Inequality) -> int:
    """Return how many questions a limit asks for, of those that there are."""
    return min(limit.lower or 0, len({name for _, name in limit.coefficients}))


@lru_cache(maxsize=256)
def _least(groups: tuple[tuple[tuple[int, ...], int], ...], lowers: tuple[int, ...]) -> int:
    """Return the least number of questions, of groups that the same limits count, that meets them.

    A group is the numbers of its limits and how many questions it has. Found or, where that is too
    much for the solver, a number that no choice is below.
    """
    programme = Programme()
    terms: list[list[tuple[int, float]]] = [[] for _ in lowers]
    for limits, size in groups:
        column = programme.variable(1.0, limit=size)
        for number in limits:
            terms[number].append((column, 1.0))
    for counted, lower in zip(terms, lowers, strict=True):
        programme.constrain(counted, lower, None)
    answer = minimise(programme)
    return 0 if answer is None else ceil(answer.least - _TINY)
