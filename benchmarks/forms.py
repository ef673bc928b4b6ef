"""Several forms of the built-in roles: time, points and what is proved, beside the peer FlexATA."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from benchmarks import peer, peer_loops
from kitgen.bank.load import QuestionBank, load_bank
from kitgen.errors import SolverLimit
from kitgen.role.inherit import role_names
from kitgen.role.load import load_role
from kitgen.role.options import RoleOptions
from kitgen.selection import Selection, SelectionOptions, SelectionProblem, select
from kitgen.selection.costs import costs_of
from kitgen.selection.measures import measures
from kitgen.selection.pools import candidates
from kitgen.selection.problem import Cells
from kitgen.selection.targets import targets

_SEED = 7
_FORMS = range(2, 9)
_NOTES = f"""
Processor seconds, with those of CBC, which is another process. 'Shared' is the most that two forms
share, 'points' those of all forms together by kitgen's prices; 'proved' is what no choice has fewer
of, shared questions and points. The peer has the same constraints and lots, and the limit of shared
questions that kitgen found. It knows neither points nor the least limit. '*': it was stopped after
{peer_loops.LIMIT} such seconds, with or without a choice."""


def main() -> None:
    """Print a row for each role and number of forms."""
    compared = peer.installed()
    print(f"{'':24}{'kitgen':35}{peer.title() if compared else ''}")
    print(f"{'role':19}{'forms':>5}{_HEAD}{'proved':>9}" + _HEAD * compared)
    bank = load_bank()
    for name in role_names():
        for forms in _FORMS:
            print(
                f"{name:19}{forms:>5}" + "".join(_columns(bank, name, forms, compared)), flush=True
            )
    print(_NOTES)


_HEAD = f"{'seconds':>9}{'shared':>8}{'points':>8}"


def _columns(bank: QuestionBank, name: str, forms: int, compared: bool) -> Iterator[str]:
    role = load_role(name, RoleOptions(), bank)
    problem = SelectionProblem.of(bank, role, SelectionOptions(_SEED, forms))
    start = peer_loops.seconds()
    try:
        chosen = select(problem)
    except SolverLimit:
        yield f"{peer_loops.seconds() - start:>9.1f}{'none':>8}"
        return
    yield f"{peer_loops.seconds() - start:>9.1f}{_measured(problem, _cells(chosen))}"
    yield f"{f'{chosen[0].least_overlap}, {chosen[0].least_points}':>9}"
    if compared:
        found = peer_loops.solve(problem, chosen[0].overlap)
        yield f"{found.seconds:>9.1f}"
        yield _measured(problem, found.forms) if found.forms else f"{'none':>8}"
        yield "" if found.done else " *"


def _cells(chosen: Sequence[Selection]) -> list[Cells]:
    return [
        frozenset((n, q.id) for n, asked in enumerate(form.rounds) for q in asked)
        for form in chosen
    ]


def _measured(problem: SelectionProblem, forms: Sequence[Cells]) -> str:
    """Return what two forms share at most, and what all cost together."""
    names = [{name for _, name in cells} for cells in forms]
    shared = max(len(one & other) for one, other in combinations(names, 2))
    return f"{shared:>8}{_points(problem, forms):>8}"


def _points(problem: SelectionProblem, forms: Sequence[Cells]) -> int:
    pools = candidates(problem)
    aims, alike = targets(problem, pools), measures(problem, pools)
    return sum(cost.points for cost in costs_of(problem, aims, alike, forms))


if __name__ == "__main__":
    main()
