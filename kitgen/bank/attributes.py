"""The attributes by which questions are found: their values in a question, and in a bank."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kitgen.bank.load import QuestionBank
from kitgen.bank.question import Question
from kitgen.bank.search import Words
from kitgen.bank.vocabulary import Category, Competency
from kitgen.errors import require_known
from kitgen.literals import KINDS, STATUSES

# The least and the most of a number; None allows any more.
Span = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute with named values: those of a question, and all that a bank knows."""

    of: Callable[[Question], Collection[str]]
    known: Callable[[QuestionBank], Sequence[str]]


ATTRIBUTES: Mapping[str, Attribute] = {
    "category": Attribute(lambda q: (q.category,), lambda bank: _ids(bank.categories)),
    "kind": Attribute(lambda q: (q.kind,), lambda bank: KINDS),
    "seniority": Attribute(lambda q: q.seniority, lambda bank: bank.seniority_ids),
    "competency": Attribute(lambda q: q.competencies, lambda bank: _ids(bank.competencies)),
    "tag": Attribute(lambda q: q.tags, lambda bank: _tags(bank)),
    "case": Attribute(
        lambda q: (q.case,) if q.case else (), lambda bank: [case.id for case in bank.cases]
    ),
    "status": Attribute(lambda q: (q.status,), lambda bank: STATUSES),
}
# The attributes whose values a vocabulary lists, and its keys for them.
_LISTED = {
    "category": "categories",
    "seniority": "seniorities",
    "competency": "competencies",
    "case": "cases",
}
NUMBERS: Mapping[str, Callable[[Question], int]] = {
    "difficulty": lambda q: q.difficulty,
    "minutes": lambda q: q.minutes,
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What questions to find: of each attribute one of the values, and all words of the text.

    `values` and `spans` are what is wanted of ATTRIBUTES and of NUMBERS; an attribute that is
    not there, or has no values, lets all pass.
    """

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    spans: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    words: Words = field(default_factory=Words)

    def questions(self, bank: QuestionBank) -> tuple[Question, ...]:
        """Return the questions of a bank that pass; raises UnknownName for a value of none."""
        for name, wanted in self.values.items():
            advice = bank.how_to_add(_LISTED[name]) if name in _LISTED else ""
            require_known(name, wanted, ATTRIBUTES[name].known(bank), advice)
        return tuple(question for question in bank.questions if self._passes(question))

    def _passes(self, question: Question) -> bool:
        return (
            all(self._has_value(question, name) for name in self.values)
            and all(self._has_number(question, name) for name in self.spans)
            and self.words.are_in(question)
        )

    def _has_value(self, question: Question, name: str) -> bool:
        wanted = self.values[name]
        return not wanted or not set(wanted).isdisjoint(ATTRIBUTES[name].of(question))

    def _has_number(self, question: Question, name: str) -> bool:
        wanted, number = self.spans[name], NUMBERS[name](question)
        return not wanted or any(_is_within(number, span) for span in wanted)


def _is_within(number: int, span: Span) -> bool:
    least, most = span
    return least <= number and (most is None or number <= most)


def _ids(terms: Sequence[Category | Competency]) -> tuple[str, ...]:
    return tuple(term.id for term in terms)


def _tags(bank: QuestionBank) -> tuple[str, ...]:
    return tuple(sorted({tag for question in bank.questions for tag in question.tags}))
