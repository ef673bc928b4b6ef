"""In what a kit differs from the bank and the role that it was planned from."""

from collections.abc import Iterator, Mapping
from typing import Any

from kitgen.kit.freeze import kit_cases, kit_question
from kitgen.kit.kit import Kit
from kitgen.kit.question import KitQuestion
from kitgen.kit.scripts import spoken
from kitgen.role.apply import RoleBank
from kitgen.role.role import Role
from kitgen.words import Words


def differences(kit: Kit, bank: RoleBank, role: Role, words: Words) -> Iterator[str]:
    """Yield each part of a kit that is not as the bank and the role have it, numbers with both."""
    for round_ in role.rounds:
        if round_.id == kit.round.id:
            names = ("title", "minutes", "opening", "closing")
            yield from _named("round", dict(kit.round), {n: getattr(round_, n) for n in names})
    if kit.scale != bank.scale:
        yield "scale"
    planned = spoken(kit, dict(bank.scripts), words)
    yield from _named("scripts", dict(kit.scripts), dict(planned))
    for case in kit_cases(bank, kit.questions):
        frozen = [each for each in kit.cases if each.id == case.id]
        if frozen:
            yield from _named(f"case {case.id}", dict(frozen[0]), dict(case))
    for question in kit.questions:
        yield from _of_question(question, kit, bank, role)


def _of_question(question: KitQuestion, kit: Kit, bank: RoleBank, role: Role) -> Iterator[str]:
    known = [each for each in bank.questions if each.id == question.id]
    if not known:
        yield f"question {question.id}: not in the bank"
        return
    weighed = {competency.id for competency in kit.role.competencies}
    planned = kit_question(bank, role, known[0], weighed)
    yield from _named(f"question {question.id}", dict(question), dict(planned))


def _named(part: str, now: Mapping[str, Any], planned: Mapping[str, Any]) -> Iterator[str]:
    """Yield one line for the fields of a part that differ, if any do."""
    words = [_told(name, now[name], value) for name, value in planned.items() if now[name] != value]
    if words:
        yield f"{part}: {', '.join(words)}"


def _told(name: str, now: Any, planned: Any) -> str:
    if isinstance(now, int) and isinstance(planned, int):
        return f"{name} {now} instead of {planned}"
    return name
