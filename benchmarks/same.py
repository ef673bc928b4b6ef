"""kitgen's model builder and solver, set exactly the problem that the peer is set: no targets."""

import time
from dataclasses import dataclass

from kitgen.selection import Case
from kitgen.selection.candidates import Pool, candidates, draw
from kitgen.selection.check import check
from kitgen.selection.demands import demands
from kitgen.selection.programme import Programme
from kitgen.selection.solver import Answer, minimise

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


def solve(case: Case, gap: float) -> Run:
    """Build and solve a case of one round with its demands and draws only."""
    start = time.perf_counter()
    (pool,) = candidates(case)
    programme = _programme(case, pool)
    built = time.perf_counter()
    answer = minimise(programme, gap)
    solved = time.perf_counter()
    forms = _chosen(answer, pool, case.choice.forms) if answer else ()
    if forms:
        check(case, [(form,) for form in forms], overlap=0)
    return Run(built - start, solved - built, forms)


def _programme(case: Case, pool: Pool) -> Programme:
    """Return the problem; question n of form f is variable f · questions + n."""
    programme, (round_,), forms = Programme(), case.role.rounds, range(case.choice.forms)
    for form in forms:
        for question in pool:
            lot = draw(question.id, round_.id, case.choice.seed, form)
            programme.variable(_UNIT * lot)
    places = {(0, question.id): n for n, question in enumerate(pool)}
    for demand in demands(case, (pool,)):
        for bound in demand.bounds:
            for form in forms:
                first = form * len(pool)
                terms = ((first + places[cell], value) for cell, value in bound.terms.items())
                programme.constrain(terms, bound.lower, bound.upper)
    if len(forms) > 1:
        for n in range(len(pool)):
            programme.constrain(((form * len(pool) + n, 1) for form in forms), None, 1)
    return programme


def _chosen(answer: Answer, pool: Pool, forms: int) -> tuple[Pool, ...]:
    values = [answer.values[form * len(pool) :][: len(pool)] for form in range(forms)]
    return tuple(
        tuple(q for q, value in zip(pool, of_form, strict=True) if value > 0.5)
        for of_form in values
    )
