"""Why a question was chosen, and why another was not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kitgen.bank.question import Question
from kitgen.errors import Shortfall
from kitgen.role.rows import Row
from kitgen.selection import select
from kitgen.selection.constraints import Constraint, constraints
from kitgen.selection.explain.shortfall import explain
from kitgen.selection.pools import candidates
from kitgen.selection.problem import Cell, Pool, Selection, SelectionProblem
from kitgen.selection.targets import targets


def reasons_for(problem: SelectionProblem, selection: Selection) -> Mapping[str, tuple[str, ...]]:
    """Return for each chosen question the constraints that count it."""
    asked = constraints(problem, candidates(problem))
    return {
        q.id: tuple(
            f"{constraint.words} ({constraint.origin})" if constraint.origin else constraint.words
            for constraint in asked
            if constraint.sort != "some" and _counts(constraint, (n, q.id), questions)
        )
        for n, questions in enumerate(selection.rounds)
        for q in questions
    }


def _counts(constraint: Constraint, cell: Cell, questions: Sequence[Question]) -> bool:
    """Tell whether a constraint counts a question, or one asked in its round requires it."""
    number = cell[0]
    asked = {(number, q.id) for q in questions}
    return any(
        (b.lower is not None and b.lower > 0 and b.coefficients.get(cell, 0) > 0)
        or (
            constraint.is_requirement
            and b.coefficients.get(cell, 0) < 0
            and bool(asked & set(b.coefficients) - {cell})
        )
        for b in constraint.inequalities
    )


def why_not(problem: SelectionProblem, question_id: str, best: Selection) -> str:
    """Say why the best selection leaves a question out, or where it asks it.

    Raises UnknownName for a question that the bank does not hold.
    """
    question = problem.bank.question(question_id)
    for round_, questions in zip(problem.role.rounds, best.rounds, strict=True):
        if question in questions:
            return f"it is asked in round {round_.id}"
    barred = list(_barred(problem, question))
    return "; ".join(barred) if barred else _weighed(problem, question, best)


def _barred(problem: SelectionProblem, question: Question) -> Iterator[str]:
    """Yield what keeps a question from being a candidate at all."""
    role = problem.role
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
    if any(question.id in (row.exclude or ()) for row in _rows(problem)):
        yield "it is excluded"
    if question.id in problem.options.rested and not problem.options.repeat:
        yield "it rests"


def _rows(problem: SelectionProblem) -> list[Row]:
    rows = (
        *problem.role.blueprint,
        *(row for round_ in problem.role.rounds for row in round_.blueprint),
    )
    return [row for row in rows if not row.skip]


def _weighed(problem: SelectionProblem, question: Question, best: Selection) -> str:
    """Ask it all the same, and compare."""
    row = Row(include=(question.id,))
    role = problem.role.model_copy(update={"blueprint": (*problem.role.blueprint, row)})
    forced = replace(problem, role=role, options=replace(problem.options, forms=1, overlap=None))
    try:
        (other,) = select(forced)
    except Shortfall:
        hit = (d for d in explain(forced).conflicts[0] if d.row != row)
        return f"with it, these could not be met: {'; '.join(d.words for d in hit)}"
    return _compared(problem, best, other)


def _compared(problem: SelectionProblem, best: Selection, other: Selection) -> str:
    aims = targets(problem, candidates(problem))
    before, after = _cells(best.rounds), _cells(other.rounds)
    lost = sorted(name for _, name in before - after)
    costs = {t.words: t.points(after) - t.points(before) for t in aims}
    dearer = [f"{words} (+{cost})" for words, cost in costs.items() if cost > 0]
    total = sum(costs.values())
    instead = f"in the place of {', '.join(lost)}"
    if total > 0:
        return f"{instead} it would serve the targets worse by {total} points: {'; '.join(dearer)}"
    return f"{instead} it would do as well: the draw of seed {problem.options.seed} decided"


def _cells(rounds: Sequence[Pool]) -> frozenset[Cell]:
    return frozenset((n, q.id) for n, pool in enumerate(rounds) for q in pool)
