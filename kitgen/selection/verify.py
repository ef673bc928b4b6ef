"""Plain code that checks what a solver returned, row by row, before anybody uses it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from kitgen.bank.question import Question
from kitgen.role.role import Role
from kitgen.role.rows import Row
from kitgen.selection.order import enemy_pairs, requirements
from kitgen.selection.problem import Pool, SelectionProblem
from kitgen.selection.scope import asked_evidence, split, talk_minutes, tolerance, written

Rounds = Sequence[Pool]


def verify(problem: SelectionProblem, forms: Sequence[Rounds], overlap: int) -> None:
    """Raise RuntimeError, a bug, when a choice breaks one of the constraints on it."""
    broken = [text for rounds in forms for text in faults(problem, rounds)]
    for one, other in combinations(forms, 2):
        shared = len(_ids(one) & _ids(other))
        broken += [f"two forms share {shared} questions"] if shared > overlap else []
    if broken:
        raise RuntimeError(f"the solver's answer is wrong: {'; '.join(broken)}")


def faults(problem: SelectionProblem, rounds: Rounds) -> Iterator[str]:
    """Yield what is wrong with one form."""
    asked = [q for pool in rounds for q in pool]
    times = Counter(q.id for q in asked)
    yield from (f"{name} is asked {n} times" for name, n in times.items() if n > 1)
    yield from (f"{a} meets {b}" for a, b in enemy_pairs(asked))
    if not problem.options.repeat:
        yield from (f"{q.id} should rest" for q in asked if q.id in problem.options.rested)
    for number, pool in enumerate(rounds):
        yield from _round_faults(problem.role, number, pool)
    yield from _row_faults(problem.role, rounds)
    if problem.role.evidence == "by-weight":
        for name, least in asked_evidence(problem.role).items():
            if sum(name in q.competencies for q in asked) < least:
                yield f"too little evidence of {name}"


def _round_faults(role: Role, number: int, pool: Pool) -> Iterator[str]:
    minutes, ids = sum(q.minutes for q in pool), {q.id for q in pool}
    if minutes > role.rounds[number].budget or not pool:
        yield f"round {role.rounds[number].id} takes {minutes} minutes"
    for name, required in requirements(role, number, pool).items():
        yield from (f"{name} comes without {other}" for other in sorted(required - ids))


def _row_faults(role: Role, rounds: Rounds) -> Iterator[str]:
    for _, row, scope in written(role):
        questions = [q for n in scope for q in rounds[n]]
        for _, part in split(role, row, scope):
            if not _holds(part, questions, talk_minutes(role, part, scope)):
                yield f"not so: {row.said()}"


def _holds(row: Row, questions: Sequence[Question], talk: int) -> bool:
    ids = [q.id for q in questions]
    if row.include:
        return all(name in ids for name in row.include)
    if row.exclude:
        return not any(name in ids for name in row.exclude)
    if row.question:
        return True
    if row.mean:
        off = sum(q.difficulty for q in questions) - (row.about or 0) * len(questions)
        return abs(off) <= tolerance(row) * len(questions) + 1e-9
    have = sum(q.minutes if row.sum else 1 for q in questions if row.matches(q)) + talk
    return row.least <= have and (row.most is None or have <= row.most)


def _ids(rounds: Rounds) -> set[str]:
    return {q.id for pool in rounds for q in pool}
