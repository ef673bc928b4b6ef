"""What a selection aims at once every constraint holds, each target with its price.

A target is met inside a band; outside, every step away costs points. One point outweighs all the
draws of a selection together, so that chance decides only between choices that are as good.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kitgen.role.role import Role
from kitgen.selection.problem import Cell, Pool, SelectionProblem

_SPARE_MINUTES = 6  # of a round may stay unused
_EASY, _HARD = 2.0, 4.0  # between which the mean difficulty of a round lies
_UNEVEN = 2  # questions of evidence more or less than a competency's share
_STAND_IN = 200  # points for a question that is borrowed, or that should rest


@dataclass(frozen=True, slots=True)
class Target:
    """lower ≤ Σ terms × chosen ≤ upper is aimed at; each `step` outside costs `price` points."""

    words: str
    coefficients: Mapping[Cell, int]
    lower: int | None
    upper: int | None
    step: int
    price: int

    def points(self, chosen: Collection[Cell]) -> int:
        """Return what a choice costs."""
        total = sum(self.coefficients.get(cell, 0) for cell in chosen)
        under = 0 if self.lower is None else self.lower - total
        over = 0 if self.upper is None else total - self.upper
        return self.price * max(0, -(-under // self.step), -(-over // self.step))


def targets(problem: SelectionProblem, pools: Sequence[Pool]) -> tuple[Target, ...]:
    """Return all targets of one form."""
    return (
        *_stand_ins(problem, pools),
        *_time(problem.role, pools),
        *_level(problem.role, pools),
        *_balance(problem.role, pools),
    )


def _stand_ins(problem: SelectionProblem, pools: Sequence[Pool]) -> Iterator[Target]:
    """Aim at none that is borrowed from another seniority, nor, with `repeat`, one that rests."""
    rows = (*problem.role.blueprint, *(row for r in problem.role.rounds for row in r.blueprint))
    named = {name for row in rows for name in row.include or ()}
    borrowed = {
        (n, q.id): 1
        for n, pool in enumerate(pools)
        for q in pool
        if problem.role.seniority not in q.seniority and q.id not in named
    }
    rested = problem.options.rested if problem.options.repeat else frozenset()
    resting = {(n, q.id): 1 for n, pool in enumerate(pools) for q in pool if q.id in rested}
    for words, terms in (("borrowed", borrowed), ("used lately", resting)):
        if terms:
            yield Target(f"no question {words}", terms, None, 0, 1, _STAND_IN)


def _time(role: Role, pools: Sequence[Pool]) -> Iterator[Target]:
    for n, (round_, pool) in enumerate(zip(role.rounds, pools, strict=True)):
        terms = {(n, q.id): q.minutes for q in pool}
        least = round_.budget - _SPARE_MINUTES
        yield Target(f"minutes of round {round_.id} used", terms, least, None, 1, 1)


def _level(role: Role, pools: Sequence[Pool]) -> Iterator[Target]:
    for n, (round_, pool) in enumerate(zip(role.rounds, pools, strict=True)):
        words = f"mean difficulty of round {round_.id} from {_EASY} to {_HARD}"
        for sign, limit in ((1, _EASY), (-1, _HARD)):
            terms = {(n, q.id): sign * round(2 * (q.difficulty - limit)) for q in pool}
            yield Target(words, terms, 0, None, 2, 1)


def _balance(role: Role, pools: Sequence[Pool]) -> Iterator[Target]:
    """Aim at evidence in proportion to the weights: Σ (total·shows − weight·shown) near 0."""
    weights = {weight.id: weight.weight for weight in role.competencies}
    total = sum(weights.values())
    shown = [
        ((n, q.id), q.competencies, sum(c in weights for c in q.competencies))
        for n, pool in enumerate(pools)
        for q in pool
    ]
    for name, weight in weights.items():
        terms = {cell: total * (name in has) - weight * count for cell, has, count in shown}
        band = _UNEVEN * total
        yield Target(f"evidence of {name} as its weight", terms, -band, band, total, 2)
