"""Plain code that checks what a solver returned, rule by rule, before anybody uses it.

It reads the rows by itself, question by question, and knows no inequality, so that a mistake in
what the solver was given is found here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import assert_never

from kitgen.bank.enemies import enemy_pairs
from kitgen.bank.question import Question
from kitgen.role.role import Role
from kitgen.role.rows import Count, Exclude, Include, Mean, Minutes, Require, Row
from kitgen.selection.order import requirements
from kitgen.selection.problem import Need, Pool, SelectionProblem
from kitgen.selection.scope import split, talk_minutes

Rounds = Sequence[Pool]


def verify(
    problem: SelectionProblem, forms: Sequence[Rounds], overlap: int, needs: Sequence[Need]
) -> None:
    """Raise RuntimeError, a bug, when a choice breaks one of the constraints on it.

    `needs` is the evidence that is a demand.
    """
    broken = [fault for rounds in forms for fault in faults(problem, rounds, needs)]
    for one, other in combinations(forms, 2):
        shared = len(_ids(one) & _ids(other))
        if shared > overlap:
            broken.append(f"two forms share {shared} questions")
    if broken:
        raise RuntimeError(f"the solver's answer is wrong: {'; '.join(broken)}")


def faults(problem: SelectionProblem, rounds: Rounds, needs: Sequence[Need]) -> Iterator[str]:
    """Yield what is wrong with one form."""
    yield from misfits(problem, rounds)
    for words in (*unmet_rows(problem, rounds), *unmet_needs(needs, rounds)):
        yield f"not so: {words}"


def misfits(problem: SelectionProblem, rounds: Rounds) -> Iterator[str]:
    """Yield what no round of any role may be: too long, with enemies, or twice the same."""
    asked = [question for pool in rounds for question in pool]
    yield from _loop_faults(problem, asked)
    for number, pool in enumerate(rounds):
        yield from _round_faults(problem.role, number, pool)


def unmet_rows(problem: SelectionProblem, rounds: Rounds) -> Iterator[str]:
    """Yield the rows of the role that one form does not meet."""
    for placed in problem.role.rows():
        questions = [q for n in placed.rounds for q in rounds[n]]
        talk = talk_minutes(problem.role, placed.rounds)
        for _, part in split(problem, placed):
            if not _is_met(part, questions, talk):
                yield placed.row.words


def unmet_needs(needs: Iterable[Need], rounds: Rounds) -> Iterator[str]:
    """Yield the competencies of which one form has less evidence than they need."""
    for need in needs:
        if sum(need.competency in q.competencies for pool in rounds for q in pool) < need.questions:
            yield f"evidence of {need.competency}: at least {need.questions} questions"


def _loop_faults(problem: SelectionProblem, asked: Sequence[Question]) -> Iterator[str]:
    for name, times in Counter(q.id for q in asked).items():
        if times > 1:
            yield f"{name} is asked {times} times"
    for one, other in enemy_pairs(asked):
        yield f"{one} meets {other}"
    if not problem.options.repeat:
        for name in sorted({q.id for q in asked} & problem.options.rested):
            yield f"{name} should rest"


def _round_faults(role: Role, number: int, pool: Pool) -> Iterator[str]:
    round_, minutes, ids = role.rounds[number], sum(q.minutes for q in pool), {q.id for q in pool}
    if not pool:
        yield f"round {round_.id} asks nothing"
    if minutes > round_.budget:
        yield f"round {round_.id} takes {minutes} minutes"
    for name, required in requirements(role, number, pool).items():
        for missing in sorted(required - ids):
            yield f"{name} comes without {missing}"


def _is_met(row: Row, questions: Sequence[Question], talk: int) -> bool:
    ids = {q.id for q in questions}
    if isinstance(row, Count | Minutes):
        return _is_between(row, _amount(row, questions, talk))
    if isinstance(row, Mean):
        return _is_near(row, [q.difficulty for q in questions])
    if isinstance(row, Include):
        return ids.issuperset(row.include)
    if isinstance(row, Exclude):
        return ids.isdisjoint(row.exclude)
    if isinstance(row, Require):
        return True  # looked at round by round, with what the bank requires
    assert_never(row)


def _amount(row: Count | Minutes, questions: Sequence[Question], talk: int) -> int:
    fitting = [question for question in questions if row.matches(question)]
    if isinstance(row, Count):
        return len(fitting)
    minutes = sum(question.minutes for question in fitting)
    return minutes if row.filtered else minutes + talk


def _is_between(row: Count | Minutes, amount: int) -> bool:
    return row.least <= amount and (row.most is None or amount <= row.most)


def _is_near(row: Mean, difficulties: Sequence[int]) -> bool:
    """Compare exactly, with the numbers as they are written: 2.4 is no float."""
    about, within = Fraction(str(row.about)), Fraction(str(row.tolerance))
    off = abs(sum(difficulties) - about * len(difficulties))
    return off <= within * len(difficulties)


def _ids(rounds: Rounds) -> set[str]:
    return {q.id for pool in rounds for q in pool}
