"""What a selection chose, as tables on stderr, and how its forms compare."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import combinations
from typing import TYPE_CHECKING

import click

from kitgen.cli.answers import echo_table
from kitgen.cli.lacking import lacking
from kitgen.errors import KitgenError

if TYPE_CHECKING:
    from kitgen.request import Prepared
    from kitgen.role.dropped import LeftBehind
    from kitgen.role.role import Role
    from kitgen.selection import Selection, SelectionProblem
    from kitgen.selection.problem import Pool

_CHOSEN = ("round", "question", "minutes", "difficulty", "evidence of")


def echo_summary(role: "Role", selections: "Sequence[Selection]", rounds: Sequence[str]) -> None:
    """Print the questions of each form, and the forms side by side when there are several.

    Only of the rounds of those names, or of all.
    """
    wanted = [n for n, round_ in enumerate(role.rounds) if not rounds or round_.id in rounds]
    for selection in selections:
        if selection.form:
            click.echo(f"Form {selection.form}", err=True)
        echo_table(_CHOSEN, list(_rows(role, selection, wanted)), err=True)
        click.echo(err=True)
    if len(selections) > 1:
        forms = tuple(f"form {selection.form}" for selection in selections)
        echo_table(("", *forms), list(_comparison(role, selections, wanted)), err=True)
        click.echo(err=True)


def echo_optimality(selections: "Sequence[Selection]") -> None:
    """Say what the bank lacks for the weights, what forms share, and how good the choice is."""
    for selection in selections:
        form = f"form {selection.form}: " if selection.form else ""
        for line in lacking(selection.lacks):
            click.echo(f"{form}{line}", err=True)
    if len(selections) > 1:
        click.echo(_overlap(selections), err=True)
    click.echo(_quality(selections[0]), err=True)


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


def _quality(selection: "Selection") -> str:
    """Say how far from the best choice one may be."""
    better = selection.points - selection.least_points
    if selection.gap == 0 and selection.steady:
        return (
            "With as many other questions as possible left in place, the choice is proved to be "
            "the best."
        )
    if selection.gap == 0:
        return "The choice is proved to be the best."
    if better == 0:
        return (
            f"No choice has fewer points ({selection.points}); of those with as many, another one "
            "could have the better lot."
        )
    return f"Another choice could be better by at most {better} of {selection.points} points."


def _rows(role: "Role", selection: "Selection", wanted: Sequence[int]) -> Iterator[tuple[str, ...]]:
    for n in wanted:
        round_, pool = role.rounds[n], selection.rounds[n]
        for number, q in enumerate(pool):
            name = round_.id if number == 0 else ""
            yield name, q.id, str(q.minutes), str(q.difficulty), ", ".join(q.competencies)
        totals = (str(_minutes(pool)), f"{_mean_difficulty(pool):.1f}")
        yield "", f"  of {round_.budget} minutes, mean difficulty", *totals, ""


def _comparison(
    role: "Role", selections: "Sequence[Selection]", wanted: Sequence[int]
) -> Iterator[tuple[str, ...]]:
    for n in wanted:
        name = role.rounds[n].id
        pools = [selection.rounds[n] for selection in selections]
        yield f"{name}: questions", *(str(len(pool)) for pool in pools)
        yield f"{name}: minutes", *(str(_minutes(pool)) for pool in pools)
        yield f"{name}: mean difficulty", *(f"{_mean_difficulty(pool):.1f}" for pool in pools)


def _minutes(pool: "Pool") -> int:
    return sum(question.minutes for question in pool)


def _mean_difficulty(pool: "Pool") -> float:
    return sum(question.difficulty for question in pool) / len(pool)


def _overlap(selections: "Sequence[Selection]") -> str:
    ids = [{q.id for questions in s.rounds for q in questions} for s in selections]
    shared = max(len(one & other) for one, other in combinations(ids, 2))
    if shared == 0:
        return "No two forms share a question."
    least = selections[0].overlap
    return f"Two forms share at most {shared} of their questions (limit {least})."
