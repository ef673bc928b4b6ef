"""What a check finds, and what a rule is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kitgen.bank.files import BUILT_IN
from kitgen.bank.load import BankSources, QuestionBank
from kitgen.bank.question import Question
from kitgen.errors import InvalidInput, Issue, YamlPath
from kitgen.translation import ENGLISH, is_same

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Case:
    """A place where a rule is broken, and the id of the question or competency that breaks it."""

    subject: str
    issue: Issue


Find = Callable[[QuestionBank, BankSources], Iterable[Case]]


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that makes a question unfair, unclear or hard to rate; `find` yields each case."""

    id: str
    severity: Severity
    reason: str
    fix: str
    find: Find

    def findings(self, bank: QuestionBank, sources: BankSources) -> Iterator["Finding"]:
        """Yield the cases of this rule in a bank."""
        for case in self.find(bank, sources):
            yield Finding(self, case.issue, case.subject)


def _found_by_loading(bank: QuestionBank, sources: BankSources) -> Iterable[Case]:
    return ()


LOAD_FAULT = Rule(
    "load-fault",
    "error",
    "The file cannot be used as it is; the rules run when every question loads.",
    "Correct this place.",
    _found_by_loading,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One case of a rule, located; a load fault has no subject."""

    rule: Rule
    issue: Issue
    subject: str = ""

    def __str__(self) -> str:
        at = self.issue
        place = f"{at.file}:{at.line}:{at.column}"
        return f"{place}: {self.rule.severity} {self.rule.id}: {at.message}"


def load_faults(error: InvalidInput) -> tuple[Finding, ...]:
    """Return the faults that kept a file from being loaded as findings."""
    return tuple(Finding(LOAD_FAULT, issue) for issue in error.issues)


def in_reading_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by their places, none of them twice."""

    def place(finding: Finding) -> tuple[str, int, int, str, str]:
        at = finding.issue
        return at.file, at.line, at.column, finding.rule.id, at.message

    return tuple(sorted(set(findings), key=place))


def each(find: Callable[[Question], Iterable[tuple[YamlPath, str]]]) -> Find:
    """Turn a rule of one question, which yields key and message, into a rule of the bank.

    Retired questions are skipped, and so is what nobody has written yet.
    """

    def find_in_bank(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
        for question in reported(active(bank), bank, sources):
            for place, message in find(question):
                if place[0] not in question.to_write:
                    yield case(question, sources, message, *place)

    return find_in_bank


def in_english(find: Find) -> Find:
    """Keep a rule that reads English sentences from banks that are in another language."""

    def find_in_english(bank: QuestionBank, sources: BankSources) -> Iterable[Case]:
        return find(bank, sources) if is_same(bank.language or ENGLISH, ENGLISH) else ()

    return find_in_english


def case(question: Question, sources: BankSources, message: str, *place: str | int) -> Case:
    """Locate `message` at a key of `question`."""
    return Case(question.id, sources.entries[question.id].issue(message, *place))


def active(bank: QuestionBank) -> tuple[Question, ...]:
    """Return the questions that are not retired."""
    return tuple(q for q in bank.questions if q.status != "retired")


def written(bank: QuestionBank, key: str) -> tuple[Question, ...]:
    """Return the questions that are not retired, and of which somebody has written `key`."""
    return tuple(question for question in active(bank) if key not in question.to_write)


def whole(bank: QuestionBank) -> tuple[Question, ...]:
    """Return the questions that are not retired, and of which everything is written."""
    return tuple(question for question in active(bank) if not question.to_write)


def reports_built_in(folders: Iterable[Path]) -> bool:
    """Tell whether findings in the built-in bank are reported: others are compared with it."""
    return all(folder == BUILT_IN for folder in folders)


def reported(
    questions: Sequence[Question], bank: QuestionBank, sources: BankSources
) -> Sequence[Question]:
    """Return those of a bank's questions whose findings are reported."""
    if reports_built_in(bank.folders):
        return questions
    return [question for question in questions if sources.entries[question.id].folder != BUILT_IN]
