"""What would help where a competency cannot have the evidence that the role demands of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from kitgen.bank.weights import in_shares, share_of
from kitgen.role.eligibility import CATEGORY, unmet
from kitgen.role.rows import Count
from kitgen.selection.constraints import Constraint, at
from kitgen.selection.evidence import needs
from kitgen.selection.explain.edits import with_role, with_round
from kitgen.selection.explain.repair import Ladder, Repair, ladder, single
from kitgen.selection.pools import candidates
from kitgen.selection.problem import Need, SelectionProblem

_CATEGORIES = 3  # to propose: those that most questions of a competency are in


def less_or_more_evidence(problem: SelectionProblem, constraint: Constraint) -> Iterator[Ladder]:
    """Yield the ways to demand less evidence of a competency, or to ask where the bank has it."""
    if constraint.sort != "evidence":
        return
    (name,) = constraint.subject
    (need,) = (n for n in needs(problem, candidates(problem)) if n.competency == name)
    yield ladder(_fewer_observations(problem))
    yield ladder(_lower_weights(problem, constraint, need), nested=False)
    yield _where_possible()
    for category in _categories(problem, name):
        yield ladder(_asking_also(problem, category, name), nested=False)


def _fewer_observations(problem: SelectionProblem) -> Iterator[Repair]:
    for number in range(problem.role.observations - 1, 0, -1):
        answers = "a single answer" if number == 1 else f"{number} answers"
        words = f"observations: {number} in the role, so that a competency may rest on {answers}"
        yield Repair(words, partial(with_role, update={"observations": number}))


def _lower_weights(
    problem: SelectionProblem, constraint: Constraint, need: Need
) -> Iterator[Repair]:
    """Yield for each lower share the highest weight that asks for no more."""
    weights = {weight.id: weight.weight for weight in problem.role.competencies}
    if in_shares(weights.values()):
        return  # what one competency loses, others must get
    weight = weights.get(need.competency, 0)
    others = sum(weights.values()) - weight
    share = need.share
    for lower in range(weight - 1, 0, -1):
        asked = share_of(need.sure, lower, others + lower)
        if asked < share:
            share = asked
            words = (
                f"weight: {lower} instead of {weight}, in 'id: {need.competency}, weight: {weight}'"
            )
            then = partial(_weighed, name=need.competency, number=lower)
            yield Repair(f"{at(constraint.origin)}{words}", then)


def _weighed(problem: SelectionProblem, name: str, number: int) -> SelectionProblem:
    competencies = tuple(
        weight.model_copy(update={"weight": number}) if weight.id == name else weight
        for weight in problem.role.competencies
    )
    return with_role(problem, {"competencies": competencies})


def _where_possible() -> Ladder:
    words = (
        "evidence: where-possible in the role, which asks for what the bank has, and kitgen says "
        "what is missing"
    )
    return single(words, _yielding)


def _yielding(problem: SelectionProblem) -> SelectionProblem:
    return replace(with_role(problem, {"evidence": "where-possible"}), yielding=True)


def _categories(problem: SelectionProblem, competency: str) -> list[str]:
    """Return categories that no round asks and whose questions the role could ask otherwise."""
    role = problem.role
    found = Counter(
        question.category
        for question in problem.bank.questions
        if competency in question.competencies
        and list(unmet(question, role, role.rounds)) == [CATEGORY]
    )
    return sorted(found, key=lambda category: (-found[category], category))[:_CATEGORIES]


def _asking_also(problem: SelectionProblem, category: str, competency: str) -> Iterator[Repair]:
    """Yield rounds that could ask a category too."""
    row = Count(category=(category,), at_least=0)
    for number, round_ in enumerate(problem.role.rounds):
        words = (
            f"ask {category} too, which has questions of {competency} (in round {round_.id}: "
            f"{{{row.words}}})"
        )
        yield Repair(words, partial(_with_section, number=number, row=row))


def _with_section(problem: SelectionProblem, number: int, row: Count) -> SelectionProblem:
    blueprint = problem.role.rounds[number].blueprint
    return with_round(problem, number, {"blueprint": (*blueprint, row)})
