"""All constraints of a selection: the rows of the role, and the rules that need no row."""

from collections.abc import Iterator, Sequence

from kitgen.bank.enemies import enemy_pairs
from kitgen.bank.question import Question
from kitgen.errors import YamlPath
from kitgen.role.loaded import Flag
from kitgen.role.role import Role
from kitgen.role.rows import Bound, Require
from kitgen.selection.cases import amount_in_words, cases_in, minutes_in, use
from kitgen.selection.constraints import (
    Constraint,
    Inequality,
    inequality,
    requirement,
    row_constraints,
)
from kitgen.selection.problem import Cell, Pool, SelectionProblem
from kitgen.selection.scope import asked_evidence, demands_evidence


def constraints(problem: SelectionProblem, pools: Sequence[Pool]) -> tuple[Constraint, ...]:
    """Return all constraints of a problem, those that a user wrote first."""
    return (
        *row_constraints(problem, pools),
        *_minutes(problem, pools),
        *_some(problem.role, pools),
        *_evidence(problem, pools),
        *_rest(problem, pools),
        *_requirements(pools),
        *_enemies(pools),
        *_once(pools),
        *_cases(problem, pools),
    )


def _one(_: Question) -> int:
    return 1


def _minutes(problem: SelectionProblem, pools: Sequence[Pool]) -> Iterator[Constraint]:
    for n, round_ in enumerate(problem.role.rounds):
        place: YamlPath = ("rounds", n, "minutes")
        words = (
            f"round {round_.id}, minutes: {round_.minutes} ({round_.budget} for questions, after "
            f"{round_.opening} of opening and {round_.closing} of closing)"
        )
        limit = Inequality(minutes_in(problem, n, pools[n]), upper=round_.budget)
        origin = problem.origins.get(place)
        yield Constraint("minutes", words, origin, (limit,), place, None, (round_.id,))


def _some(role: Role, pools: Sequence[Pool]) -> Iterator[Constraint]:
    """Yield that a round asks something, where no row asks for a question."""
    for n, round_ in enumerate(role.rounds):
        if any(row.least for row in round_.sections):
            continue
        limit = inequality(Bound(_one, lower=1), (n,), pools)
        words = f"round {round_.id} asks at least one question"
        yield Constraint("some", words, None, (limit,), ("rounds", n), None, (round_.id,))


def _evidence(problem: SelectionProblem, pools: Sequence[Pool]) -> Iterator[Constraint]:
    if not demands_evidence(problem):
        return
    every = range(len(pools))
    for n, (name, least) in enumerate(asked_evidence(problem.role).items()):

        def shows(question: Question, name: str = name) -> int:
            return int(name in question.competencies)

        limit = inequality(Bound(shows, lower=least), every, pools)
        words = f"evidence of {name} by its weight: at least {least} of the loop's questions"
        origin = problem.origins.get(("competencies", n))
        yield Constraint("evidence", words, origin, (limit,), (), None, (name,))


def _rest(problem: SelectionProblem, pools: Sequence[Pool]) -> Iterator[Constraint]:
    rested = problem.options.rested
    if not rested or problem.options.repeat:
        return
    limit = inequality(Bound(lambda q: int(q.id in rested), 0, 0), range(len(pools)), pools)
    runs = len(problem.options.resting)
    last = f"last {runs} runs" if runs > 1 else "last run"
    yield Constraint("rest", f"no question of the {last}", Flag(f"--rest {runs}"), (limit,))


def _requirements(pools: Sequence[Pool]) -> Iterator[Constraint]:
    """Yield what the bank's questions require; the role's own rows are constraints already."""
    needs = {(q.id, name) for pool in pools for q in pool for name in q.requires}
    for question, name in sorted(needs):
        row = Require(question=question, requires=(name,))
        limits = tuple(requirement(row, range(len(pools)), pools))
        words = f"'{question}' requires '{name}'"
        yield Constraint("requires", words, "the bank", limits, (), None, (question, name))


def _enemies(pools: Sequence[Pool]) -> Iterator[Constraint]:
    cells = _cells(pools)
    for one, other in enemy_pairs(q for pool in pools for q in pool):
        limit = Inequality(dict.fromkeys((*cells[one], *cells[other]), 1), upper=1)
        words = f"'{one}' and '{other}' must not meet"
        yield Constraint("enemies", words, "the bank", (limit,), (), None, (one, other))


def _once(pools: Sequence[Pool]) -> Iterator[Constraint]:
    """Yield that a question which several rounds may ask is asked in one of them."""
    shared = [cells for cells in _cells(pools).values() if len(cells) > 1]
    if shared:
        limits = tuple(Inequality(dict.fromkeys(cells, 1), upper=1) for cells in shared)
        yield Constraint("once", "no question is asked twice in one loop", None, limits)


def _cases(problem: SelectionProblem, pools: Sequence[Pool]) -> Iterator[Constraint]:
    for case in cases_in(problem, pools):
        members = sorted({q.id for pool in pools for q in pool if q.case == case.id})
        least, most = case.limits(len(members))
        limits = _limits_of_case(case.id, pools, least, most)
        words = f"case '{case.id}': {amount_in_words(case, len(members))} in one round, or none"
        if case.minutes:
            words += f", after {case.minutes} minutes of reading"
        yield Constraint("case", words, "the bank", tuple(limits), (), None, (case.id,))


def _limits_of_case(
    case_id: str, pools: Sequence[Pool], least: int, most: int
) -> Iterator[Inequality]:
    """Yield that a case is used in one round at most, and is where a question of it is asked."""
    uses: list[Cell] = []
    for n, pool in enumerate(pools):
        used, asked = use(n, case_id), [(n, q.id) for q in pool if q.case == case_id]
        if not asked:
            continue
        uses.append(used)
        yield from (Inequality({cell: 1, used: -1}, upper=0) for cell in asked)
        yield Inequality({**dict.fromkeys(asked, 1), used: -least}, lower=0)
        yield Inequality({**dict.fromkeys(asked, 1), used: -most}, upper=0)
    yield Inequality(dict.fromkeys(uses, 1), upper=1)


def _cells(pools: Sequence[Pool]) -> dict[str, list[Cell]]:
    """Return the rounds that may ask each question, as cells."""
    cells: dict[str, list[Cell]] = {}
    for n, pool in enumerate(pools):
        for question in pool:
            cells.setdefault(question.id, []).append((n, question.id))
    return cells
