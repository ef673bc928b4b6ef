"""How many more questions of which sort would do: one solve in which copies can be made of each."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from kitgen.bank.question import Question
from kitgen.errors import SolverLimit
from kitgen.selection.explain.board import OVERLAP, WHOLE, Keys, Tally, possible
from kitgen.selection.explain.copies import MOST, constraints_with, copies, let_be_copied
from kitgen.selection.explain.edits import of_one_form, with_questions
from kitgen.selection.formulation import constrained
from kitgen.selection.model import Answer, Model
from kitgen.selection.pools import candidates
from kitgen.selection.problem import SelectionProblem
from kitgen.selection.programme import Programme

_ORDER = 1_000  # what a copy costs beside the place of its sample, of which there are fewer

_SAMPLES = 4  # are tried for several forms, which takes several solves for each


def fewest(
    problem: SelectionProblem, samples: Sequence[Question], tally: Tally, ignored: Keys
) -> tuple[Question, int] | None:
    """Return of which sample the fewest copies would do, and how many; None where 30 would not.

    The constraints of the ignored keys are switched off. For several forms, which may share
    copies, it is a number that does, of the first sample that does.
    """
    options = problem.options
    if options.forms > 1 and options.overlap is not None and OVERLAP not in ignored:
        return _for_forms(problem, samples, tally, ignored)
    return _for_one_form(of_one_form(problem), samples, tally, ignored)


def _for_one_form(
    problem: SelectionProblem, samples: Sequence[Question], tally: Tally, ignored: Keys
) -> tuple[Question, int] | None:
    offered = [copies(sample, (n,))[0] for n, sample in enumerate(samples)]
    names = {question.id for question in offered}
    then = with_questions(problem, offered)
    pools = candidates(then)
    asked = [c for c in constraints_with(then, pools, names) if c.key not in ignored]
    formulation = constrained(then, pools, asked)
    programme, (cells,) = formulation.programme, formulation.forms
    columns = [let_be_copied(programme, cells, question.id) for question in offered]
    answer = _solved(programme, _offer(programme, columns), tally)
    if answer is None:
        return None
    for sample, of_one in zip(samples, columns, strict=True):
        number = round(sum(answer.values[column] for column in of_one))
        if number:
            return sample, number
    return None


def _solved(programme: Programme, costs: Mapping[int, float], tally: Tally) -> Answer | None:
    tally.solves += 1
    try:
        return Model(programme).minimise(costs, effort=WHOLE)
    except SolverLimit:
        tally.unsettled += 1
        return None


def _offer(programme: Programme, columns: Sequence[Sequence[int]]) -> dict[int, float]:
    """Let copies be made of one sample, and return what they cost."""
    costs: dict[int, float] = {}
    picks: list[int] = []
    for place, of_one in enumerate(columns):
        pick = programme.variable()
        picks.append(pick)
        costs[pick] = place
        for column in of_one:
            costs[column] = _ORDER
        terms = [(column, 1.0) for column in of_one]
        programme.constrain([*terms, (pick, -MOST)], None, 0)  # Σ copies ≤ 30 · pick
        programme.constrain([*terms, (pick, -1)], 0, None)  # Σ copies ≥ pick
    # Without any the problem is impossible, which is known already.
    programme.constrain([(pick, 1.0) for pick in picks], 1, 1)
    return costs


def _for_forms(
    problem: SelectionProblem, samples: Sequence[Question], tally: Tally, ignored: Keys
) -> tuple[Question, int] | None:
    for sample in samples[:_SAMPLES]:

        def works(number: int, sample: Question = sample) -> bool:
            then = with_questions(problem, copies(sample, range(number)))
            return possible(then, tally, ignored) is True

        if works(MOST):
            return sample, bisect_left(range(1, MOST), True, key=works) + 1
    return None
