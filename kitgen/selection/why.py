"""Why a question was chosen, and why another was not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kitgen.blueprint import Constraint
from kitgen.errors import Shortfall
from kitgen.question import Question
from kitgen.selection import select
from kitgen.selection.candidates import Case, Cell, Pool, Selection, candidates
from kitgen.selection.demands import Demand, demands
from kitgen.selection.shortfall import explain
from kitgen.selection.targets import targets


def served(case: Case, selection: Selection) -> Mapping[str, tuple[str, ...]]:
    """Return for each chosen question the demands that count it."""
    asked = demands(case, candidates(case))
    return {
        q.id: tuple(
            f"{demand.words} ({demand.origin})" if demand.origin else demand.words
            for demand in asked
            if demand.sort != "some" and _counts(demand, (n, q.id), questions)
        )
        for n, questions in enumerate(selection.rounds)
        for q in questions
    }


def _counts(demand: Demand, cell: Cell, questions: Sequence[Question]) -> bool:
    """Tell whether a demand counts a question, or one asked in its round requires it."""
    number = cell[0]
    asked = {(number, q.id) for q in questions}
    return any(
        (b.lower is not None and b.lower > 0 and b.terms.get(cell, 0) > 0)
        or (demand.needs and b.terms.get(cell, 0) < 0 and bool(asked & set(b.terms) - {cell}))
        for b in demand.bounds
    )


def why_not(case: Case, question_id: str, best: Selection) -> str:
    """Say why the best selection leaves a question out, or where it asks it.

    Raises UnknownName for a question that the bank does not hold.
    """
    question = case.bank.question(question_id)
    for round_, questions in zip(case.role.rounds, best.rounds, strict=True):
        if question in questions:
            return f"it is asked in round {round_.id}"
    barred = list(_barred(case, question))
    return "; ".join(barred) if barred else _weighed(case, question, best)


def _barred(case: Case, question: Question) -> Iterator[str]:
    """Yield what keeps a question from being a candidate at all."""
    role = case.role
    if question.status != "reviewed":
        yield f"its status is {question.status}; only reviewed questions are chosen"
    levels = (role.seniority, *role.borrow)
    if not set(levels) & set(question.seniority):
        yield f"it is for {', '.join(question.seniority)}, and the role asks {', '.join(levels)}"
    if not any(round_.asks(question.category) for round_ in role.rounds):
        yield f"no round asks {question.category}"
    wanted = {weight.id for weight in role.competencies}
    if wanted and wanted.isdisjoint(question.competencies):
        yield f"the role weighs none of {', '.join(question.competencies)}"
    if any(question.id in (row.exclude or ()) for row in _rows(case)):
        yield "it is excluded"
    if question.id in case.choice.rested and not case.choice.repeat:
        yield "it rests"


def _rows(case: Case) -> list[Constraint]:
    rows = (*case.role.blueprint, *(row for round_ in case.role.rounds for row in round_.blueprint))
    return [row for row in rows if not row.skip]


def _weighed(case: Case, question: Question, best: Selection) -> str:
    """Ask it all the same, and compare."""
    row = Constraint(include=(question.id,))
    role = case.role.model_copy(update={"blueprint": (*case.role.blueprint, row)})
    forced = replace(case, role=role, choice=replace(case.choice, forms=1, overlap=None))
    try:
        (other,) = select(forced)
    except Shortfall:
        hit = (d for d in explain(forced).conflicts[0] if d.row != row)
        return f"with it, these could not be met: {'; '.join(d.words for d in hit)}"
    return _compared(case, best, other)


def _compared(case: Case, best: Selection, other: Selection) -> str:
    aims = targets(case, candidates(case))
    before, after = _cells(best.rounds), _cells(other.rounds)
    lost = sorted(name for _, name in before - after)
    costs = {t.words: t.points(after) - t.points(before) for t in aims}
    dearer = [f"{words} (+{cost})" for words, cost in costs.items() if cost > 0]
    total = sum(costs.values())
    instead = f"in the place of {', '.join(lost)}"
    if total > 0:
        return f"{instead} it would serve the targets worse by {total} points: {'; '.join(dearer)}"
    return f"{instead} it would do as well: the draw of seed {case.choice.seed} decided"


def _cells(rounds: Sequence[Pool]) -> frozenset[Cell]:
    return frozenset((n, q.id) for n, pool in enumerate(rounds) for q in pool)
