"""The smallest changes that would each make an impossible case possible; every one is tried."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kitgen.blueprint import Constraint
from kitgen.role import Role
from kitgen.selection.additions import additions
from kitgen.selection.candidates import Case
from kitgen.selection.demands import Demand
from kitgen.selection.edits import row_at, with_minutes, with_round, with_row
from kitgen.selection.rows import tolerance
from kitgen.source import Place
from kitgen.terms import SENIORITIES

_MORE_QUESTIONS, _MORE_MINUTES = 30, 240  # how far a limit is raised before giving up


@dataclass(frozen=True, slots=True)
class Change:
    """What to change, in words, and the case as it is then."""

    words: str
    case: Case


# The smallest change first. In a tuple all after one that works do too; others are tried in turn.
Ladder = tuple[Change, ...] | Iterator[Change]


def changes(
    case: Case, conflict: Sequence[Demand], possible: Callable[[Case], bool]
) -> Iterator[Change]:
    """Yield the smallest change of each kind that makes the case possible."""
    seen: set[str] = set()
    for ladder in _ladders(case, conflict):
        found = _first(ladder, lambda change: possible(change.case))
        if found and found.words not in seen:
            seen.add(found.words)
            yield found


def _first(ladder: Ladder, works: Callable[[Change], bool]) -> Change | None:
    if isinstance(ladder, tuple):
        number = bisect_left(ladder, True, key=works)
        return ladder[number] if number < len(ladder) else None
    return next(filter(works, ladder), None)


def _ladders(case: Case, conflict: Sequence[Demand]) -> Iterator[Ladder]:
    for demand in conflict:
        yield from _numbers(case, demand)
    for demand in conflict:
        yield (Change(words, then) for words, then in additions(case, demand))
    if any(demand.sort in {"row", "evidence", "some"} for demand in conflict):
        yield from ((change,) for change in _neighbours(case))


def _numbers(case: Case, demand: Demand) -> Iterator[Ladder]:
    """Yield the ways to loosen one demand."""
    if demand.sort == "row":
        yield from _rows(case, demand)
    elif demand.sort == "minutes":
        yield _longer(case, demand)
    elif demand.sort == "evidence":
        free = case.role.model_copy(update={"evidence": "free"})
        yield (Change("evidence: free in the role", replace(case, role=free)),)
    elif demand.sort == "rest":
        yield _rests(case)
        repeat = replace(case.choice, repeat=True)
        yield (
            Change(
                "--repeat, which takes rested questions where it must", replace(case, choice=repeat)
            ),
        )
    elif demand.sort == "overlap":
        yield from _forms(case)
    elif demand.sort in {"enemies", "requires"}:
        yield (_without_mark(case, demand),)


def _rows(case: Case, demand: Demand) -> Iterator[Ladder]:
    row = row_at(case.role, demand.place)
    if row.include or row.exclude:
        key = "include" if row.include else "exclude"
        for name in getattr(row, key):
            rest = tuple(other for other in getattr(row, key) if other != name)
            new = row.model_copy(update={key: rest or None, "skip": not rest})
            flag = demand.origin if demand.origin.startswith("--") else ""
            place = f"{demand.origin}: " if demand.origin else ""
            words = f"without {flag}" if flag else f"{place}no longer {key} '{name}'"
            yield (Change(words, with_row(case, demand.place, new)),)
        return
    if row.question:
        yield (_without_row(case, demand, row),)
        return
    for steps in _looser(row, _can_go(case.role, demand.place)):
        rungs = (_changed_row(case, demand, row, new) for new in steps)
        yield rungs if row.count is not None else tuple(rungs)


def _looser(row: Constraint, can_go: bool) -> Iterator[list[dict[str, object]]]:
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


def _changed_row(case: Case, demand: Demand, row: Constraint, numbers: dict[str, object]) -> Change:
    ((key, value),) = numbers.items()
    if key == "skip":
        return _without_row(case, demand, row)
    before = getattr(row, key)
    usual = {"within": "0.5 (the default)", "at_least": "1 (the default)"}
    instead = f" instead of {usual[key] if before is None else before}"
    place = f"{demand.origin}: " if demand.origin else ""
    words = f"{place}{key}: {value}{instead}, in '{row.said()}'"
    return Change(words, with_row(case, demand.place, row.model_copy(update=numbers)))


def _can_go(role: Role, place: Place) -> bool:
    """Tell whether a row may be left out: its round keeps one, and does not ask all categories."""
    if place[0] == "blueprint":
        return True
    round_ = role.rounds[int(place[1])]
    sections = [row for row in round_.sections if row is not row_at(role, place)]
    return len(round_.blueprint) > 1 and bool(sections) == bool(round_.sections)


def _without_row(case: Case, demand: Demand, row: Constraint) -> Change:
    off = row.model_copy(update={"skip": True})
    place = f"{demand.origin}: " if demand.origin else ""
    return Change(f"{place}leave out '{row.said()}'", with_row(case, demand.place, off))


def _longer(case: Case, demand: Demand) -> Ladder:
    number = int(demand.place[1])
    round_ = case.role.rounds[number]
    lengths = range(round_.minutes + 1, round_.minutes + _MORE_MINUTES)
    if demand.origin.startswith("--"):
        flag = demand.origin
        return tuple(
            Change(f"{flag} {n} instead of {flag} {round_.minutes}", with_minutes(case, n))
            for n in lengths
        )
    place = f"{demand.origin}: " if demand.origin else ""
    return tuple(
        Change(
            f"{place}minutes: {minutes} instead of {round_.minutes}, in round {round_.id}",
            with_round(case, number, {"minutes": minutes}),
        )
        for minutes in lengths
    )


def _rests(case: Case) -> Ladder:
    kits = case.choice.resting
    return tuple(
        Change(
            f"--rest {n} instead of --rest {len(kits)}" if n else f"without --rest {len(kits)}",
            replace(case, choice=replace(case.choice, resting=kits[:n])),
        )
        for n in range(len(kits) - 1, -1, -1)
    )


def _forms(case: Case) -> Iterator[Ladder]:
    choice = case.choice
    least = (choice.overlap or 0) + 1
    yield tuple(
        Change(
            f"--overlap {n} instead of --overlap {choice.overlap}",
            replace(case, choice=replace(choice, overlap=n)),
        )
        for n in range(least, least + _MORE_QUESTIONS)
    )
    yield tuple(
        Change(
            f"--forms {n} instead of --forms {choice.forms}",
            replace(case, choice=replace(choice, forms=n)),
        )
        for n in range(choice.forms - 1, 0, -1)
    )


def _without_mark(case: Case, demand: Demand) -> Change:
    """Take the enemy, or what is required, out of the questions of the bank."""
    one, other = demand.subject
    pairs = {one: other, other: one} if demand.sort == "enemies" else {one: other}
    marked = {q.id: getattr(q, demand.sort) for q in case.bank.questions if q.id in pairs}
    taken = [(name, pairs[name]) for name in pairs if pairs[name] in marked[name]]
    questions = tuple(
        q.model_copy(update={demand.sort: tuple(x for x in marked[q.id] if x != pairs[q.id])})
        if q.id in pairs
        else q
        for q in case.bank.questions
    )
    said = " and ".join(f"'{mark}' out of the {demand.sort} of '{name}'" for name, mark in taken)
    words = f"take {said} in the bank"
    return Change(words, replace(case, bank=replace(case.bank, questions=questions)))


def _neighbours(case: Case) -> Iterator[Change]:
    """Yield the levels next to the role's whose questions may be borrowed."""
    here = SENIORITIES.index(case.role.seniority)
    for level in SENIORITIES[max(0, here - 1) : here + 2]:
        if level not in (case.role.seniority, *case.role.borrow):
            levels = (*case.role.borrow, level)
            role = case.role.model_copy(update={"borrow": levels})
            words = f"--borrow {level} (in the role, borrow: [{', '.join(levels)}])"
            yield Change(words, replace(case, role=role))
