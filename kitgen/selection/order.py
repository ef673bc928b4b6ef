"""How questions depend on each other: enemies, requirements, and the order of asking."""

from collections.abc import Iterable

from kitgen.bank.question import Question
from kitgen.role.role import Role, Round
from kitgen.selection.lot import lot
from kitgen.selection.problem import Pool


def enemy_pairs(questions: Iterable[Question]) -> list[tuple[str, str]]:
    """Return each pair of these questions that must not meet, once."""
    known = {q.id: q for q in questions}
    pairs = {
        (min(q.id, enemy), max(q.id, enemy))
        for q in known.values()
        for enemy in q.enemies
        if enemy in known
    }
    return sorted(pairs)


def in_order(role: Role, number: int, questions: Iterable[Question], seed: int) -> Pool:
    """Order by section of the blueprint, inside a section from easy to hard.

    A question that another one requires comes before it, unless each requires the other.
    """
    round_ = role.rounds[number]
    asked = {q.id: q for q in questions}
    needs = requirements(role, number, asked.values())
    ordered: dict[str, Question] = {}

    def ask(question: Question, waiting: frozenset[str]) -> None:
        for before in sorted(needs.get(question.id, ())):
            if before in asked and before not in ordered and before not in waiting:
                ask(asked[before], waiting | {before})
        ordered.setdefault(question.id, question)

    for question in sorted(asked.values(), key=lambda q: _place(round_, q, seed)):
        ask(question, frozenset({question.id}))
    return tuple(ordered.values())


def requirements(role: Role, number: int, questions: Iterable[Question]) -> dict[str, set[str]]:
    """Return what each of these questions requires in a round, by the bank and by the role."""
    needs = {q.id: set(q.requires) for q in questions}
    for row in (*role.blueprint, *role.rounds[number].blueprint):
        if row.question in needs and not row.skip:
            needs[row.question] |= set(row.requires or ())
    return {name: required for name, required in needs.items() if required}


def _place(round_: Round, question: Question, seed: int) -> tuple[int, int, int]:
    sections = [row.category or () for row in round_.sections]
    section = next((n for n, names in enumerate(sections) if question.category in names), 99)
    return section, question.difficulty, lot(question.id, round_.id, seed)
