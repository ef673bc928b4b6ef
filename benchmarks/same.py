"""kitgen's model builder and solver, set exactly the problem that the peer is set: no targets."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from kitgen.selection import SelectionProblem
from kitgen.selection.constraints import Inequality
from kitgen.selection.lot import lot
from kitgen.selection.model import Answer, Effort
from kitgen.selection.pools import candidates
from kitgen.selection.problem import Cell, Pool
from kitgen.selection.programme import Programme
from kitgen.selection.rules import constraints
from kitgen.selection.solver import minimise
from kitgen.selection.verify import verify

_UNIT = 100 / (1 << 20)  # what one unit of a draw costs in kitgen


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds to build the model and to solve it, and the questions of each form, if any."""

    build: float
    solve: float
    forms: tuple[Pool, ...]

    @property
    def seconds(self) -> float:
        """Both together."""
        return self.build + self.solve


def solve(problem: SelectionProblem, gap: float) -> Run:
    """Build and solve a problem of one round with its constraints and draws only."""
    start = time.perf_counter()
    (pool,) = candidates(problem)
    programme = _programme(problem, pool)
    built = time.perf_counter()
    answer = minimise(programme, Effort(relative=gap))
    solved = time.perf_counter()
    forms = _chosen(answer, pool, problem.options.forms) if answer else ()
    if forms:
        verify(problem, [(form,) for form in forms], overlap=0, needs=())
    return Run(built - start, solved - built, forms)


def _programme(problem: SelectionProblem, pool: Pool) -> Programme:
    """Return the problem; question n of form f is variable f · questions + n."""
    programme, (round_,), forms = Programme(), problem.role.rounds, range(problem.options.forms)
    for form in forms:
        for question in pool:
            drawn = lot(question.id, round_.id, problem.options.seed, form)
            programme.variable(_UNIT * drawn)
    places = {(0, question.id): n for n, question in enumerate(pool)}
    for constraint in constraints(problem, (pool,)):
        for limit in constraint.inequalities:
            for form in forms:
                _constrain(programme, limit, places, form * len(pool))
    if len(forms) > 1:
        for n in range(len(pool)):
            programme.constrain(((form * len(pool) + n, 1) for form in forms), None, 1)
    return programme


def _constrain(
    programme: Programme, limit: Inequality, places: Mapping[Cell, int], first: int
) -> None:
    """Add an inequality for the form whose variables begin at `first`."""
    terms = ((first + places[cell], value) for cell, value in limit.coefficients.items())
    programme.constrain(terms, limit.lower, limit.upper)


def _chosen(answer: Answer, pool: Pool, forms: int) -> tuple[Pool, ...]:
    values = [answer.values[form * len(pool) :][: len(pool)] for form in range(forms)]
    return tuple(
        tuple(q for q, value in zip(pool, of_form, strict=True) if value > 0.5)
        for of_form in values
    )
