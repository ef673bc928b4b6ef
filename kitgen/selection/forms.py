"""How many questions several forms of one programme share."""

from collections.abc import Iterable, Mapping, Sequence

from kitgen.selection.problem import Cell, Pool
from kitgen.selection.programme import Programme


def limit_overlap(
    programme: Programme, forms: Sequence[Mapping[Cell, int]], pools: Sequence[Pool], most: int
) -> None:
    """Let two forms share at most so many questions."""
    if len(forms) > 1 and most:
        share_at_most(programme, forms, pools, programme.variable(limit=most))
    elif len(forms) > 1:
        for uses in _by_question(forms, pools).values():
            every = [column for of_form in uses for column in of_form]
            programme.constrain(_ones(every), None, 1)


def share_at_most(
    programme: Programme, forms: Sequence[Mapping[Cell, int]], pools: Sequence[Pool], most: int
) -> None:
    """Let no two forms share more questions than the value of the variable `most`.

    For each question and pair of forms a variable `both` is forced to 1 where both forms ask it:
    uses in the two forms − both ≤ 1. The sum of `both` over a pair is what the pair shares.
    """
    shared: dict[tuple[int, int], list[int]] = {}
    again: list[tuple[int, float]] = []
    for uses in _by_question(forms, pools).values():
        for a, b in _pairs(len(forms)):
            both = programme.variable()
            shared.setdefault((a, b), []).append(both)
            programme.constrain([*_ones((*uses[a], *uses[b])), (both, -1)], None, 1)
        again += _further_uses(programme, uses)
    for columns in shared.values():
        programme.constrain([*_ones(columns), (most, -1)], None, 0)
    programme.constrain([*again, (most, -len(shared))], None, 0)


def _pairs(forms: int) -> list[tuple[int, int]]:
    return [(a, b) for a in range(forms) for b in range(a)]


def _further_uses(programme: Programme, uses: Sequence[Sequence[int]]) -> list[tuple[int, float]]:
    """Return variables for the second, third … use of a question, each with what it adds.

    A question used by k forms is shared by k·(k−1)/2 pairs of them = 1 + 2 + … + (k−1): its second
    use adds one pair, its third two. So these terms, summed over all questions, are what all pairs
    share. In the relaxation, where a question can be used by halves, `both` tells little of it, and
    a bound on this sum lets the solver prove its answer much sooner.
    """
    further = [(programme.variable(), float(n)) for n in range(1, len(uses))]
    every = [column for of_form in uses for column in of_form]
    programme.constrain([*_ones(every), *((column, -1) for column, _ in further)], None, 1)
    return further


def _ones(columns: Iterable[int]) -> list[tuple[int, float]]:
    return [(column, 1.0) for column in columns]


def _by_question(
    forms: Sequence[Mapping[Cell, int]], pools: Sequence[Pool]
) -> dict[str, list[list[int]]]:
    """Return the variables of each question, form by form."""
    rounds: dict[str, list[Cell]] = {}
    for n, pool in enumerate(pools):
        for question in pool:
            rounds.setdefault(question.id, []).append((n, question.id))
    return {
        name: [[of_form[cell] for cell in cells] for of_form in forms]
        for name, cells in rounds.items()
    }
