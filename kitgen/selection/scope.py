"""What the rows of a role mean: the rounds they hold for, what `each` stands for, their numbers."""

from collections.abc import Iterable, Iterator

from kitgen.errors import YamlPath
from kitgen.role.role import Role
from kitgen.role.rows import FILTERS, Row


def written(role: Role) -> Iterator[tuple[YamlPath, Row, tuple[int, ...]]]:
    """Yield every row that is switched on, with its place and the rounds that it holds for."""
    for m, row in enumerate(role.blueprint):
        if not row.skip:
            yield ("blueprint", m), row, tuple(range(len(role.rounds)))
    for n, round_ in enumerate(role.rounds):
        for m, row in enumerate(round_.blueprint):
            if not row.skip:
                yield ("rounds", n, "blueprint", m), row, (n,)


def split(role: Role, row: Row, scope: Iterable[int]) -> Iterator[tuple[str, Row]]:
    """Yield the rows that a row with `each` stands for, with what each is about, or the row."""
    if row.each is None:
        yield "", row
        return
    named = getattr(row, row.each)
    if named is None and row.each == "competency":
        named = tuple(weight.id for weight in role.competencies)
    elif named is None:
        sections = (section for n in scope for section in role.rounds[n].sections)
        named = dict.fromkeys(name for section in sections for name in section.category or ())
    for name in named:
        yield str(name), row.model_copy(update={"each": None, row.each: (name,)})


def asked_evidence(role: Role) -> dict[str, int]:
    """Return how many questions of the loop must give evidence of each competency, by weight.

    Of the questions that the sections are sure to ask, its share of the weights, rounded down,
    and at least one.
    """
    sure = sum(row.least for round_ in role.rounds for row in round_.sections)
    total = sum(weight.weight for weight in role.competencies)
    return {w.id: max(1, sure * w.weight // total) for w in role.competencies}


def talk_minutes(role: Role, row: Row, scope: Iterable[int]) -> int:
    """Return the minutes of opening and closing that a row without a filter counts too."""
    if not row.sum or any(getattr(row, name) for name in FILTERS):
        return 0
    return sum(role.rounds[n].opening + role.rounds[n].closing for n in scope)


def tolerance(row: Row) -> float:
    """Return how far the mean of a row may be off."""
    return 0.5 if row.within is None else row.within
