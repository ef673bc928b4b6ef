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
from kitgen.selection.evidence import demanded
from kitgen.selection.problem import Cell, Need, Pool, SelectionProblem


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
        if any(row.asks for row in round_.sections):
            continue
        limit = inequality(Bound(_one, lower=1), (n,), pools)
        words = f"round {round_.id} asks at least one question"
        yield Constraint("some", words, None, (limit,), ("rounds", n), None, (round_.id,))


def _evidence(problem: SelectionProblem, pools: Sequence[Pool]) -> Iterator[Constraint]:
    every = range(len(pools))
    for need in demanded(problem, pools):

        def shows(question: Question, name: str = need.competency) -> int:
            return int(name in question.competencies)

        limit = inequality(Bound(shows, lower=need.questions), every, pools)
        origin = problem.origins.get(_place_of(problem.role, need.competency))
        subject = (need.competency,)
        yield Constraint("evidence", _evidence_words(need), origin, (limit,), (), None, subject)


def _place_of(role: Role, competency: str) -> YamlPath:
    """Return where a role weighs a competency or, without a weight, where it must be passed."""
    weighed = [weight.id for weight in role.competencies]
    if competency in weighed:
        return "competencies", weighed.index(competency)
    return "must_pass", role.must_pass.index(competency)


def _evidence_words(need: Need) -> str:
    if need.share >= need.observations:
        return (
            f"evidence of {need.competency} by its weight: at least {need.share} of the loop's "
            "questions"
        )
    if need.observations == 1:
        return f"evidence of {need.competency}: at least 1 question"
    return (
        f"evidence of {need.competency}: at least {need.observations} questions, so that no "
        "competency rests on a single answer"
    )


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
