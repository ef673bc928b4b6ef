"""What the bank lacks for a role, said before any solver runs: need against have."""

from collections.abc import Iterator, Sequence

from kitgen.bank import QuestionBank
from kitgen.errors import Shortfall
from kitgen.question import Question
from kitgen.role import Role, Round, Section
from kitgen.selection.candidates import Choice, Pool
from kitgen.terms import SENIORITIES


def explain_shortfall(
    bank: QuestionBank, role: Role, choice: Choice, pools: Sequence[Pool]
) -> None:
    """Raise Shortfall with every count and every budget that cannot be met by itself."""
    lines = [*_counts(bank, role, choice, pools), *_budgets(role, choice, pools)]
    if lines:
        raise Shortfall("\n".join(dict.fromkeys(lines)))


def _counts(bank: QuestionBank, role: Role, choice: Choice, pools: Sequence[Pool]) -> Iterator[str]:
    needs: dict[str, int] = {}
    for round_ in role.rounds:
        for section in round_.blueprint:
            needs[section.category] = needs.get(section.category, 0) + (section.count or 1)
    for category, need in needs.items():
        able = {q.id for pool in pools for q in pool if q.category == category}
        if need > len(able):
            where = "" if len(role.rounds) == 1 else " over all rounds"
            yield (
                f"{category}: need {need}{where}, have {len(able)} for seniority "
                f"{role.seniority}{_others(bank, role, choice, category, able)}"
            )


def _others(bank: QuestionBank, role: Role, choice: Choice, category: str, able: set[str]) -> str:
    rest = [q for q in bank.questions if q.category == category and q.id not in able]
    parts = [
        f"{sum(level in q.seniority for q in rest)} more for {level}"
        for level in SENIORITIES
        if level != role.seniority and any(level in q.seniority for q in rest)
    ]
    out = sum(q.id in choice.exclude for q in rest)
    draft = sum(role.seniority in q.seniority and q.status != "reviewed" for q in rest)
    parts += [f"{out} excluded"] * bool(out) + [f"{draft} not reviewed"] * bool(draft)
    return f" ({', '.join(parts)})" if parts else ""


def _budgets(role: Role, choice: Choice, pools: Sequence[Pool]) -> Iterator[str]:
    for round_, pool in zip(role.rounds, pools, strict=True):
        if any(_have(section, pool) < (section.count or 1) for section in round_.blueprint):
            continue
        least = _least_minutes(round_, choice, pool, alone=len(role.rounds) == 1)
        if least > round_.budget:
            yield (
                f"round {round_.id}: need at least {least} minutes for its questions, have "
                f"{round_.budget} ({round_.minutes} less {round_.opening} of opening and "
                f"{round_.closing} of closing)"
            )


def _have(section: Section, pool: Pool) -> int:
    return sum(question.category == section.category for question in pool)


def _least_minutes(round_: Round, choice: Choice, pool: Pool, *, alone: bool) -> int:
    """Return the minutes of the shortest questions that would fill the counts."""
    total = 0
    forced = [q for q in pool if alone and q.id in choice.include]
    for section in round_.blueprint:
        own = [q for q in forced if q.category == section.category]
        free = [q for q in pool if q.category == section.category and q not in own]
        missing = max((section.count or 1) - len(own), 0)
        total += sum(sorted(q.minutes for q in free)[:missing])
    return total + _minutes(forced)


def _minutes(questions: Sequence[Question]) -> int:
    return sum(question.minutes for question in questions)
