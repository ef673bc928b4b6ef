"""What a selection must satisfy, each constraint in the user's words and as linear bounds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kitgen.errors import YamlPath
from kitgen.role.role import Role
from kitgen.role.rows import Row
from kitgen.selection.order import enemy_pairs
from kitgen.selection.problem import Cell, Pool, SelectionProblem
from kitgen.selection.scope import asked_evidence, split, talk_minutes, tolerance, written

Sort = Literal[
    "row", "minutes", "some", "evidence", "rest", "requires", "enemies", "once", "overlap"
]


@dataclass(frozen=True, slots=True)
class Inequality:
    """lower ≤ Σ terms × chosen ≤ upper, where chosen is 1 for a question asked and 0 for others."""

    coefficients: Mapping[Cell, int]
    lower: int | None = None
    upper: int | None = None


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint: what it is in words, where it was said, and its bounds, which must all hold.

    `place` is the row's place in the role, `row` the row itself, or one of those that `each`
    stands for; `subject` names the questions or the competency it is about.
    """

    sort: Sort
    words: str
    origin: str
    inequalities: tuple[Inequality, ...]
    place: YamlPath = ()
    row: Row | None = None
    subject: tuple[str, ...] = ()

    @property
    def is_requirement(self) -> bool:
        """Whether it says that a question requires others."""
        return self.sort == "requires" or (self.row is not None and self.row.question is not None)

    @property
    def key(self) -> tuple[object, ...]:
        """What stays the same when its numbers change."""
        return self.sort, self.place, self.subject


def constraints(problem: SelectionProblem, pools: Sequence[Pool]) -> tuple[Constraint, ...]:
    """Return all constraints of a problem, those that a user wrote first."""
    return (
        *_rows(problem, pools),
        *_minutes(problem.role, pools),
        *_some(problem.role, pools),
        *_evidence(problem.role, pools),
        *_rest(problem, pools),
        *_requirements(problem.role, pools),
        *_enemies(pools),
        *_once(pools),
    )


def _rows(problem: SelectionProblem, pools: Sequence[Pool]) -> Iterator[Constraint]:
    role = problem.role
    for place, row, scope in written(role):
        origin = role.origins.get(place, "")
        for name, part in split(role, row, scope):
            words = f"{row.said()} ({name})" if name else row.said()
            bounds = tuple(_bounds(role, part, scope, pools))
            yield Constraint("row", words, origin, bounds, place, part, (name,) * bool(name))


def _bounds(
    role: Role, row: Row, scope: tuple[int, ...], pools: Sequence[Pool]
) -> Iterator[Inequality]:
    cells = [((n, q.id), q) for n in scope for q in pools[n]]
    if row.mean:
        yield from _mean_bounds(row, {cell: q.difficulty for cell, q in cells})
    elif row.include:
        for name in row.include:
            yield Inequality({cell: 1 for cell, q in cells if q.id == name}, 1, 1)
    elif row.exclude:
        yield Inequality({cell: 1 for cell, q in cells if q.id in (row.exclude or ())}, 0, 0)
    elif row.question:
        for name in row.requires or ():
            yield from _before(row.question, name, scope, pools)
    else:
        yield _count_bound(role, row, scope, pools)


def _count_bound(role: Role, row: Row, scope: tuple[int, ...], pools: Sequence[Pool]) -> Inequality:
    terms = {
        (n, q.id): q.minutes if row.sum else 1 for n in scope for q in pools[n] if row.matches(q)
    }
    talk = talk_minutes(role, row, scope)
    most = None if row.most is None else row.most - talk
    return Inequality(terms, row.least - talk, most)


def _mean_bounds(row: Row, difficulties: Mapping[Cell, int]) -> Iterator[Inequality]:
    """Inequality the mean through the sum of distances from each limit, in hundredths."""
    about = row.about or 0
    low, high = (round(100 * (about + sign * tolerance(row))) for sign in (-1, 1))
    yield Inequality({cell: 100 * d - low for cell, d in difficulties.items()}, 0, None)
    yield Inequality({cell: 100 * d - high for cell, d in difficulties.items()}, None, 0)


