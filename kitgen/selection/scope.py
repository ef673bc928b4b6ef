"""What a role means beyond single rows: what `each` is about, shares of evidence, and talk."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kitgen.bank.weights import share_of
from kitgen.role.role import PlacedRow, Role
from kitgen.role.rows import Count, Row
from kitgen.selection.problem import Lack, Pool, SelectionProblem


def split(role: Role, placed: PlacedRow) -> Iterator[tuple[str, Row]]:
    """Yield the rows that a row with `each` means, with what each is about, or the row itself."""
    row = placed.row
    if not isinstance(row, Count) or row.each is None:
        yield "", row
        return
    for name in _each(role, row, row.each, placed.rounds):
        yield str(name), row.model_copy(update={"each": None, row.each: (name,)})


def _each(role: Role, row: Count, key: str, rounds: Iterable[int]) -> Iterable[Any]:
    """Return the values that the row lists, or else all of the role or of its rounds."""
    listed: tuple[Any, ...] | None = getattr(row, key)
    if listed is not None:
        return listed
    if key == "competency":
        return [weight.id for weight in role.competencies]
    return dict.fromkeys(name for n in rounds for name in role.rounds[n].categories)


def asked_evidence(role: Role) -> dict[str, int]:
    """Return how many questions of the loop must give evidence of each competency, by weight.

    Of the questions that the sections are sure to ask, its share of the weights, rounded down,
    and at least one.
    """
    sure = _sure_questions(role)
    total = sum(weight.weight for weight in role.competencies)
    return {w.id: share_of(sure, w.weight, total) for w in role.competencies}


def demands_evidence(problem: SelectionProblem) -> bool:
    """Tell whether every competency must have its share of the questions."""
    evidence = problem.role.evidence
    return evidence == "by-weight" or (evidence == "where-possible" and not problem.yielding)


def lacking_evidence(role: Role, rounds: Sequence[Pool]) -> tuple[Lack, ...]:
    """Return the competencies that have less than their share of the questions of a loop."""
    asked = [question for pool in rounds for question in pool]
    lacks: list[Lack] = []
    for name, need in asked_evidence(role).items():
        have = sum(name in question.competencies for question in asked)
        if have < need:
            lacks.append(Lack(name, have, need, _sure_questions(role)))
    return tuple(lacks)


def talk_minutes(role: Role, rounds: Iterable[int]) -> int:
    """Return the minutes of opening and closing of these rounds."""
    return sum(role.rounds[n].opening + role.rounds[n].closing for n in rounds)


def _sure_questions(role: Role) -> int:
    """Return how many questions the sections of all rounds are sure to ask."""
    return sum(row.least for round_ in role.rounds for row in round_.sections)
