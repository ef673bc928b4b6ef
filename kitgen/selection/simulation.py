"""Many loops of one role, as successive seeds choose them, and how often they ask each question."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import fmean

from kitgen.bank.question import Question
from kitgen.role.role import Role
from kitgen.selection import select
from kitgen.selection.cases import minutes_in
from kitgen.selection.evenness import Crowd, askable, crowds
from kitgen.selection.handicaps import handicaps, one_form
from kitgen.selection.lot import CAP
from kitgen.selection.pools import candidates
from kitgen.selection.problem import Pool, SelectionProblem
from kitgen.selection.rules import constraints

Loop = tuple[Pool, ...]  # the questions of each round
_TEN = 10  # successive loops, of which any two are compared


@dataclass(frozen=True, slots=True)
class Simulation:
    """Loops of a role, and the pool of questions that they can ask.

    `crowds` are those that no choice of loops can ask as rarely as the cap demands, where the
    workspace has one, or else in a third of the loops.
    """

    problem: SelectionProblem
    pool: Pool
    loops: tuple[Loop, ...]
    crowds: tuple[Crowd, ...]

    @property
    def role(self) -> Role:
        """The role that the loops are of."""
        return self.problem.role

    def uses(self) -> Mapping[str, int]:
        """Return in how many loops each question of the pool is asked, the most asked first."""
        asked = Counter(question.id for loop in self.loops for question in _questions(loop))
        ordered = sorted(self.pool, key=lambda question: (-asked[question.id], question.id))
        return {question.id: asked[question.id] for question in ordered}

    def main_competencies(self) -> Mapping[str, str]:
        """Return of which competency that the role weighs a question is the main evidence."""
        weighed = {weight.id for weight in self.role.competencies}
        return {q.id: q.competencies[0] for q in self.pool if q.competencies[0] in weighed}

    def single(self) -> Mapping[str, int]:
        """Return in how many loops a competency of the role rests on a single question."""
        rests = Counter(name for loop in self.loops for name in _single(self.role, loop))
        return {weight.id: rests[weight.id] for weight in self.role.competencies}

    def asked(self) -> tuple[int, int]:
        """Return the least and the most questions of a loop."""
        sizes = [len(_questions(loop)) for loop in self.loops]
        return min(sizes), max(sizes)

    def distinct(self) -> int:
        """Return how many of the loops ask different questions."""
        return len({_ids(loop) for loop in self.loops})

    def shared(self) -> float | None:
        """Return how many questions two of ten successive loops share; None of a single loop."""
        tens = [self.loops[n : n + _TEN] for n in range(0, len(self.loops), _TEN)]
        pairs = [pair for ten in tens for pair in combinations(map(_ids, ten), 2)]
        return fmean(len(one & other) for one, other in pairs) if pairs else None

    def most_unused(self) -> int:
        """Return the most minutes that a round leaves unused."""
        return max(_unused(self.problem, loop) for loop in self.loops)


def simulate(problem: SelectionProblem, loops: int) -> Simulation:
    """Choose so many loops, with the seeds from the problem's own on; raises what `select` does.

    Where the problem has a record of use, each loop counts in it for the next ones.
    """
    pools = candidates(problem)
    asked = constraints(problem, pools)
    exposure = problem.options.exposure
    if exposure is None:
        problem = replace(problem, handicaps=handicaps(problem, pools, asked))
    chosen: list[Loop] = []
    for seed in range(problem.options.seed, problem.options.seed + loops):
        options = replace(problem.options, seed=seed, exposure=exposure)
        (selection,) = select(replace(problem, options=options))
        chosen.append(selection.rounds)
        if exposure:
            exposure = exposure.after(_ids(selection.rounds))
    alone = one_form(problem, pools, asked)
    possible = askable(alone)
    every = {question.id: question for pool in pools for question in pool}
    pool = tuple(question for name, question in every.items() if name in possible)
    crowded = crowds(alone, exposure.cap / 100 if exposure else CAP)
    return Simulation(problem, pool, tuple(chosen), crowded)


def _questions(loop: Loop) -> list[Question]:
    return [question for pool in loop for question in pool]


def _ids(loop: Loop) -> frozenset[str]:
    return frozenset(question.id for question in _questions(loop))


def _single(role: Role, loop: Loop) -> Sequence[str]:
    shown = Counter(name for question in _questions(loop) for name in question.competencies)
    return [weight.id for weight in role.competencies if shown[weight.id] == 1]


def _unused(problem: SelectionProblem, loop: Loop) -> int:
    """Return the most minutes that a round has for questions, and does not use for any."""
    rounds = enumerate(zip(problem.role.rounds, loop, strict=True))
    return max(r.budget - sum(minutes_in(problem, n, pool).values()) for n, (r, pool) in rounds)