def _minutes(role: Role, pools: Sequence[Pool]) -> Iterator[Constraint]:
    for n, (round_, pool) in enumerate(zip(role.rounds, pools, strict=True)):
        place: YamlPath = ("rounds", n, "minutes")
        words = (
            f"round {round_.id}, minutes: {round_.minutes} ({round_.budget} for questions, after "
            f"{round_.opening} of opening and {round_.closing} of closing)"
        )
        bound = Inequality({(n, q.id): q.minutes for q in pool}, None, round_.budget)
        origin = role.origins.get(place, "")
        yield Constraint("minutes", words, origin, (bound,), place, None, (round_.id,))


def _some(role: Role, pools: Sequence[Pool]) -> Iterator[Constraint]:
    """Yield what no row says of a round that might otherwise ask nothing."""
    for n, (round_, pool) in enumerate(zip(role.rounds, pools, strict=True)):
        if any(row.least for row in round_.sections):
            continue
        bound = Inequality({(n, q.id): 1 for q in pool}, 1)
        words = f"round {round_.id} asks at least one question"
        yield Constraint("some", words, "", (bound,), ("rounds", n), None, (round_.id,))


def _evidence(role: Role, pools: Sequence[Pool]) -> Iterator[Constraint]:
    if role.evidence == "free":
        return
    for n, (name, least) in enumerate(asked_evidence(role).items()):
        terms = {
            (r, q.id): 1 for r, pool in enumerate(pools) for q in pool if name in q.competencies
        }
        words = f"evidence of {name} by its weight: at least {least} of the loop's questions"
        origin = role.origins.get(("competencies", n), "")
        yield Constraint("evidence", words, origin, (Inequality(terms, least),), (), None, (name,))


def _rest(problem: SelectionProblem, pools: Sequence[Pool]) -> Iterator[Constraint]:
    rested = problem.options.rested
    if rested and not problem.options.repeat:
        terms = {(n, q.id): 1 for n, pool in enumerate(pools) for q in pool if q.id in rested}
        runs = len(problem.options.resting)
        words = (
            f"no question of the last {runs} runs" if runs > 1 else "no question of the last run"
        )
        yield Constraint("rest", words, f"--rest {runs}", (Inequality(terms, 0, 0),))


def _requirements(role: Role, pools: Sequence[Pool]) -> Iterator[Constraint]:
    """Yield what the bank's questions require; the role's own rows say theirs themselves."""
    scope = tuple(range(len(pools)))
    needs = {(q.id, name) for pool in pools for q in pool for name in q.requires}
    for question, name in sorted(needs):
        bounds = tuple(_before(question, name, scope, pools))
        words = f"'{question}' requires '{name}'"
        yield Constraint("requires", words, "the bank", bounds, (), None, (question, name))


def _before(
    question: str, name: str, scope: Iterable[int], pools: Sequence[Pool]
) -> Iterator[Inequality]:
    for n in scope:
        ids = {q.id for q in pools[n]}
        if question in ids:
            yield Inequality(
                {(n, question): 1, **({(n, name): -1} if name in ids else {})}, None, 0
            )


def _enemies(pools: Sequence[Pool]) -> Iterator[Constraint]:
    homes: dict[str, list[Cell]] = {}
    for n, pool in enumerate(pools):
        for question in pool:
            homes.setdefault(question.id, []).append((n, question.id))
    for one, other in enemy_pairs(q for pool in pools for q in pool):
        bound = Inequality(dict.fromkeys((*homes[one], *homes[other]), 1), None, 1)
        words = f"'{one}' and '{other}' must not meet"
        yield Constraint("enemies", words, "the bank", (bound,), (), None, (one, other))


def _once(pools: Sequence[Pool]) -> Iterator[Constraint]:
    homes: dict[str, list[Cell]] = {}
    for n, pool in enumerate(pools):
        for question in pool:
            homes.setdefault(question.id, []).append((n, question.id))
    bounds = tuple(
        Inequality(dict.fromkeys(cells, 1), None, 1) for cells in homes.values() if len(cells) > 1
    )
    if bounds:
        yield Constraint("once", "no question is asked twice in one loop", "", bounds)
