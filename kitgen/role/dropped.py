"""Competencies that a role still weighs although it has dropped the round that asked for them."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kitgen.bank.load import QuestionBank
from kitgen.role.apply import apply_overrides
from kitgen.role.eligibility import may_ask
from kitgen.role.inherit import parent_file
from kitgen.role.load import read_role
from kitgen.role.role import Role


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A competency with few questions left, and how many it had with the `rounds` dropped."""

    competency: str
    rounds: tuple[str, ...]
    before: int
    left: int


def left_behind(file: Path, bank: QuestionBank) -> list[LeftBehind]:
    """Return the competencies of a role that lost most of their questions with dropped rounds.

    Counted are questions that the rows of a round ask for and whose main competency it is. Raises
    InvalidInput for the faults of the role or of the one it extends.
    """
    parent_role = parent_file(file)
    if parent_role is None:
        return []
    role, parent = read_role(file)[1], read_role(parent_role)[1]
    kept = {round_.id for round_ in role.rounds}
    rounds = tuple(round_.id for round_ in parent.rounds if round_.id not in kept)
    if not rounds:
        return []
    before, left = _main(parent, bank), _main(role, bank)
    return [
        LeftBehind(weight.id, rounds, before[weight.id], left[weight.id])
        for weight in role.competencies
        if 2 * left[weight.id] < before[weight.id]
    ]


def _main(role: Role, bank: QuestionBank) -> Counter[str]:
    """Count by main competency the questions that rows of the role ask for."""
    own = apply_overrides(bank, role)
    asked: set[str] = set()
    main: Counter[str] = Counter()
    for number, round_ in enumerate(role.rounds):
        for question in may_ask(own, role, number):
            wanted = any(row.matches(question) for row in round_.sections)
            if (wanted or not round_.sections) and question.id not in asked:
                asked.add(question.id)
                main[question.competencies[0]] += 1
    return main
