"""What a selection chose, as tables on stderr, and how its forms compare."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import combinations
from typing import TYPE_CHECKING

import click

from kitgen.cli.answers import echo_table
from kitgen.cli.lacking import lacking
from kitgen.errors import KitgenError, counted

if TYPE_CHECKING:
    from kitgen.bank.case import Case
    from kitgen.literals import Likeness
    from kitgen.request import Prepared
    from kitgen.role.dropped import LeftBehind
    from kitgen.selection import Selection, SelectionProblem
    from kitgen.selection.problem import Pool

_ALIKE: "Mapping[Likeness, str]" = {
    "minutes": "minutes of {}",
    "difficulty": "difficulty of {}, of all questions together",
    "kind": "questions of kind {}",
    "competency": "questions with evidence of {}",
    "main": "questions mainly of {}",
}
_CHOSEN = ("round", "question", "minutes", "difficulty", "evidence of")


def echo_summary(
    problem: "SelectionProblem", selections: "Sequence[Selection]", rounds: Sequence[str]
) -> None:
    """Print the questions of each form, and the forms side by side when there are several.

    Only of the rounds of those names, or of all.
    """
    every = problem.role.rounds
    wanted = [n for n, round_ in enumerate(every) if not rounds or round_.id in rounds]
    for selection in selections:
        if selection.form:
            click.echo(f"Form {selection.form}", err=True)
        echo_table(_CHOSEN, list(_rows(problem, selection, wanted)), err=True)
        click.echo(err=True)
    if len(selections) > 1:
        forms = tuple(f"form {selection.form}" for selection in selections)
        echo_table(("", *forms), list(_comparison(problem, selections, wanted)), err=True)
        click.echo(err=True)


def echo_optimality(selections: "Sequence[Selection]") -> None:
    """Say what the bank lacks for the weights, what forms share, and how good the choice is."""
    for selection in selections:
        form = f"form {selection.form}: " if selection.form else ""
        for line in lacking(selection.lacks):
            click.echo(f"{form}{line}", err=True)
    if len(selections) > 1:
        for line in _differences(selections):
            click.echo(line, err=True)
        click.echo(_overlap(selections), err=True)
    for line in _quality(selections[0]):
        click.echo(line, err=True)


def echo_left_behind(prepared: "Prepared") -> None:
    """Name what a role still weighs although it has dropped the round that asked for it.

    Files with faults are left to those who need them.
    """
    from kitgen.role.dropped import left_behind
    from kitgen.role.inherit import role_file

    request = prepared.request
    if request.role is None or request.role_options.sections:
        return
    found: list[LeftBehind] = []
    with suppress(KitgenError):
        found = left_behind(role_file(request.role, request.roles), prepared.bank)
    if found:
        rounds = f"round{'s' if len(found[0].rounds) > 1 else ''} {', '.join(found[0].rounds)}"
        counts = ", ".join(f"{one.competency} ({one.left} of {one.before})" for one in found)
        click.echo(
            f"Without {rounds}, few questions are left that are mainly about {counts}. "
            "To hire without, add under competencies:",
            err=True,
        )
    for one in found:
        click.echo(f"  - {{id: {one.competency}, drop: true}}", err=True)


def echo_reasons(
    problem: "SelectionProblem",
    selections: "Sequence[Selection]",
    left_out: Sequence[str],
    *,
    explain: bool,
) -> None:
    """Say what each chosen question is there for, and why those named were left out."""
    from kitgen.selection.explain.why import reasons_for, why_not

    for selection in selections:
        form = f"form {selection.form}, " if selection.form else ""
        for name, reasons in reasons_for(problem, selection).items() if explain else ():
            click.echo(f"{form}{name} serves:", err=True)
            for reason in reasons:
                click.echo(f"  - {reason}", err=True)
        for name in left_out:
            click.echo(f"{form}{name}: {why_not(problem, name, selection)}.", err=True)


def _quality(selection: "Selection") -> Iterator[str]:
    """Say how good a choice is, in points, and what they are for."""
    above = selection.points - selection.least_points
    kept = "with as many other questions as possible left in place, " if selection.steady else ""
    if not above:
        against = counted(selection.points, "point")
        yield _sentence(f"{kept}no choice is better ({against} against this one).")
        return
    more = counted(above, "point")
    yield _sentence(f"{kept}the choice has at most {more} more than the best. Its points are:")
    yield from _points(selection)


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _points(selection: "Selection") -> Iterator[str]:
    for cost in selection.costs:
        form = f"form {cost.form}: " if cost.form else ""
        yield f"  - {form}{cost.words}: {cost.points}"


def _differences(selections: "Sequence[Selection]") -> Iterator[str]:
    """Say what forms do not have alike, and that their scripts do not call them equivalent."""
    uneven = selections[0].uneven
    if not uneven:
        return
    forms = ", ".join(str(selection.form) for selection in selections)
    yield f"The forms are not alike ({forms}):"
    for difference in uneven:
        sums = ", ".join(map(str, difference.sums))
        yield f"  - {_ALIKE[difference.sort].format(difference.subject)}: {sums}"
    yield "So what is read to candidates does not call their questions equivalent."


def _rows(
    problem: "SelectionProblem", selection: "Selection", wanted: Sequence[int]
) -> Iterator[tuple[str, ...]]:
    for n in wanted:
        round_, pool = problem.role.rounds[n], selection.rounds[n]
        for number, q in enumerate(pool):
            name = round_.id if number == 0 else ""
            yield name, q.id, str(q.minutes), str(q.difficulty), ", ".join(q.competencies)
        for case in _read(problem, pool):
            yield "", f"  reading the case {case.id}", str(case.minutes), "", ""
        totals = (str(_minutes(problem, pool)), f"{_mean_difficulty(pool):.1f}")
        yield "", f"  of {round_.budget} minutes, mean difficulty", *totals, ""


def _comparison(
    problem: "SelectionProblem", selections: "Sequence[Selection]", wanted: Sequence[int]
) -> Iterator[tuple[str, ...]]:
    for n in wanted:
        name = problem.role.rounds[n].id
        pools = [selection.rounds[n] for selection in selections]
        yield f"{name}: questions", *(str(len(pool)) for pool in pools)
        yield f"{name}: minutes", *(str(_minutes(problem, pool)) for pool in pools)
        yield f"{name}: mean difficulty", *(f"{_mean_difficulty(pool):.1f}" for pool in pools)


def _minutes(problem: "SelectionProblem", pool: "Pool") -> int:
    read = sum(case.minutes for case in _read(problem, pool))
    return read + sum(question.minutes for question in pool)


def _read(problem: "SelectionProblem", pool: "Pool") -> "list[Case]":
    """Return the cases that a round takes time to read."""
    from kitgen.selection.cases import cases_in

    return [case for case in cases_in(problem, [pool]) if case.minutes]


def _mean_difficulty(pool: "Pool") -> float:
    return sum(question.difficulty for question in pool) / len(pool)


def _overlap(selections: "Sequence[Selection]") -> str:
    """Say how many questions two forms share, and whether fewer are possible."""
    ids = [{q.id for questions in s.rounds for q in questions} for s in selections]
    shared = max(len(one & other) for one, other in combinations(ids, 2))
    if shared == 0:
        return "No two forms share a question."
    questions = counted(shared, "question")
    return f"No two forms share more than {questions}{_fewer(selections[0], shared)}."


def _fewer(selection: "Selection", shared: int) -> str:
    least = selection.least_overlap
    if least is None:
        return f" (--overlap {selection.overlap})"
    if least == shared:
        return "; fewer are not possible"
    return (
        f"; {least} was not ruled out"
        if least == shared - 1
        else f"; {least} to {shared - 1} were not ruled out"
    )
