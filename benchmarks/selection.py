"""Seconds to choose the questions of an interview, kitgen beside the peer FlexATA."""

import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks import peer, same
from benchmarks.bank import hour, synthetic_bank
from kitgen.bank.enemies import enemy_pairs
from kitgen.errors import Shortfall
from kitgen.selection import SelectionOptions, SelectionProblem, select
from kitgen.selection.lot import lot

_SIZES = (40, 1_000, 5_000)
_FORMS = (1, 4)
_SEEDS = (1, 2, 3, 4, 5)
_GAP = 0.005  # asked of four forms; one form is proved
_GOALS = {(1_000, 1): 0.3, (1_000, 4): 2.0, (5_000, 1): 2.0}  # seconds
_NOTES = """
Seconds are medians over the seeds, each another bank; 'slowest' is the slowest seed. Left out are
imports, and seeds that allow no choice: 'found' counts the others. Four forms share no question.

kitgen in use: from the bank to the checked choice. It solves the harder problem: beside constraints
and draws it aims at evidence of all competencies alike, and at forms of like length and
difficulty, which the peer cannot express. 'above' is how many points its worst choice may have more
than the best.
Same problem: constraints and draws only, for both; one form proved, four within 0.5 %. 'Build' is
for the model, 'solve' for the solver. 'Agree' counts seeds for which both found as good a choice,
or both none; kitgen's own check has passed the peer's choices."""


@dataclass(frozen=True, slots=True)
class Use:
    """Seconds of one choice as kitgen makes it, and the points it may have above the best."""

    seconds: float
    above: int


@dataclass(frozen=True, slots=True)
class Row:
    """All runs of one size and number of forms, seed by seed; the peer's only if installed."""

    size: int
    forms: int
    cases: list[SelectionProblem] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    ours: list[same.Run] = field(default_factory=list)
    peers: list[same.Run] = field(default_factory=list)


def main() -> None:
    """Print a table, and whether the goals are met."""
    compared = peer.installed()
    measured(_SIZES[0], 1, _SEEDS, compared)  # imports what solvers import
    theirs = peer.title() if compared else ""
    print(f"{'':31}{'kitgen in use':27}{'kitgen, same problem':27}{theirs}")
    print(
        f"{'questions':>9}{'forms':>6}{'enemies':>8}{'found':>8}"
        f"{'median':>8}{'slowest':>8}{'above':>8}{_HEAD}" + f"{_HEAD}{'agree':>8}" * compared
    )
    rows = []
    for size in _SIZES:
        for forms in _FORMS:
            rows.append(measured(size, forms, _SEEDS, compared))
            print(_line(rows[-1]), flush=True)
    print(_NOTES, *(verdict for row in rows for verdict in _verdicts(row)), sep="\n")
    if not compared:
        print("\nThe peer is not installed; to compare: pip install '.[bench]'")


_HEAD = f"{'build':>9}{'solve':>8}{'slowest':>8}"


def measured(size: int, forms: int, seeds: Iterable[int], compared: bool) -> Row:
    """Choose from a bank for each seed, by kitgen and by the peer if it is installed."""
    row = Row(size, forms)
    gap = 0.0 if forms == 1 else _GAP
    for seed in seeds:
        bank = synthetic_bank(size, seed)
        problem = SelectionProblem.of(bank, hour(bank), SelectionOptions(seed, forms, overlap=0))
        row.cases.append(problem)
        row.uses.extend(_use(problem))
        row.ours.append(same.solve(problem, gap))
        if compared:
            row.peers.append(peer.solve(problem, gap))
    return row


def _use(problem: SelectionProblem) -> list[Use]:
    """Return one use, or none where the bank allows no choice."""
    start = time.perf_counter()
    try:
        chosen = select(problem)
    except Shortfall:
        return []
    return [Use(time.perf_counter() - start, chosen[0].points - chosen[0].least_points)]


def _line(row: Row) -> str:
    times = [use.seconds for use in row.uses]
    above = max(use.above for use in row.uses)
    found = f"{len(times)} of {len(row.cases)}"
    pairs = len(enemy_pairs(row.cases[0].bank.questions))
    line = f"{row.size:>9,}{row.forms:>6}{pairs:>8}{found:>8}{statistics.median(times):>8.2f}"
    line += f"{max(times):>8.2f}{above or 'proved':>8}{_times(row.ours)}"
    if row.peers:
        line += f"{_times(row.peers)}{f'{_agreed(row)} of {len(row.cases)}':>8}"
    return line


def _times(runs: Sequence[same.Run]) -> str:
    done = [run for run in runs if run.forms]
    build, solve = (
        statistics.median(getattr(r, part) for r in done) for part in ("build", "solve")
    )
    return f"{build:>9.2f}{solve:>8.2f}{max(run.seconds for run in done):>8.2f}"


def _agreed(row: Row) -> int:
    """Count the seeds whose sums of draws differ by no more than was asked for."""
    agreed = 0
    for problem, our, their in zip(row.cases, row.ours, row.peers, strict=True):
        one, other = _draws(problem, our), _draws(problem, their)
        agreed += abs(one - other) <= (_GAP * max(one, other) if row.forms > 1 else 0)
    return agreed


def _draws(problem: SelectionProblem, run: same.Run) -> int:
    """Return the sum that both minimise."""
    (round_,), seed = problem.role.rounds, problem.options.seed
    return sum(lot(q.id, round_.id, seed, n) for n, form in enumerate(run.forms) for q in form)


def _verdicts(row: Row) -> Iterator[str]:
    what = f"{row.forms} form{'s' * (row.forms > 1)} from {row.size:,}"
    used = statistics.median(use.seconds for use in row.uses)
    if (goal := _GOALS.get((row.size, row.forms))) is not None:
        yield _verdict(used < goal, f"{what}: under {goal:g} s")
    if row.forms > 1:
        yield _verdict(not max(use.above for use in row.uses), f"{what}: proved")
    if row.peers:
        ours, theirs = (_median(runs) for runs in (row.ours, row.peers))
        yield _verdict(ours <= theirs, f"{what}: same problem, no slower than the peer")
        yield _verdict(used <= theirs, f"{what}: in use, no slower than the peer without targets")


def _median(runs: Sequence[same.Run]) -> float:
    return statistics.median(run.seconds for run in runs if run.forms)


def _verdict(met: bool, goal: str) -> str:
    return f"{'pass' if met else 'FAIL'}  {goal}"


if __name__ == "__main__":
    main()
