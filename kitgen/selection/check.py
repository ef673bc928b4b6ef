"""Plain code that checks what a solver returned before anybody uses it."""

from collections import Counter
from collections.abc import Sequence

from kitgen.role import Role, Round
from kitgen.selection.candidates import Choice, Pool, enemy_pairs


def check(role: Role, choice: Choice, chosen: Sequence[Pool]) -> None:
    """Raise RuntimeError, a bug, when a choice breaks one of the demands on it."""
    ids = [question.id for pool in chosen for question in pool]
    broken = [f"{i} is asked twice" for i, times in Counter(ids).items() if times > 1]
    broken += [f"{a} meets {b}" for a, b in enemy_pairs(q for pool in chosen for q in pool)]
    broken += [f"{i} is left out" for i in choice.include if i not in ids]
    broken += [f"{i} is asked" for i in choice.exclude if i in ids]
    for round_, pool in zip(role.rounds, chosen, strict=True):
        broken += _broken_in(round_, pool)
    if broken:
        raise RuntimeError(f"the solver's answer is wrong: {'; '.join(broken)}")


def _broken_in(round_: Round, pool: Pool) -> list[str]:
    minutes = sum(question.minutes for question in pool)
    broken = [f"{round_.id} takes {minutes} minutes"] if minutes > round_.budget else []
    counts = Counter(question.category for question in pool)
    for section in round_.blueprint:
        have = counts[section.category]
        if have != (section.count or max(have, 1)):
            broken.append(f"{round_.id} asks {have} of {section.category}")
    return broken
