"""Plain code that checks what a solver returned, rule by rule, before anybody uses it.

It reads the rows by itself, question by question, and knows no inequality, so that a mistake in
what the solver was given is found here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, groupby
from typing import assert_never

from kitgen.bank.case import Case
from kitgen.bank.enemies import enemy_pairs
from kitgen.bank.quantity import number_of
from kitgen.bank.question import Question
from kitgen.role.eligibility import may_ask
from kitgen.role.rows import Count, Exclude, Include, Mean, Minutes, Require, Row, Sum
from kitgen.selection.order import requirements
from kitgen.selection.problem import Need, Pool, SelectionProblem
from kitgen.selection.scope import is_across, split, talk_minutes

Rounds = Sequence[Pool]


def verify(
    problem: SelectionProblem, forms: Sequence[Rounds], overlap: int, needs: Sequence[Need]
) -> None:
    """Raise RuntimeError, a bug, when a choice breaks one of the constraints on it.

    `needs` is the evidence that is a demand.
    """
    broken = [fault for rounds in forms for fault in faults(problem, rounds, needs)]
    broken += [fault for rounds in forms for pool in rounds for fault in parted_cases(pool)]
    broken += [f"not so: {words}" for words in _unmet_across(problem, forms)]
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
        yield from _round_faults(problem, number, pool)
    for case in problem.bank.cases:
        yield from _case_faults(problem, case, rounds)


def parted_cases(pool: Pool) -> Iterator[str]:
    """Yield the cases of a round with other questions between theirs, in the order of asking."""
    runs = Counter(name for name, _ in groupby(pool, lambda question: question.case) if name)
    for name, times in runs.items():
        if times > 1:
            yield f"other questions come between those of case {name}"


def _unmet_across(problem: SelectionProblem, forms: Sequence[Rounds]) -> Iterator[str]:
    """Yield the rows about all forms together that they do not meet."""
    asked = [question for rounds in forms for pool in rounds for question in pool]
    for placed in problem.role.rows():
        if is_across(placed.row):
            parts = (part for _, part in split(problem, placed))
            yield from (placed.row.words for part in parts if not _is_met(part, asked, talk=0))


def unmet_rows(problem: SelectionProblem, rounds: Rounds) -> Iterator[str]:
    """Yield the rows of the role that one form does not meet."""
    role = problem.role
    for placed in role.rows():
        if is_across(placed.row):
            continue
        questions = [q for n in placed.rounds for q in rounds[n]]
        talk = talk_minutes(role, placed.rounds)
        talk += sum(_reading(problem, rounds[n]) for n in placed.rounds)
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


def _case_faults(problem: SelectionProblem, case: Case, rounds: Rounds) -> Iterator[str]:
    asked = [number for number in (len(_about(case, pool)) for pool in rounds) if number]
    if not asked:
        return
    if len(asked) > 1:
        yield f"case {case.id} is used in {len(asked)} rounds"
    least, most = case.limits(_questions_of(problem, case))
    for number in asked:
        if not least <= number <= most:
            wanted = str(least) if least == most else f"{least} to {most}"
            yield f"case {case.id} is used with {number} of its questions, not {wanted}"


def _questions_of(problem: SelectionProblem, case: Case) -> int:
    """Return how many questions about a case the rounds of the role may ask together."""
    names: set[str] = set()
    for n in range(len(problem.role.rounds)):
        names |= _about(case, may_ask(problem.bank, problem.role, n))
    return len(names)


def _about(case: Case, pool: Pool) -> set[str]:
    """Return the questions of a round that are about a case."""
    return {question.id for question in pool if question.case == case.id}


def _reading(problem: SelectionProblem, pool: Pool) -> int:
    """Return the minutes in which the cases of a round are read."""
    used = {question.case for question in pool}
    return sum(case.minutes for case in problem.bank.cases if case.id in used)


def _round_faults(problem: SelectionProblem, number: int, pool: Pool) -> Iterator[str]:
    role, ids = problem.role, {q.id for q in pool}
    round_, minutes = role.rounds[number], sum(q.minutes for q in pool) + _reading(problem, pool)
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
        return _is_near(row, _numbers(row, row.mean, questions))
    if isinstance(row, Sum):
        return _is_within(row, sum(_numbers(row, row.sum, questions)))
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


def _numbers(row: Mean | Sum, attribute: str, questions: Sequence[Question]) -> list[Fraction]:
    """Return an attribute of the questions that fit a row and have it."""
    found = (number_of(question, attribute) for question in questions if row.matches(question))
    return [_exact(number) for number in found if number is not None]


def _exact(number: float) -> Fraction:
    """Return a number as it is written: 2.4 is no float."""
    return Fraction(str(number))


def _is_near(row: Mean, numbers: Sequence[Fraction]) -> bool:
    """Tell whether a mean is near enough; that of no questions is."""
    about, within = _exact(row.about), _exact(row.tolerance)
    off = abs(sum(numbers) - about * len(numbers))
    return off <= within * len(numbers)


def _is_within(row: Sum, total: Fraction | int) -> bool:
    if row.at_least is not None and total < _exact(row.at_least):
        return False
    return row.at_most is None or total <= _exact(row.at_most)


def _ids(rounds: Rounds) -> set[str]:
    return {q.id for pool in rounds for q in pool}
