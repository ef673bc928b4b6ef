"""How the limits of a case could be loosened: fewer of its questions asked, or more."""

from collections.abc import Iterable, Iterator
from functools import partial

from kitgen.bank.case import Case
from kitgen.selection.constraints import Constraint
from kitgen.selection.explain.edits import with_case
from kitgen.selection.explain.repair import Ladder, Repair
from kitgen.selection.pools import candidates
from kitgen.selection.problem import SelectionProblem


def looser_case(problem: SelectionProblem, constraint: Constraint) -> Iterator[Ladder]:
    """Let fewer questions of a case be asked, and more."""
    case = next(case for case in problem.bank.cases if case.id == constraint.subject[0])
    pools = candidates(problem)
    may_ask = len({q.id for pool in pools for q in pool if q.case == case.id})
    least, most = case.limits(may_ask)
    yield _with_limits(case, "at_least", range(least - 1, 0, -1))
    yield _with_limits(case, "at_most", range(most + 1, may_ask + 1))


def _with_limits(case: Case, key: str, numbers: Iterable[int]) -> Ladder:
    now = getattr(case, key)
    instead = "" if now is None else f" instead of {now}"
    steps: list[Repair] = []
    for number in numbers:
        words = f"{key}: {number}{instead}, in the case '{case.id}' of the bank"
        changed = case.model_copy(update={key: number})
        steps.append(Repair(words, partial(with_case, changed=changed)))
    return Ladder(steps, len(steps))
