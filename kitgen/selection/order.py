"""The order of asking, and what a question requires to be asked before it."""

from collections.abc import Iterable

from kitgen.bank.question import Question
from kitgen.role.role import Role, Round
from kitgen.role.rows import Require
from kitgen.selection.lot import lot
from kitgen.selection.problem import Pool


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
    for placed in role.rows():
        row = placed.row
        if isinstance(row, Require) and number in placed.rounds and row.question in needs:
            needs[row.question].update(row.requires)
    return {name: required for name, required in needs.items() if required}


def _place(round_: Round, question: Question, seed: int) -> tuple[int, int, int]:
    """Return what to sort by; a question of no section, which was included, comes last."""
    sections = [section.category or () for section in round_.sections]
    own = [n for n, categories in enumerate(sections) if question.category in categories]
    section = own[0] if own else len(sections)
    return section, question.difficulty, lot(question.id, round_.id, seed)
