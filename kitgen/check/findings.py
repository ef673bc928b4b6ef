"""What a check finds, and what a rule is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kitgen.bank.load import BankSources, QuestionBank
from kitgen.bank.question import Question
from kitgen.errors import Issue, YamlPath

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule is broken, by which question or competency."""

    subject: str
    issue: Issue


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that makes a question unfair, unclear or hard to rate; `find` yields each case."""

    id: str
    level: Severity
    reason: str
    fix: str
    find: Callable[[QuestionBank, BankSources], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One case of a rule, located; `subject` is the id of the question or competency."""

    level: Severity
    rule: str
    file: str
    line: int
    column: int
    subject: str
    message: str
    reason: str
    fix: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.level} {self.rule}: {self.message}"


def each(
    find: Callable[[Question], Iterable[tuple[YamlPath, str]]],
) -> Callable[[QuestionBank, BankSources], Iterator[Hit]]:
    """Turn a rule of one question, which yields key and message, into a rule of the bank.

    Retired questions are left in peace: nobody will ask them.
    """

    def find_in_bank(bank: QuestionBank, places: BankSources) -> Iterator[Hit]:
        for question in active(bank):
            for place, message in find(question):
                yield hit(question, places, message, *place)

    return find_in_bank


def hit(question: Question, places: BankSources, message: str, *place: str | int) -> Hit:
    """Locate `message` at a key of `question`."""
    return Hit(question.id, places.entries[question.id].issue(message, *place))


def active(bank: QuestionBank) -> tuple[Question, ...]:
    """Return the questions that are not retired."""
    return tuple(q for q in bank.questions if q.status != "retired")
