"""Which questions a round may ask: one list of conditions, which everybody asks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kitgen.bank.draft import draft_words
from kitgen.bank.question import Question
from kitgen.role.apply import RoleBank
from kitgen.role.role import Role, Round
from kitgen.role.rows import Include


@dataclass(frozen=True, slots=True)
class Condition:
    """What a question must be to be asked in one of some rounds of a role.

    `words` tell why a question that is not so is left out, in a sentence; `labels` in a few
    words behind a number of such questions, as "2 for mid"; none where that would help nobody.
    """

    test: Callable[[Question, Role, Sequence[Round]], bool]
    words: Callable[[Question, Role], str]
    labels: Callable[[Question], Sequence[str]]


def _levels(role: Role) -> tuple[str, ...]:
    return (role.seniority, *role.borrow)


def _suits_level(question: Question, role: Role, _: Sequence[Round]) -> bool:
    return not set(_levels(role)).isdisjoint(question.seniority)


def _is_finished(question: Question, _: Role, __: Sequence[Round]) -> bool:
    return question.status != "retired" and (question.admitted or not question.is_draft)


def _has_category(question: Question, _: Role, rounds: Sequence[Round]) -> bool:
    return any(round_.asks(question.category) for round_ in rounds)


def _gives_evidence(question: Question, role: Role, _: Sequence[Round]) -> bool:
    weighed = {weight.id for weight in role.competencies}
    return not weighed or not weighed.isdisjoint(question.competencies)


SENIORITY = Condition(
    _suits_level,
    lambda question, role: (
        f"it is for {', '.join(question.seniority)}, and the role asks {', '.join(_levels(role))}"
    ),
    lambda question: [f"for {level}" for level in question.seniority],
)
STATUS = Condition(
    _is_finished,
    lambda question, _: f"it is {draft_words(question)}; only reviewed questions are chosen",
    lambda question: ["draft" if question.is_draft else question.status],
)
CATEGORY = Condition(
    _has_category,
    lambda question, _: f"no round asks {question.category}",
    lambda _: [],
)
COMPETENCY = Condition(
    _gives_evidence,
    lambda question, _: f"the role weighs none of {', '.join(question.competencies)}",
    lambda _: ["without a competency of the role"],
)
ELIGIBILITY: tuple[Condition, ...] = (SENIORITY, STATUS, CATEGORY, COMPETENCY)


def unmet(question: Question, role: Role, rounds: Sequence[Round]) -> Iterator[Condition]:
    """Yield the conditions that keep a question out of all these rounds, unless it is included."""
    for condition in ELIGIBILITY:
        if not condition.test(question, role, rounds):
            yield condition


def eligible(question: Question, role: Role, rounds: Sequence[Round]) -> bool:
    """Tell whether one of these rounds may ask a question without naming it."""
    return not any(unmet(question, role, rounds))


def may_ask(bank: RoleBank, role: Role, number: int) -> tuple[Question, ...]:
    """Return the questions that a round may ask: the eligible ones and those that rows include."""
    rounds = (role.rounds[number],)
    of_round, of_loop = _included(role, number)
    found: list[Question] = []
    for question in bank.questions:
        joins = question.id in of_loop and number in homes(role, question)
        if joins or question.id in of_round or eligible(question, role, rounds):
            found.append(question)
    return tuple(found)


def included_ids(role: Role) -> set[str]:
    """Return the questions that any row includes."""
    rows = [placed.row for placed in role.rows()]
    return {name for row in rows if isinstance(row, Include) for name in row.include}


def homes(role: Role, question: Question) -> tuple[int, ...]:
    """Return the rounds that a question joins when the role's own blueprint includes it.

    Those that ask for its category, or the only round there is.
    """
    rounds = range(len(role.rounds))
    asking = tuple(n for n in rounds if role.rounds[n].asks(question.category))
    return asking or (tuple(rounds) if len(rounds) == 1 else ())


def _included(role: Role, number: int) -> tuple[set[str], set[str]]:
    """Return what the rows of a round include, and what the role's own blueprint does."""
    of_round: set[str] = set()
    of_loop: set[str] = set()
    for placed in role.rows():
        if isinstance(placed.row, Include):
            if placed.place[0] == "blueprint":
                of_loop.update(placed.row.include)
            elif placed.rounds == (number,):
                of_round.update(placed.row.include)
    return of_round, of_loop
