"""Seconds to choose the questions of one interview, kitgen beside the peer FlexATA."""

import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks import peer
from benchmarks.bank import hour, synthetic_bank
from kitgen.errors import Shortfall
from kitgen.selection import Case, Choice, select
from kitgen.selection.candidates import Pool, draw, enemy_pairs

_SIZES = (40, 1_000, 5_000)
_FORMS = (1, 4)
_SEEDS = (1, 2, 3, 4, 5)
_GAP = 0.005  # asked of four forms; one form is proved
_GOALS = {(1_000, 1): 0.3, (1_000, 4): 2.0, (5_000, 1): 2.0}  # seconds
_NOTES = """
Seconds are the median of the seeds, each another bank, and the slowest. kitgen: from the bank to
the checked choice. Peer: building its model and solving it, without reading the bank. What both
import is not counted. Four forms share no question; kitgen proves a choice or says how far it may
be from the best one (gap), and the peer is asked for the same.
kitgen solves the harder problem. Beside the demands and the draws, which are the same for both,
it aims at evidence of all competencies alike and at forms of like length and difficulty, which
the peer cannot express. 'as good': in how many of the runs both sums of draws are the same, within
the gap; where they are not, targets or chance outweighed draws.
"""


@dataclass(frozen=True, slots=True)
class Result:
    """One run: seconds in all, those for building the model, and what was found."""

    seconds: float
    build: float
    gap: float
    draws: int | None


def main() -> None:
    """Print a table, and whether the goals are met."""
    compared = peer.installed()
    _warm_up(compared)
    theirs = peer.name() if compared else "(the peer is not installed)"
    print(f"{'':28}{'kitgen':24}{theirs}")
    print(
        f"{'questions':>9}{'forms':>6}{'enemies':>8}{'median':>9}{'slowest':>9}{'gap':>9}"
        + f"{'median':>9}{'slowest':>9}{'build':>8}{'solve':>8}{'as good':>9}" * compared
    )
    verdicts = [
        line for size in _SIZES for forms in _FORMS for line in _case(size, forms, compared)
    ]
    print(_NOTES)
    print("\n".join(verdicts))
    if not compared:
        print("The peer is not installed; to compare: pip install '.[bench]'")


def _warm_up(compared: bool) -> None:
    """Import what solvers import."""
    case = _problem(_SIZES[0], 1, _SEEDS[0])
    _kitgen(case)
    if compared:
        _peer(case)


def _problem(size: int, forms: int, seed: int) -> Case:
    bank = synthetic_bank(size, seed)
    return Case(bank, hour(bank), Choice(seed, forms, overlap=0))


def _case(size: int, forms: int, compared: bool) -> list[str]:
    """Measure one row and print it; return how it stands to the goals."""
    problems = [_problem(size, forms, seed) for seed in _SEEDS]
    pairs = len(enemy_pairs(problems[0].bank.questions))
    ours = [_kitgen(problem) for problem in problems]
    print(f"{size:>9,}{forms:>6}{pairs:>8}{_spread(ours)}{_reached(ours):>9}", end="", flush=True)
    theirs = [_peer(problem) for problem in problems] if compared else []
    if theirs:
        build = statistics.median(run.build for run in theirs)
        solve = statistics.median(run.seconds - run.build for run in theirs)
        good = f"{_as_good(ours, theirs)} of {len(ours)}"
        print(f"{_spread(theirs)}{build:>8.2f}{solve:>8.2f}{good:>9}", end="")
    print()
    return list(_verdicts(size, forms, ours, theirs))


def _kitgen(case: Case) -> Result:
    start = time.perf_counter()
    try:
        chosen = select(case)
    except Shortfall:
        return Result(time.perf_counter() - start, 0.0, 0.0, None)
    seconds = time.perf_counter() - start
    return Result(seconds, 0.0, chosen[0].gap, _draws(case, [form.rounds[0] for form in chosen]))


def _peer(case: Case) -> Result:
    run = peer.solve(case, 0.0 if case.choice.forms == 1 else _GAP)
    return Result(run.build + run.solve, run.build, 0.0, _draws(case, run.forms))


def _draws(case: Case, forms: Sequence[Pool]) -> int | None:
    """Return the sum that both minimise; None where nothing was found."""
    seed = case.choice.seed
    return sum(draw(q.id, seed, n) for n, form in enumerate(forms) for q in form) or None


def _spread(runs: Sequence[Result]) -> str:
    seconds = [run.seconds for run in runs]
    return f"{statistics.median(seconds):>9.2f}{max(seconds):>9.2f}"


def _reached(runs: Sequence[Result]) -> str:
    """Say what was proved, of the runs that found a choice: in the worst of them."""
    if any(run.draws is None for run in runs):
        return "none"
    worst = max(run.gap for run in runs)
    return f"{worst:.2%}" if worst else "proved"


def _as_good(ours: Sequence[Result], theirs: Sequence[Result]) -> int:
    """Count the runs whose sums of draws differ by no more than the gap that was asked for."""
    return sum(
        our.draws == their.draws
        or None not in (our.draws, their.draws)
        and abs((our.draws or 0) - (their.draws or 0)) <= _GAP * (their.draws or 0)
        for our, their in zip(ours, theirs, strict=True)
    )


def _verdicts(
    size: int, forms: int, ours: Sequence[Result], theirs: Sequence[Result]
) -> Iterator[str]:
    what = f"{forms} form{'s' * (forms > 1)} from {size:,} questions"
    median = statistics.median(run.seconds for run in ours)
    if (goal := _GOALS.get((size, forms))) is not None:
        yield _verdict(median < goal, f"{what}: under {goal:g} s")
    if forms > 1:
        yield _verdict(max(run.gap for run in ours) <= _GAP, f"{what}: within {_GAP:.1%}")
    if theirs:
        peers = statistics.median(run.seconds for run in theirs)
        yield _verdict(median <= peers, f"{what}: no slower than the peer")


def _verdict(met: bool, goal: str) -> str:
    return f"{'pass' if met else 'FAIL'}  {goal}"


if __name__ == "__main__":
    main()
