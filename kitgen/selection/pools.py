"""The questions that each round may ask."""

from collections.abc import Iterator

from kitgen.bank.question import Question
from kitgen.errors import BadRequest
from kitgen.role.role import Role
from kitgen.selection.eligibility import suits
from kitgen.selection.problem import Pool, SelectionProblem


def candidates(problem: SelectionProblem) -> tuple[Pool, ...]:
    """Return for each round the questions that it may ask.

    These are the reviewed questions of its categories that suit the role's seniority, or one to
    borrow from, and give evidence of one of its competencies. A question to include needs none of
    that: it joins its round, or the rounds that ask for its category, or the only round there is.
    """
    pools = [
        [q for q in problem.bank.questions if round_.asks(q.category) and suits(q, problem.role)]
        for round_ in problem.role.rounds
    ]
    for number, question_id in _included(problem.role):
        question = problem.bank.question(question_id)
        for pool in (
            [pools[number]] if number is not None else _homes(problem.role, question, pools)
        ):
            if question not in pool:
                pool.append(question)
    return tuple(tuple(sorted(pool, key=lambda q: q.id)) for pool in pools)


def _included(role: Role) -> Iterator[tuple[int | None, str]]:
    """Yield the questions to include, with the number of their round; None is any round."""
    for row in role.blueprint:
        yield from ((None, name) for name in row.include or () if not row.skip)
    for number, round_ in enumerate(role.rounds):
        for row in round_.blueprint:
            yield from ((number, name) for name in row.include or () if not row.skip)


def _homes(role: Role, question: Question, pools: list[list[Question]]) -> list[list[Question]]:
    homes = [
        pool
        for pool, round_ in zip(pools, role.rounds, strict=True)
        if round_.asks(question.category)
    ] or (pools if len(pools) == 1 else [])
    if not homes:
        raise BadRequest(
            f"no round of this role asks {question.category}, so '{question.id}' has no place",
            "say --category to plan a single round of your own",
        )
    return homes
