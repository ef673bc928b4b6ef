"""The attributes by which questions are found: their values in a question, and in a bank."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kitgen.bank.files import how_to_add
from kitgen.bank.overview import Entry, Overview
from kitgen.bank.search import Words
from kitgen.errors import require_known
from kitgen.literals import KINDS, STATUSES

# The least and the most of a number; None allows any more.
Span = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute with named values: those of a question, and all that a bank knows."""

    of: Callable[[Entry], Collection[str]]
    known: Callable[[Overview], Sequence[str]]


ATTRIBUTES: Mapping[str, Attribute] = {
    "category": Attribute(lambda q: (q.category,), lambda bank: bank.terms["category"]),
    "kind": Attribute(lambda q: (q.kind,), lambda bank: KINDS),
    "seniority": Attribute(lambda q: q.seniority, lambda bank: bank.terms["seniority"]),
    "competency": Attribute(lambda q: q.competencies, lambda bank: bank.terms["competency"]),
    "tag": Attribute(lambda q: q.tags, lambda bank: _tags(bank)),
    "case": Attribute(lambda q: (q.case,) if q.case else (), lambda bank: bank.terms["case"]),
    "status": Attribute(lambda q: (q.status,), lambda bank: STATUSES),
}
# The attributes whose values a vocabulary lists, and its keys for them.
_LISTED = {
    "category": "categories",
    "seniority": "seniorities",
    "competency": "competencies",
    "case": "cases",
}
NUMBERS: Mapping[str, Callable[[Entry], int]] = {
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

    def entries(self, overview: Overview) -> tuple[Entry, ...]:
        """Return the questions of a bank that pass; raises UnknownName for a value of none."""
        for name, wanted in self.values.items():
            advice = how_to_add(_LISTED[name], overview.folders) if name in _LISTED else ""
            require_known(name, wanted, ATTRIBUTES[name].known(overview), advice)
        found: Iterable[Entry] = overview.entries
        for name, wanted in self.values.items():
            found = _with_value(found, name, wanted) if wanted else found
        for name, spans in self.spans.items():
            found = _with_number(found, name, spans) if spans else found
        return self.words.choose(tuple(found), overview)


def _with_value(entries: Iterable[Entry], name: str, wanted: Sequence[str]) -> list[Entry]:
    of, values = ATTRIBUTES[name].of, frozenset(wanted)
    return [entry for entry in entries if not values.isdisjoint(of(entry))]


def _with_number(entries: Iterable[Entry], name: str, wanted: Sequence[Span]) -> list[Entry]:
    of = NUMBERS[name]
    return [entry for entry in entries if any(_is_within(of(entry), span) for span in wanted)]


def _is_within(number: int, span: Span) -> bool:
    least, most = span
    return least <= number and (most is None or number <= most)


def _tags(bank: Overview) -> tuple[str, ...]:
    return tuple(sorted({tag for entry in bank.entries for tag in entry.tags}))
