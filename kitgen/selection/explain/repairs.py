"""The smallest changes that would each make an impossible problem possible; every one is tried."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kitgen.errors import YamlPath
from kitgen.literals import SENIORITIES
from kitgen.role.role import Role
from kitgen.role.rows import Row
from kitgen.selection.constraints import Constraint
from kitgen.selection.explain.additions import additions
from kitgen.selection.explain.edits import row_at, with_minutes, with_round, with_row
from kitgen.selection.problem import SelectionProblem
from kitgen.selection.scope import tolerance

_MORE_QUESTIONS, _MORE_MINUTES = 30, 240  # how far a limit is raised before giving up


@dataclass(frozen=True, slots=True)
class Repair:
    """What to change, in words, and the problem as it is then."""

    words: str
    problem: SelectionProblem


# The smallest change first. In a tuple all after one that works do too; others are tried in turn.
Ladder = tuple[Repair, ...] | Iterator[Repair]


def changes(
    problem: SelectionProblem,
    conflict: Sequence[Constraint],
    possible: Callable[[SelectionProblem], bool],
) -> Iterator[Repair]:
    """Yield the smallest change of each kind that makes the problem possible."""
    seen: set[str] = set()
    for ladder in _ladders(problem, conflict):
        found = _first(ladder, lambda change: possible(change.problem))
        if found and found.words not in seen:
            seen.add(found.words)
            yield found


def _first(ladder: Ladder, works: Callable[[Repair], bool]) -> Repair | None:
    if isinstance(ladder, tuple):
        number = bisect_left(ladder, True, key=works)
        return ladder[number] if number < len(ladder) else None
    return next(filter(works, ladder), None)


def _ladders(problem: SelectionProblem, conflict: Sequence[Constraint]) -> Iterator[Ladder]:
    for constraint in conflict:
        yield from _numbers(problem, constraint)
    for constraint in conflict:
        yield (Repair(words, then) for words, then in additions(problem, constraint))
    if any(constraint.sort in {"row", "evidence", "some"} for constraint in conflict):
        yield from ((change,) for change in _neighbours(problem))


def _numbers(problem: SelectionProblem, constraint: Constraint) -> Iterator[Ladder]:
    """Yield the ways to loosen one constraint."""
    if constraint.sort == "row":
        yield from _rows(problem, constraint)
    elif constraint.sort == "minutes":
        yield _longer(problem, constraint)
    elif constraint.sort == "evidence":
        free = problem.role.model_copy(update={"evidence": "free"})
        yield (Repair("evidence: free in the role", replace(problem, role=free)),)
    elif constraint.sort == "rest":
        yield _rests(problem)
        repeat = replace(problem.options, repeat=True)
        yield (
            Repair(
                "--repeat, which takes rested questions where it must",
                replace(problem, options=repeat),
            ),
        )
    elif constraint.sort == "overlap":
        yield from _forms(problem)
    elif constraint.sort in {"enemies", "requires"}:
        yield (_without_mark(problem, constraint),)


def _rows(problem: SelectionProblem, constraint: Constraint) -> Iterator[Ladder]:
    row = row_at(problem.role, constraint.place)
    if row.include or row.exclude:
        key = "include" if row.include else "exclude"
        for name in getattr(row, key):
            rest = tuple(other for other in getattr(row, key) if other != name)
            new = row.model_copy(update={key: rest or None, "skip": not rest})
            flag = constraint.origin if constraint.origin.startswith("--") else ""
            place = f"{constraint.origin}: " if constraint.origin else ""
            words = f"without {flag}" if flag else f"{place}no longer {key} '{name}'"
            yield (Repair(words, with_row(problem, constraint.place, new)),)
        return
    if row.question:
        yield (_without_row(problem, constraint, row),)
        return
    for steps in _looser(row, _can_go(problem.role, constraint.place)):
        rungs = (_changed_row(problem, constraint, row, new) for new in steps)
        yield rungs if row.count is not None else tuple(rungs)


def _looser(row: Row, can_go: bool) -> Iterator[list[dict[str, object]]]:
    """Yield, for each number of a row, its values from the nearest to the loosest."""
    far = _MORE_MINUTES if row.sum else _MORE_QUESTIONS
    if row.mean:
        start = tolerance(row)
        yield [{"within": round(start + n / 10, 2)} for n in range(1, 41) if start + n / 10 <= 4]
    elif row.count is not None:
        fewer: list[dict[str, object]] = [{"count": n} for n in range(row.count - 1, 0, -1)]
        yield [*fewer, {"skip": True}] if can_go else fewer
        yield [{"count": n} for n in range(row.count + 1, row.count + far)]
    else:
        yield [{"at_least": n} for n in range(row.least - 1, -1, -1)]
        if row.at_most is not None:
            yield [{"at_most": n} for n in range(row.at_most + 1, row.at_most + far)]


def _changed_row(
    problem: SelectionProblem, constraint: Constraint, row: Row, numbers: dict[str, object]
) -> Repair:
    ((key, value),) = numbers.items()
    if key == "skip":
        return _without_row(problem, constraint, row)
    before = getattr(row, key)
    usual = {"within": "0.5 (the default)", "at_least": "1 (the default)"}
    instead = f" instead of {usual[key] if before is None else before}"
    place = f"{constraint.origin}: " if constraint.origin else ""
    words = f"{place}{key}: {value}{instead}, in '{row.said()}'"
    return Repair(words, with_row(problem, constraint.place, row.model_copy(update=numbers)))


def _can_go(role: Role, place: YamlPath) -> bool:
    """Tell whether a row may be left out: its round keeps one, and does not ask all categories."""
    if place[0] == "blueprint":
        return True
    round_ = role.rounds[int(place[1])]
    sections = [row for row in round_.sections if row is not row_at(role, place)]
    return len(round_.blueprint) > 1 and bool(sections) == bool(round_.sections)


def _without_row(problem: SelectionProblem, constraint: Constraint, row: Row) -> Repair:
    off = row.model_copy(update={"skip": True})
    place = f"{constraint.origin}: " if constraint.origin else ""
    return Repair(f"{place}leave out '{row.said()}'", with_row(problem, constraint.place, off))


def _longer(problem: SelectionProblem, constraint: Constraint) -> Ladder:
    number = int(constraint.place[1])
    round_ = problem.role.rounds[number]
    lengths = range(round_.minutes + 1, round_.minutes + _MORE_MINUTES)
    if constraint.origin.startswith("--"):
        flag = constraint.origin
        return tuple(
            Repair(f"{flag} {n} instead of {flag} {round_.minutes}", with_minutes(problem, n))
            for n in lengths
        )
    place = f"{constraint.origin}: " if constraint.origin else ""
    return tuple(
        Repair(
            f"{place}minutes: {minutes} instead of {round_.minutes}, in round {round_.id}",
            with_round(problem, number, {"minutes": minutes}),
        )
        for minutes in lengths
    )


def _rests(problem: SelectionProblem) -> Ladder:
    kits = problem.options.resting
    return tuple(
        Repair(
            f"--rest {n} instead of --rest {len(kits)}" if n else f"without --rest {len(kits)}",
            replace(problem, options=replace(problem.options, resting=kits[:n])),
        )
        for n in range(len(kits) - 1, -1, -1)
    )


def _forms(problem: SelectionProblem) -> Iterator[Ladder]:
    options = problem.options
    least = (options.overlap or 0) + 1
    yield tuple(
        Repair(
            f"--overlap {n} instead of --overlap {options.overlap}",
            replace(problem, options=replace(options, overlap=n)),
        )
        for n in range(least, least + _MORE_QUESTIONS)
    )
    yield tuple(
        Repair(
            f"--forms {n} instead of --forms {options.forms}",
            replace(problem, options=replace(options, forms=n)),
        )
        for n in range(options.forms - 1, 0, -1)
    )


def _without_mark(problem: SelectionProblem, constraint: Constraint) -> Repair:
    """Take the enemy, or what is required, out of the questions of the bank."""
    one, other = constraint.subject
    pairs = {one: other, other: one} if constraint.sort == "enemies" else {one: other}
    marked = {q.id: getattr(q, constraint.sort) for q in problem.bank.questions if q.id in pairs}
    taken = [(name, pairs[name]) for name in pairs if pairs[name] in marked[name]]
    questions = tuple(
        q.model_copy(update={constraint.sort: tuple(x for x in marked[q.id] if x != pairs[q.id])})
        if q.id in pairs
        else q
        for q in problem.bank.questions
    )
    said = " and ".join(
        f"'{mark}' out of the {constraint.sort} of '{name}'" for name, mark in taken
    )
    words = f"take {said} in the bank"
    return Repair(words, replace(problem, bank=replace(problem.bank, questions=questions)))


def _neighbours(problem: SelectionProblem) -> Iterator[Repair]:
    """Yield the levels next to the role's whose questions may be borrowed."""
    here = SENIORITIES.index(problem.role.seniority)
    for level in SENIORITIES[max(0, here - 1) : here + 2]:
        if level not in (problem.role.seniority, *problem.role.borrow):
            levels = (*problem.role.borrow, level)
            role = problem.role.model_copy(update={"borrow": levels})
            words = f"--borrow {level} (in the role, borrow: [{', '.join(levels)}])"
            yield Repair(words, replace(problem, role=role))
