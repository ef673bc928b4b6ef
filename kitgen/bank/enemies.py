"""Questions that must not meet in one loop: it is enough that one of the two names the other."""

from collections.abc import Iterable

from kitgen.bank.question import Question


def are_enemies(one: Question, other: Question) -> bool:
    """Tell whether two questions must not meet."""
    return other.id in one.enemies or one.id in other.enemies


def enemy_pairs(questions: Iterable[Question]) -> list[tuple[str, str]]:
    """Return each pair of these questions that must not meet, once, in the order of their ids."""
    known = {question.id: question for question in questions}
    pairs: set[tuple[str, str]] = set()
    for question in known.values():
        for enemy in question.enemies:
            if enemy in known:
                pairs.add((min(question.id, enemy), max(question.id, enemy)))
    return sorted(pairs)
