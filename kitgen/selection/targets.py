"""What a selection aims at once every constraint is met, each target with its price.

A target is met inside a band; outside, every step away costs points. One point outweighs all the
draws of a selection together, so that chance decides only between choices that are equally good.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kitgen.bank.question import Question
from kitgen.bank.weights import MAIN, evidence
from kitgen.role.eligibility import included_ids
from kitgen.role.role import Role
from kitgen.selection.cases import minutes_in
from kitgen.selection.evidence import aimed_at
from kitgen.selection.problem import Cell, Pool, SelectionProblem

_SPARE_MINUTES = 6  # of a round may stay unused: too few to ask one more question in
_EASY, _HARD = 2, 4  # between which the mean difficulty of a round lies, on the scale from 1 to 5
_UNEVEN = 1  # question of evidence more or less than a competency's share
# Points for a question that is borrowed, or that should rest: more than all minutes of a usual loop
# cost when they stay unused (four rounds of 50 minutes, less six each: 176), so that none is taken
# to fill time.
_STAND_IN = 200
# Points for a question of evidence that a competency lacks where the bank cannot give all what they
# need: more than for a question that is borrowed, since a role borrows so that all have it.
_LACK = 300
# Points for a question that is asked too often: as much as two questions of uneven evidence.
_FULL = 4


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
        *_exposure(problem, pools),
        *_time(problem, pools),
        *_level(problem.role, pools),
        *_balance(problem.role, pools),
        *_shown(problem, pools),
    )


def _stand_ins(problem: SelectionProblem, pools: Sequence[Pool]) -> Iterator[Target]:
    """Aim at none that is borrowed from another seniority, nor, with `repeat`, one that rests."""
    role, included = problem.role, included_ids(problem.role)

    def is_borrowed(question: Question) -> bool:
        return role.seniority not in question.seniority and question.id not in included

    yield from _none("borrowed", is_borrowed, pools)
    if problem.options.repeat:
        rested = problem.options.rested
        yield from _none("used lately", lambda question: question.id in rested, pools)


def _exposure(problem: SelectionProblem, pools: Sequence[Pool]) -> Iterator[Target]:
    """Aim at no question that would be in more of the recorded loops than the cap allows."""
    exposure = problem.options.exposure
    if exposure:
        words = f"in more than {exposure.cap} % of the recorded loops"
        yield from _none(words, lambda question: exposure.is_full(question.id), pools, _FULL)


def _none(
    words: str,
    is_counted: Callable[[Question], bool],
    pools: Sequence[Pool],
    price: int = _STAND_IN,
) -> Iterator[Target]:
    counted = {(n, q.id): 1 for n, pool in enumerate(pools) for q in pool if is_counted(q)}
    if counted:
        yield Target(f"no question {words}", counted, None, 0, 1, price)


def _time(problem: SelectionProblem, pools: Sequence[Pool]) -> Iterator[Target]:
    for n, (round_, pool) in enumerate(zip(problem.role.rounds, pools, strict=True)):
        minutes = minutes_in(problem, n, pool)
        least = round_.budget - _SPARE_MINUTES
        yield Target(f"minutes of round {round_.id} used", minutes, least, None, 1, 1)


def _level(role: Role, pools: Sequence[Pool]) -> Iterator[Target]:
    """Aim at a mean between two limits, as sums: mean ≥ limit is Σ (difficulty − limit) ≥ 0."""
    for n, (round_, pool) in enumerate(zip(role.rounds, pools, strict=True)):
        words = f"mean difficulty of round {round_.id} from {_EASY:.1f} to {_HARD:.1f}"
        above = {(n, q.id): q.difficulty - _EASY for q in pool}
        below = {(n, q.id): _HARD - q.difficulty for q in pool}
        yield Target(words, above, 0, None, 1, 1)
        yield Target(words, below, 0, None, 1, 1)


def _shown(problem: SelectionProblem, pools: Sequence[Pool]) -> Iterator[Target]:
    """Aim at the evidence that the bank cannot give of all competencies."""
    for need in aimed_at(problem, pools):
        name = need.competency
        shown = {
            (n, q.id): 1 for n, pool in enumerate(pools) for q in pool if name in q.competencies
        }
        words = f"{need.questions} questions with evidence of {name}"
        yield Target(words, shown, need.questions, None, 1, _LACK)


def _balance(role: Role, pools: Sequence[Pool]) -> Iterator[Target]:
    """Aim at evidence in proportion to the weights.

    A competency of weight w, of W in all, should have w/W of all evidence: have ≈ all · w / W.
    Both sides depend on the questions chosen, so the difference is aimed at, in whole numbers:
    Σ (W · have − w · all) ≈ 0. One question too many or too few that is mainly about it changes
    `have` by MAIN and the difference by MAIN · W or a little less, hence the band and the step.
    """
    weights = {weight.id: weight.weight for weight in role.competencies}
    total = sum(weights.values())
    cells = {(n, q.id): evidence(q.competencies, weights) for n, p in enumerate(pools) for q in p}
    everything = {cell: sum(shown.values()) for cell, shown in cells.items()}
    question = MAIN * total
    band = _UNEVEN * question
    for name, weight in weights.items():
        off = {c: total * shown[name] - weight * everything[c] for c, shown in cells.items()}
        yield Target(f"evidence of {name} as its weight", off, -band, band, question, 2)
