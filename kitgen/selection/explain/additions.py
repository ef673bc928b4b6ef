"""Questions that the bank would need: how many, of which kind, of what length."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median_low

from kitgen.bank.question import Question
from kitgen.role.role import Role, Round
from kitgen.role.rows import Row
from kitgen.selection.constraints import Constraint
from kitgen.selection.eligibility import suits
from kitgen.selection.problem import SelectionProblem
from kitgen.selection.scope import written

_SHORTER = (20, 15, 10, 5)
_MOST = 30  # questions to propose


def additions(
    problem: SelectionProblem, constraint: Constraint
) -> Iterator[tuple[str, SelectionProblem]]:
    """Yield more and more, shorter and shorter questions that serve a constraint.

    Each comes as words and as the problem with these questions in its bank.
    """
    row = _wanted(constraint)
    if row is None:
        return
    model = _model(problem, constraint, row)
    for number in range(1, min(row.least * problem.options.forms, _MOST) + 1):
        for minutes in _lengths(problem, model):
            new = tuple(
                model.model_copy(update={"id": f"new-question-{n}", "minutes": minutes})
                for n in range(number)
            )
            bank = replace(problem.bank, questions=(*problem.bank.questions, *new))
            yield _words(problem, row, new), replace(problem, bank=bank)


def _wanted(constraint: Constraint) -> Row | None:
    """Return the row that more questions could help to meet."""
    if constraint.sort == "evidence":
        least = constraint.inequalities[0].lower
        return Row(competency=constraint.subject, at_least=least)
    if constraint.sort == "some":
        return Row(at_least=1)
    row = constraint.row
    counts = row is not None and not (row.mean or row.include or row.exclude or row.question)
    return row if counts and row is not None and row.least and not row.sum else None


def _model(problem: SelectionProblem, constraint: Constraint, row: Row) -> Question:
    """Return a question as the row wants it; what it does not say is as plain as can be."""
    role = problem.role
    asked = [
        name
        for round_ in _rounds(role, constraint)
        for section in round_.sections
        for name in section.category or ()
    ]
    category = next(iter(row.category or asked), problem.bank.categories[0].id)
    levels = row.seniority or (role.seniority,)
    return problem.bank.questions[0].model_copy(
        update={
            "category": category,
            "kind": next(iter(row.kind or ("concept",))),
            "competencies": _shown(problem, row),
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


def _rounds(role: Role, constraint: Constraint) -> tuple[Round, ...]:
    """Return the round that a constraint is about, or all of them."""
    of_round = constraint.place[:1] == ("rounds",)
    return (role.rounds[int(constraint.place[1])],) if of_round else role.rounds


def _shown(problem: SelectionProblem, row: Row) -> tuple[str, ...]:
    """Return the competencies that a question needs to serve a row and to suit the role."""
    hired_for = tuple(weight.id for weight in problem.role.competencies)
    wanted = (row.competency or ())[:1]
    if wanted and (not hired_for or wanted[0] in hired_for):
        return wanted
    return (*wanted, *hired_for[:1]) or problem.bank.questions[0].competencies


def _lengths(problem: SelectionProblem, model: Question) -> list[int]:
    """Return the usual length of such questions, and shorter ones."""
    own = [q.minutes for q in problem.bank.questions if q.category == model.category]
    usual = median_low(own) if own else 10
    shorter = {*_SHORTER, *own}
    return [usual, *sorted((m for m in shorter if m < usual), reverse=True)]


def _words(problem: SelectionProblem, row: Row, new: tuple[Question, ...]) -> str:
    question = new[0]
    rows = [row, *(other for _, other, _ in written(problem.role))]
    has = {
        "kind": question.kind,
        "competency": " and ".join(question.competencies),
        "tag": " ".join(question.tags),
        "difficulty": question.difficulty,
    }
    said = [
        f"{name} {value}" for name, value in has.items() if value and _matters(name, problem, rows)
    ]
    exact = any(other.sum and other.least for other in rows)
    said.append(f"{question.minutes} minutes{'' if exact else ' or less'}")
    count = f"{len(new)} question{'s' if len(new) > 1 else ''}"
    levels = " and ".join(question.seniority)
    return f"add {count} of {question.category} for {levels} ({', '.join(said)})"


def _matters(name: str, problem: SelectionProblem, rows: Sequence[Row]) -> bool:
    """Tell whether any row, or the role's weights, asks for what a question has of an attribute."""
    if name == "competency" and problem.role.competencies:
        return True
    return any(getattr(row, name) or name in (row.mean, row.each) for row in rows)


def elsewhere(problem: SelectionProblem, constraint: Constraint) -> str:
    """Say what the bank has for a row beyond what may be asked."""
    row, rounds = constraint.row or Row(at_least=1), _rounds(problem.role, constraint)
    rest = [
        q
        for q in problem.bank.questions
        if row.matches(q) and not suits(q, problem.role) and any(r.asks(q.category) for r in rounds)
    ]
    levels = [
        level for level in ("junior", "mid", "senior", "staff") if level != problem.role.seniority
    ]
    ready = [
        q for q in rest if q.status == "reviewed" and problem.role.seniority not in q.seniority
    ]
    parts = [
        f"{n} for {level}" for level in levels if (n := sum(level in q.seniority for q in ready))
    ]
    waiting = sum(q.status == "draft" and problem.role.seniority in q.seniority for q in rest)
    parts += [f"{waiting} not reviewed"] if waiting else []
    return f" (beyond these: {', '.join(parts)})" if parts else ""
