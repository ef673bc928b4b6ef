"""How one constraint of a conflict could be loosened, and what the user would have to change."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from kitgen.errors import YamlPath
from kitgen.role.loaded import Flag
from kitgen.role.options import category_option
from kitgen.role.role import Role
from kitgen.role.rows import Count, Loosened, Loosening
from kitgen.selection.constraints import Constraint, Sort, at
from kitgen.selection.explain.case import looser_case
from kitgen.selection.explain.edits import (
    row_at,
    with_minutes,
    with_options,
    with_role,
    with_round,
    with_row,
)
from kitgen.selection.explain.marks import without_enemies, without_required
from kitgen.selection.explain.repair import Ladder, Repair, single
from kitgen.selection.explain.slacks import grip
from kitgen.selection.explain.words import in_round
from kitgen.selection.problem import SelectionProblem

# How far a limit is raised before giving up: four hours, and more questions than a loop asks.
_MORE_MINUTES, _MORE_QUESTIONS = 240, 30


def loosenings(problem: SelectionProblem, constraint: Constraint) -> Iterator[Ladder]:
    """Yield the ways to loosen one constraint."""
    if constraint.sort in _WAYS:
        yield from _WAYS[constraint.sort](problem, constraint)


def _row(problem: SelectionProblem, constraint: Constraint) -> Iterator[Ladder]:
    for loosening in row_at(problem.role, constraint.place).loosenings():
        yield _ladder(problem, constraint, loosening)


def _ladder(problem: SelectionProblem, constraint: Constraint, loosening: Loosening) -> Ladder:
    place = constraint.place
    written = [_as_written(problem, constraint, step) for step in loosening.steps]
    steps = [step for step in written if step.row or _can_go(problem.role, place)]
    return Ladder(
        tuple(Repair(step.words, partial(with_row, place=place, row=step.row)) for step in steps),
        numbers=next((n for n, step in enumerate(steps) if step.row is None), len(steps)),
        nested=loosening.nested,
        grip=grip(constraint, loosening.side) if loosening.side else None,
        about=loosening.about,
    )


def _as_written(problem: SelectionProblem, constraint: Constraint, step: Loosened) -> Loosened:
    """Return a looser row with what to write: in its file, or on the command line."""
    origin = constraint.origin
    if isinstance(origin, Flag):
        return _typed(step, origin)
    words = f"{at(origin)}{step.words}{in_round(problem.role, constraint)}"
    return replace(step, words=words)


def _typed(step: Loosened, flag: Flag) -> Loosened:
    """Return a looser row that a flag made, with what to type instead of the flag."""
    row = step.row
    if isinstance(row, Count) and row.least:
        return Loosened(f"{category_option(row)} instead of {flag}", row)
    return Loosened(f"without {flag}", None)


def _can_go(role: Role, place: YamlPath) -> bool:
    """Tell whether a row may be left out: its round keeps one, and does not ask all categories."""
    if place[0] == "blueprint":
        return True
    round_ = role.rounds[int(place[1])]
    sections = [row for row in round_.sections if row is not row_at(role, place)]
    return len(round_.blueprint) > 1 and bool(sections) == bool(round_.sections)


def _longer(problem: SelectionProblem, constraint: Constraint) -> Iterator[Ladder]:
    number = int(constraint.place[1])
    round_, flag = problem.role.rounds[number], constraint.origin
    steps: list[Repair] = []
    for minutes in range(round_.minutes + 1, round_.minutes + _MORE_MINUTES):
        if isinstance(flag, Flag):
            words = f"{flag} {minutes} instead of {flag} {round_.minutes}"
            steps.append(Repair(words, partial(with_minutes, minutes=minutes)))
        else:
            change = f"minutes: {minutes} instead of {round_.minutes}, in round {round_.id}"
            then = partial(with_round, number=number, update={"minutes": minutes})
            steps.append(Repair(f"{at(flag)}{change}", then))
    # The flag makes other rounds longer too.
    name = None if isinstance(flag, Flag) else grip(constraint, "upper")
    yield Ladder(steps, len(steps), grip=name)


def _free_evidence(_: SelectionProblem, __: Constraint) -> Iterator[Ladder]:
    words = (
        "evidence: free in the role, which keeps the questions: weights change the score only, and "
        "a competency may have fewer questions than its share"
    )
    yield single(words, partial(with_role, update={"evidence": "free"}))


def _shorter_rest(problem: SelectionProblem, constraint: Constraint) -> Iterator[Ladder]:
    runs = problem.options.resting
    steps: list[Repair] = []
    for n in range(len(runs) - 1, -1, -1):
        less = f"--rest {n} instead of {constraint.origin}"
        words = less if n else f"without {constraint.origin}"
        steps.append(Repair(words, partial(with_options, update={"resting": runs[:n]})))
    yield Ladder(steps, len(steps))
    words = "--repeat, which reuses rested questions only where it must"
    yield single(words, partial(with_options, update={"repeat": True}))


def _forms(problem: SelectionProblem, constraint: Constraint) -> Iterator[Ladder]:
    options = problem.options
    least = (options.overlap or 0) + 1
    more = [
        Repair(
            f"--overlap {n} instead of {constraint.origin}",
            partial(with_options, update={"overlap": n}),
        )
        for n in range(least, least + _MORE_QUESTIONS)
    ]
    yield Ladder(more, len(more))
    fewer = [
        Repair(
            f"--forms {n} instead of --forms {options.forms}",
            partial(with_options, update={"forms": n}),
        )
        for n in range(options.forms - 1, 0, -1)
    ]
    yield Ladder(fewer, len(fewer))


_WAYS: Mapping[Sort, Callable[[SelectionProblem, Constraint], Iterator[Ladder]]] = {
    "row": _row,
    "minutes": _longer,
    "evidence": _free_evidence,
    "rest": _shorter_rest,
    "overlap": _forms,
    "enemies": without_enemies,
    "requires": without_required,
    "case": looser_case,
}
