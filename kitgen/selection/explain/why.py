"""Why a question was chosen, and why another was not."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from kitgen.bank.question import Question
from kitgen.errors import Shortfall
from kitgen.role.eligibility import unmet
from kitgen.role.rows import Exclude, Include
from kitgen.selection import select
from kitgen.selection.cases import cells_of, without_uses
from kitgen.selection.constraints import Constraint, Inequality
from kitgen.selection.explain.edits import with_role
from kitgen.selection.explain.shortfall import explain
from kitgen.selection.pools import candidates
from kitgen.selection.problem import Cell, Cells, Selection, SelectionProblem
from kitgen.selection.rules import constraints
from kitgen.selection.targets import targets


def reasons_for(problem: SelectionProblem, selection: Selection) -> Mapping[str, tuple[str, ...]]:
    """Return for each chosen question the constraints that count it."""
    problem = replace(problem, yielding=bool(selection.lacks))
    every = constraints(problem, candidates(problem))
    rules = [constraint for constraint in every if constraint.sort != "some"]
    reasons: dict[str, tuple[str, ...]] = {}
    for n, questions in enumerate(selection.rounds):
        for question in questions:
            counting = [c for c in rules if _counts(c, (n, question.id), questions)]
            reasons[question.id] = tuple(map(_reason, counting))
    return reasons


def _reason(constraint: Constraint) -> str:
    origin = f" ({constraint.origin})" if constraint.origin else ""
    return f"{constraint.words}{origin}"


def _counts(constraint: Constraint, cell: Cell, questions: Sequence[Question]) -> bool:
    """Tell whether a constraint counts a question, or one asked in its round requires it."""
    asked = {(cell[0], q.id) for q in questions}
    if constraint.sort == "case":
        return any(cell in limit.coefficients for limit in constraint.inequalities)
    if constraint.is_requirement:
        return any(_requires(limit, cell, asked) for limit in constraint.inequalities)
    return any(_asks_for(limit, cell) for limit in constraint.inequalities)


def _asks_for(limit: Inequality, cell: Cell) -> bool:
    return (limit.lower or 0) > 0 and limit.coefficients.get(cell, 0) > 0


def _requires(limit: Inequality, cell: Cell, asked: Set[Cell]) -> bool:
    """Tell whether a question is required (its coefficient is negative) by another one asked."""
    others = (asked & set(limit.coefficients)) - {cell}
    return limit.coefficients.get(cell, 0) < 0 and bool(others)


def why_not(problem: SelectionProblem, question_id: str, best: Selection) -> str:
    """Tell why the best selection leaves a question out, or where it asks it.

    Raises UnknownName for a question that is not in the bank.
    """
    question = problem.bank.question(question_id)
    for round_, questions in zip(problem.role.rounds, best.rounds, strict=True):
        if question in questions:
            return f"it is asked in round {round_.id}"
    reasons = list(_reasons_against(problem, question))
    return "; ".join(reasons) if reasons else _weighed(problem, question, best)


def _reasons_against(problem: SelectionProblem, question: Question) -> Iterator[str]:
    """Yield what keeps a question from being chosen at all."""
    for condition in unmet(question, problem.role, problem.role.rounds):
        yield condition.words(question, problem.role)
    if question.id in _excluded(problem):
        yield "it is excluded"
    if question.id in problem.options.rested and not problem.options.repeat:
        yield "it rests"


def _excluded(problem: SelectionProblem) -> set[str]:
    rows = [placed.row for placed in problem.role.rows()]
    return {name for row in rows if isinstance(row, Exclude) for name in row.exclude}


def _weighed(problem: SelectionProblem, question: Question, best: Selection) -> str:
    """Ask it all the same, and compare."""
    row = Include(include=(question.id,))
    forced = with_role(problem, {"blueprint": (*problem.role.blueprint, row)})
    usual = _usual(problem, best)
    forced = replace(forced, options=replace(problem.options, forms=1, overlap=None, usual=usual))
    try:
        (other,) = select(forced)
    except Shortfall:
        members = [c.words for c in explain(forced).conflicts[0] if c.row != row]
        return f"with it, these could not be met: {'; '.join(members)}"
    return _compared(problem, best, other)


def _compared(problem: SelectionProblem, best: Selection, other: Selection) -> str:
    problem = replace(problem, yielding=bool(best.lacks or other.lacks))
    before, after = frozenset(cells_of(best.rounds)), frozenset(cells_of(other.rounds))
    lost = sorted(name for _, name in without_uses(before - after))
    costs = {
        target.words: target.points(after) - target.points(before)
        for target in targets(problem, candidates(problem))
    }
    dearer = [f"{words} (+{cost})" for words, cost in costs.items() if cost > 0]
    total = sum(costs.values())
    instead = f"in the place of {', '.join(lost)}"
    usual = _usual(problem, best)
    moved = sum(len(cells & before) - len(cells & after) for cells in map(without_uses, usual))
    if moved > 0:
        return f"{instead} it would move {moved} more of the questions that are not excluded"
    if total > 0:
        return f"{instead} it would serve the targets worse by {total} points: {'; '.join(dearer)}"
    return f"{instead} it would do as well: the draw of seed {problem.options.seed} decided"


def _usual(problem: SelectionProblem, best: Selection) -> tuple[Cells, ...]:
    """Return the usual choice of the form of a selection, where there is one."""
    number = problem.options.form_names.index(best.form)
    return problem.options.usual[number : number + 1]
