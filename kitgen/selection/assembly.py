"""The choice as a binary programme, solved with HiGHS: constraints hold, then targets, then chance.

Variables: x[r, q] is 1 when round r asks question q. Targets, each outweighing all below it:
minutes of a round left unused beyond the slack, weights of competencies that no round gives
evidence of, and the sum of the draws of the chosen questions, which makes the optimum unique.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from kitgen.errors import Shortfall
from kitgen.role import Role
from kitgen.selection.candidates import Choice, Pool, draw, enemy_pairs

_SLACK_MINUTES = 5
_PER_MINUTE = 10_000
_PER_WEIGHT = 100


def assemble(role: Role, choice: Choice, pools: Sequence[Pool]) -> tuple[Pool, ...]:
    """Return the optimal choice for each round; raises Shortfall when the demands conflict."""
    import highspy  # loads NumPy: only a selection pays for it

    solver = highspy.Highs()
    solver.silent()
    for option, value in (("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0)):
        solver.setOptionValue(option, value)
    asked = [{q.id: solver.addBinary() for q in pool} for pool in pools]
    _constrain(solver, role, choice, pools, asked)
    unused = _unused_minutes(solver, role, pools, asked)
    uncovered = _uncovered_weight(solver, role, pools, asked)
    chance = [draw(i, choice.seed) * x for of_round in asked for i, x in of_round.items()]
    solver.minimize(_total(chain(unused, uncovered, chance)))
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise Shortfall(
            "the questions that suit this role cannot meet all demands together: counts, minutes, "
            "includes, and questions that must not meet",
            "ask for fewer questions, give more minutes, or include and exclude less",
        )
    return tuple(
        tuple(q for q in pool if solver.val(of_round[q.id]) > 0.5)
        for pool, of_round in zip(pools, asked, strict=True)
    )


def _constrain(
    solver: Any, role: Role, choice: Choice, pools: Sequence[Pool], asked: list[dict[str, Any]]
) -> None:
    for round_, pool, of_round in zip(role.rounds, pools, asked, strict=True):
        solver.addConstr(_total(q.minutes * of_round[q.id] for q in pool) <= round_.budget)
        for section in round_.blueprint:
            count = _total(of_round[q.id] for q in pool if q.category == section.category)
            if section.count is None:
                solver.addConstr(count >= 1)
            else:
                solver.addConstr(count == section.count)
    questions = {q.id: q for pool in pools for q in pool}
    for question_id in questions:
        times = _times(question_id, asked)
        solver.addConstr(times == 1 if question_id in choice.include else times <= 1)
    for one, other in enemy_pairs(questions.values()):
        solver.addConstr(_times(one, asked) + _times(other, asked) <= 1)


def _unused_minutes(
    solver: Any, role: Role, pools: Sequence[Pool], asked: list[dict[str, Any]]
) -> list[Any]:
    costs = []
    for round_, pool, of_round in zip(role.rounds, pools, asked, strict=True):
        unused = solver.addVariable(lb=0)
        used = _total(q.minutes * of_round[q.id] for q in pool)
        solver.addConstr(used + unused >= round_.budget - _SLACK_MINUTES)
        costs.append(_PER_MINUTE * unused)
    return costs


def _uncovered_weight(
    solver: Any, role: Role, pools: Sequence[Pool], asked: list[dict[str, Any]]
) -> list[Any]:
    costs = []
    for weight in role.competencies:
        uncovered = solver.addVariable(lb=0, ub=1)
        evidence = [
            of_round[q.id]
            for pool, of_round in zip(pools, asked, strict=True)
            for q in pool
            if weight.id in q.competencies
        ]
        solver.addConstr(_total(evidence) + uncovered >= 1)
        costs.append(_PER_WEIGHT * weight.weight * uncovered)
    return costs


def _times(question_id: str, asked: list[dict[str, Any]]) -> Any:
    return _total(of_round[question_id] for of_round in asked if question_id in of_round)


def _total(terms: Iterable[Any]) -> Any:
    import highspy

    return sum(terms, start=highspy.highs.highs_linear_expression())
