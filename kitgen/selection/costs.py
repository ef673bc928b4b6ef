"""What a choice costs, counted in plain code, target by target."""

from collections.abc import Iterator, Sequence

from kitgen.selection.measures import Measure
from kitgen.selection.problem import Cells, Cost, SelectionProblem
from kitgen.selection.targets import Target


def costs_of(
    problem: SelectionProblem,
    targets: Sequence[Target],
    measures: Sequence[Measure],
    forms: Sequence[Cells],
) -> Iterator[Cost]:
    """Yield the points of each target that a form misses, and of forms that are not alike."""
    for name, form in zip(problem.options.form_names, forms, strict=True):
        for target in targets:
            if target.points(form):
                yield Cost(target.words, target.points(form), name)
    for measure in measures:
        if measure.points(forms):
            yield Cost(measure.words, measure.points(forms))
