"""What an interviewer filled in: ratings with evidence, sums, verdict."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kitgen.filled.names import KIT, Value, Values

_NUMBERED = re.compile(
    r"(question)/(\d+)/(rating|evidence|started|ended|notes/\w+|(?:point|follow-up|hint)/\d+)"
    r"|(competency)/(\d+)/(mean|product|not-assessed|evidence)",
    re.ASCII,
)
_NOT_ASSESSED = "none"


@dataclass(frozen=True, slots=True)
class Question:
    """A question by its number in the kit: its rating, and what was noted of it.

    `assessed` is false where 'not assessed' is chosen in place of a rating. Points, follow-ups and
    hints are those that are ticked, by their numbers in the pack.
    """

    question: int
    rating: int | None
    assessed: bool
    evidence: str
    started: str
    ended: str
    notes: tuple[str, ...]
    points: tuple[int, ...]
    follow_ups: tuple[int, ...]
    hints: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Competency:
    """A competency by its number on the scorecard."""

    competency: int
    mean: str
    product: str
    assessed: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class Card:
    """What is in a form; `verdict` counts from the lowest, `others` has what has no place here."""

    file: str
    kit: str
    candidate: str
    interviewer: str
    date: str
    questions: tuple[Question, ...]
    competencies: tuple[Competency, ...]
    score: str
    verdict: int | None
    why: str
    others: Mapping[str, Value]


_NAMED = ("candidate", "interviewer", "date", "score", "why")


def card_of(file: str, values: Values) -> Card:
    """Return what the values of a form say; raises ValueError for a number that is none."""
    texts = {name: str(values.get(name, "")) for name in _NAMED}
    known = {KIT, "verdict", *_NAMED}
    return Card(
        file=file,
        kit=str(values[KIT]),
        questions=tuple(_question(*one) for one in _grouped(values, "question")),
        competencies=tuple(_competency(*one) for one in _grouped(values, "competency")),
        verdict=_number(values.get("verdict", "")),
        others={
            name: value
            for name, value in values.items()
            if value and name not in known and not _NUMBERED.fullmatch(name)
        },
        **texts,
    )


def doubles(cards: Iterable[Card]) -> Iterator[tuple[Card, ...]]:
    """Yield forms of one kit, candidate and interviewer; a form without a candidate is left out."""
    groups: dict[tuple[str, ...], list[Card]] = {}
    for card in cards:
        key = card.kit, _person(card.candidate), _person(card.interviewer)
        groups.setdefault(key, []).append(card)
    for (_, candidate, _), same in groups.items():
        if candidate and len(same) > 1:
            yield tuple(same)


def _person(name: str) -> str:
    return " ".join(name.casefold().split())


def _grouped(values: Values, kind: str) -> Iterator[tuple[int, Values]]:
    """Yield the number of each question, or competency, with what was filled in of it."""
    groups: dict[int, dict[str, Value]] = {}
    for name, value in values.items():
        match = _NUMBERED.fullmatch(name)
        of, number, own = filter(None, match.groups()) if match else ("", "", "")
        if of == kind:
            groups.setdefault(int(number), {})[own] = value
    yield from sorted(groups.items())


def _question(number: int, own: Values) -> Question:
    chosen = own.get("rating", "")
    return Question(
        question=number,
        rating=None if chosen == _NOT_ASSESSED else _number(chosen),
        assessed=chosen != _NOT_ASSESSED,
        evidence=str(own.get("evidence", "")),
        started=str(own.get("started", "")),
        ended=str(own.get("ended", "")),
        notes=tuple(str(text) for name, text in own.items() if name.startswith("notes/") and text),
        points=_ticked(own, "point/"),
        follow_ups=_ticked(own, "follow-up/"),
        hints=_ticked(own, "hint/"),
    )


def _competency(number: int, own: Values) -> Competency:
    return Competency(
        competency=number,
        mean=str(own.get("mean", "")),
        product=str(own.get("product", "")),
        assessed=not own.get("not-assessed", False),
        evidence=str(own.get("evidence", "")),
    )


def _ticked(own: Values, start: str) -> tuple[int, ...]:
    names = (name for name, value in own.items() if name.startswith(start) and value)
    return tuple(sorted(int(name.removeprefix(start)) for name in names))


def _number(chosen: Value) -> int | None:
    return int(chosen) if chosen else None
