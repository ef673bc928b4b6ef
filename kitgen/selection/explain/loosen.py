"""How one constraint of a conflict could be loosened, and what the user would have to change."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kitgen.bank.case import Case
from kitgen.bank.question import Question
from kitgen.errors import YamlPath
from kitgen.role.loaded import Flag
from kitgen.role.options import category_option
from kitgen.role.role import Role
from kitgen.role.rows import Count, Loosened
from kitgen.selection.constraints import Constraint, Origin, Sort, at
from kitgen.selection.explain.edits import (
    row_at,
    with_case,
    with_minutes,
    with_questions,
    with_role,
    with_round,
    with_row,
)
from kitgen.selection.pools import candidates
from kitgen.selection.problem import SelectionProblem

# How far a limit is raised before giving up: four hours, and more questions than a loop asks.
_MORE_MINUTES, _MORE_QUESTIONS = 240, 30


@dataclass(frozen=True, slots=True)
class Repair:
    """What to change, in words, and the problem as it is then."""

    words: str
    problem: SelectionProblem


@dataclass(frozen=True, slots=True)
class Ladder:
    """Changes of one kind, the smallest first; `nested` where all after one that works do too."""

    steps: Iterable[Repair]
    nested: bool = True


def loosenings(problem: SelectionProblem, constraint: Constraint) -> Iterator[Ladder]:
    """Yield the ways to loosen one constraint."""
    if constraint.sort in _WAYS:
        yield from _WAYS[constraint.sort](problem, constraint)


def _row(problem: SelectionProblem, constraint: Constraint) -> Iterator[Ladder]:
    place, origin = constraint.place, constraint.origin
    for loosening in row_at(problem.role, place).loosenings():
        steps = [_as_written(step, origin) for step in loosening.steps]
        possible = [step for step in steps if step.row or _can_go(problem.role, place)]
        rungs = (Repair(step.words, with_row(problem, place, step.row)) for step in possible)
        # Without its flag a category is not asked at all, which may be worse than asking fewer.
        yield Ladder(rungs, loosening.nested and not isinstance(origin, Flag))


def _as_written(step: Loosened, origin: Origin | None) -> Loosened:
    """Return a looser row with what to write: in its file, or on the command line."""
    if isinstance(origin, Flag):
        return _typed(step, origin)
    return replace(step, words=f"{at(origin)}{step.words}")


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
            steps.append(Repair(words, with_minutes(problem, minutes)))
        else:
            change = f"minutes: {minutes} instead of {round_.minutes}, in round {round_.id}"
            then = with_round(problem, number, {"minutes": minutes})
            steps.append(Repair(f"{at(flag)}{change}", then))
    yield Ladder(steps)


def _free_evidence(problem: SelectionProblem, _: Constraint) -> Iterator[Ladder]:
    free = with_role(problem, {"evidence": "free"})
    words = (
        "evidence: free in the role, which keeps the questions: weights change the score only, and "
        "a competency may have fewer questions than its share"
    )
    yield Ladder((Repair(words, free),))


def _shorter_rest(problem: SelectionProblem, constraint: Constraint) -> Iterator[Ladder]:
    runs = problem.options.resting
    steps: list[Repair] = []
    for n in range(len(runs) - 1, -1, -1):
        words = (
            f"--rest {n} instead of {constraint.origin}" if n else f"without {constraint.origin}"
        )
        options = replace(problem.options, resting=runs[:n])
        steps.append(Repair(words, replace(problem, options=options)))
    yield Ladder(steps)
    repeat = replace(problem, options=replace(problem.options, repeat=True))
    words = "--repeat, which reuses rested questions only where it must"
    yield Ladder((Repair(words, repeat),))


def _forms(problem: SelectionProblem, constraint: Constraint) -> Iterator[Ladder]:
    options = problem.options
    least = (options.overlap or 0) + 1
    overlaps = range(least, least + _MORE_QUESTIONS)
    yield Ladder(
        [
            Repair(
                f"--overlap {n} instead of {constraint.origin}",
                replace(problem, options=replace(options, overlap=n)),
            )
            for n in overlaps
        ]
    )
    yield Ladder(
        [
            Repair(
                f"--forms {n} instead of --forms {options.forms}",
                replace(problem, options=replace(options, forms=n)),
            )
            for n in range(options.forms - 1, 0, -1)
        ]
    )


def _without_enemies(problem: SelectionProblem, constraint: Constraint) -> Iterator[Ladder]:
    one, other = constraint.subject
    yield _without_marks(problem, "enemies", ((one, other), (other, one)))


def _without_required(problem: SelectionProblem, constraint: Constraint) -> Iterator[Ladder]:
    one, other = constraint.subject
    yield _without_marks(problem, "requires", ((one, other),))


def _without_marks(problem: SelectionProblem, key: str, marks: Iterable[tuple[str, str]]) -> Ladder:
    """Take names out of the enemies, or of what is required, of questions of the bank."""
    changed: list[Question] = []
    taken: list[str] = []
    for name, mark in marks:
        question = problem.bank.question(name)
        listed: tuple[str, ...] = getattr(question, key)
        if mark in listed:
            left = tuple(other for other in listed if other != mark)
            changed.append(question.model_copy(update={key: left}))
            taken.append(f"'{mark}' out of the {key} of '{name}'")
    words = f"take {' and '.join(taken)} in the bank"
    return Ladder((Repair(words, with_questions(problem, changed)),))


def _looser_case(problem: SelectionProblem, constraint: Constraint) -> Iterator[Ladder]:
    """Let fewer questions of a case be asked, and more."""
    case = next(case for case in problem.bank.cases if case.id == constraint.subject[0])
    pools = candidates(problem)
    may_ask = len({q.id for pool in pools for q in pool if q.case == case.id})
    least, most = case.limits(may_ask)
    yield Ladder([_with_limit(problem, case, "at_least", n) for n in range(least - 1, 0, -1)])
    yield Ladder([_with_limit(problem, case, "at_most", n) for n in range(most + 1, may_ask + 1)])


def _with_limit(problem: SelectionProblem, case: Case, key: str, number: int) -> Repair:
    now = getattr(case, key)
    instead = "" if now is None else f" instead of {now}"
    changed = case.model_copy(update={key: number})
    words = f"{key}: {number}{instead}, in the case '{case.id}' of the bank"
    return Repair(words, with_case(problem, changed))


_WAYS: Mapping[Sort, Callable[[SelectionProblem, Constraint], Iterator[Ladder]]] = {
    "row": _row,
    "minutes": _longer,
    "evidence": _free_evidence,
    "rest": _shorter_rest,
    "overlap": _forms,
    "enemies": _without_enemies,
    "requires": _without_required,
    "case": _looser_case,
}
