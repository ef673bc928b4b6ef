"""Questions that the bank would need: how many, of which kind, of what length."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median_low

from kitgen.blueprint import Constraint
from kitgen.question import Question
from kitgen.role import Role, Round
from kitgen.selection.candidates import Case, suits
from kitgen.selection.demands import Demand
from kitgen.selection.rows import written

_SHORTER = (20, 15, 10, 5)
_MOST = 30  # questions to propose


def additions(case: Case, demand: Demand) -> Iterator[tuple[str, Case]]:
    """Yield more and more, shorter and shorter questions that serve a demand, as words and case."""
    row = _wanted(demand)
    if row is None:
        return
    model = _model(case, demand, row)
    for number in range(1, min(row.least * case.choice.forms, _MOST) + 1):
        for minutes in _lengths(case, model):
            new = tuple(
                model.model_copy(update={"id": f"new-question-{n}", "minutes": minutes})
                for n in range(number)
            )
            bank = replace(case.bank, questions=(*case.bank.questions, *new))
            yield _words(case, row, new), replace(case, bank=bank)


def _wanted(demand: Demand) -> Constraint | None:
    """Return the row that more questions could help to meet."""
    if demand.sort == "evidence":
        least = demand.bounds[0].lower
        return Constraint(competency=demand.subject, at_least=least)
    if demand.sort == "some":
        return Constraint(at_least=1)
    row = demand.row
    counts = row is not None and not (row.mean or row.include or row.exclude or row.question)
    return row if counts and row is not None and row.least and not row.sum else None


def _model(case: Case, demand: Demand, row: Constraint) -> Question:
    """Return a question as the row wants it; what it does not say is as plain as can be."""
    role = case.role
    asked = [
        name
        for round_ in _rounds(role, demand)
        for section in round_.sections
        for name in section.category or ()
    ]
    category = next(iter(row.category or asked), case.bank.categories[0].id)
    levels = row.seniority or (role.seniority,)
    return case.bank.questions[0].model_copy(
        update={
            "category": category,
            "kind": next(iter(row.kind or ("concept",))),
            "competencies": _shown(case, row),
            "tags": (row.tag or ())[:1],
            "difficulty": next(iter(row.difficulty or (3,))),
            "seniority": (role.seniority,)
            if role.seniority in levels
            else (role.seniority, levels[0]),
            "enemies": (),
            "requires": (),
            "status": "reviewed",
        }
    )


def _rounds(role: Role, demand: Demand) -> tuple[Round, ...]:
    """Return the round that a demand is about, or all of them."""
    of_round = demand.place[:1] == ("rounds",)
    return (role.rounds[int(demand.place[1])],) if of_round else role.rounds


def _shown(case: Case, row: Constraint) -> tuple[str, ...]:
    """Return the competencies that a question needs to serve a row and to suit the role."""
    hired_for = tuple(weight.id for weight in case.role.competencies)
    wanted = (row.competency or ())[:1]
    if wanted and (not hired_for or wanted[0] in hired_for):
        return wanted
    return (*wanted, *hired_for[:1]) or case.bank.questions[0].competencies


def _lengths(case: Case, model: Question) -> list[int]:
    """Return the usual length of such questions, and shorter ones."""
    own = [q.minutes for q in case.bank.questions if q.category == model.category]
    usual = median_low(own) if own else 10
    shorter = {*_SHORTER, *own}
    return [usual, *sorted((m for m in shorter if m < usual), reverse=True)]


def _words(case: Case, row: Constraint, new: tuple[Question, ...]) -> str:
    question = new[0]
    rows = [row, *(other for _, other, _ in written(case.role))]
    has = {
        "kind": question.kind,
        "competency": " and ".join(question.competencies),
        "tag": " ".join(question.tags),
        "difficulty": question.difficulty,
    }
    said = [
        f"{name} {value}" for name, value in has.items() if value and _matters(name, case, rows)
    ]
    exact = any(other.sum and other.least for other in rows)
    said.append(f"{question.minutes} minutes{'' if exact else ' or less'}")
    count = f"{len(new)} question{'s' if len(new) > 1 else ''}"
    levels = " and ".join(question.seniority)
    return f"add {count} of {question.category} for {levels} ({', '.join(said)})"


def _matters(name: str, case: Case, rows: Sequence[Constraint]) -> bool:
    """Tell whether any row, or the role's weights, asks for what a question has of an attribute."""
    if name == "competency" and case.role.competencies:
        return True
    return any(getattr(row, name) or name in (row.mean, row.each) for row in rows)


def elsewhere(case: Case, demand: Demand) -> str:
    """Say what the bank has for a row beyond what may be asked."""
    row, rounds = demand.row or Constraint(at_least=1), _rounds(case.role, demand)
    rest = [
        q
        for q in case.bank.questions
        if row.matches(q) and not suits(q, case.role) and any(r.asks(q.category) for r in rounds)
    ]
    levels = [
        level for level in ("junior", "mid", "senior", "staff") if level != case.role.seniority
    ]
    ready = [q for q in rest if q.status == "reviewed" and case.role.seniority not in q.seniority]
    parts = [
        f"{n} for {level}" for level in levels if (n := sum(level in q.seniority for q in ready))
    ]
    waiting = sum(q.status == "draft" and case.role.seniority in q.seniority for q in rest)
    parts += [f"{waiting} not reviewed"] if waiting else []
    return f" (beyond these: {', '.join(parts)})" if parts else ""
