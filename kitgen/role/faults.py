"""What a role names that the bank does not know, or asks that cannot be, each with its place."""

from collections.abc import Iterator, Sequence

from kitgen.bank.enemies import enemy_pairs
from kitgen.bank.faults import unknown_seniority
from kitgen.bank.load import QuestionBank
from kitgen.bank.quantity import DIFFICULTY, MINUTES
from kitgen.errors import Issue, YamlPath, suggest
from kitgen.files.layers import Merged
from kitgen.repeats import repeats
from kitgen.role.apply import RoleBank, apply_overrides
from kitgen.role.eligibility import may_ask
from kitgen.role.override import QuestionOverride
from kitgen.role.role import PlacedRow, Role, Round
from kitgen.role.rows import Count, Require
from kitgen.role.scale import scale_of

# The keys of rows that name something of the bank, and what they name.
_NAMING = {
    "category": "category",
    "competency": "competency",
    "tag": "tag",
    "case": "case",
    "sum": "attribute",
    "mean": "attribute",
    "questions": "question",
    "include": "question",
    "exclude": "question",
    "question": "question",
    "requires": "question",
}


def cross_faults(merged: Merged, role: Role, bank: QuestionBank) -> Iterator[Issue]:
    """Yield what the bank does not know, what is listed twice, and what can never be met."""
    yield from _competency_faults(merged, role, bank)
    yield from _seniority_faults(merged, role, bank)
    yield from _name_faults(merged, role, bank)
    for n, name in repeats(round_.id for round_ in role.rounds):
        yield merged.issue(("rounds", n, "id"), f"two rounds are called '{name}'")
    for n, round_ in enumerate(role.rounds):
        yield from _repeated_categories(merged, n, round_)
    for placed in role.written_rows():
        if isinstance(placed.row, Require) and placed.row.question in placed.row.requires:
            message = "a question cannot require itself"
            yield merged.issue((*placed.place, "requires"), message)
    yield from _across_faults(merged, role)
    yield from _include_faults(merged, role, bank)
    yield from _override_faults(merged, role, bank)


def _competency_faults(merged: Merged, role: Role, bank: QuestionBank) -> Iterator[Issue]:
    known = dict.fromkeys(competency.id for competency in bank.competencies)
    weighed = dict.fromkeys(weight.id for weight in role.competencies)
    for n, weight in enumerate(role.competencies):
        if weight.id not in known:
            message = f"unknown competency '{weight.id}'{suggest(weight.id, known)}"
            yield merged.issue(("competencies", n, "id"), message)
    for n, name in repeats(weight.id for weight in role.competencies):
        yield merged.issue(("competencies", n, "id"), f"'{name}' is listed twice")
    own = weighed or known
    for n, name in enumerate(role.must_pass):
        if name not in own:
            message = f"'{name}' is not a competency of this role{suggest(name, own)}"
            yield merged.issue(("must_pass", n), message)


def _seniority_faults(merged: Merged, role: Role, bank: QuestionBank) -> Iterator[Issue]:
    for place, name in _named_seniorities(role):
        if name not in bank.seniority_ids:
            yield merged.issue(place, unknown_seniority(name, place, bank.seniority_ids))


def _named_seniorities(role: Role) -> Iterator[tuple[YamlPath, str]]:
    """Yield the seniorities that a role names, each with its place."""
    yield ("seniority",), role.seniority
    for n, name in enumerate(role.borrow):
        yield ("borrow", n), name
    for placed in role.written_rows():
        for place, name in _names(placed, "seniority"):
            yield place, name
    for question, override in role.questions.items():
        for key in ("key_points", "follow_ups", "more_follow_ups"):
            for n, part in enumerate(getattr(override, key) or ()):
                if isinstance(part.needed, str):
                    yield ("questions", question, key, n, "needed"), part.needed


def _name_faults(merged: Merged, role: Role, bank: QuestionBank) -> Iterator[Issue]:
    """Yield the names in rows that the bank does not know, in rows that are switched off too."""
    known = _known(bank)
    for placed in role.written_rows():
        for key, sort in _NAMING.items():
            for place, name in _names(placed, key):
                if name not in known[sort]:
                    message = f"unknown {sort} '{name}'{suggest(name, known[sort])}"
                    yield merged.issue(place, message)
        yield from _attribute_faults(merged, placed, known["attribute"])


def _attribute_faults(merged: Merged, placed: PlacedRow, known: Sequence[str]) -> Iterator[Issue]:
    for place, part in _parts(placed):
        for name in getattr(part, "attributes", None) or ():
            if name not in known:
                message = f"unknown attribute '{name}'{suggest(name, known)}"
                yield merged.issue((*place, "attributes", name), message, key=True)


def _known(bank: QuestionBank) -> dict[str, list[str]]:
    """Return the names of each sort that rows may name."""
    return {
        "category": [category.id for category in bank.categories],
        "competency": [competency.id for competency in bank.competencies],
        "tag": sorted({tag for question in bank.questions for tag in question.tags}),
        "case": [case.id for case in bank.cases],
        "attribute": [MINUTES, DIFFICULTY, *(attribute.id for attribute in bank.attributes)],
        "question": [question.id for question in bank.questions],
    }


def _across_faults(merged: Merged, role: Role) -> Iterator[Issue]:
    for placed in role.written_rows():
        if getattr(placed.row, "across", None) and placed.place[0] != "blueprint":
            message = "rows about all forms belong to the role's own blueprint, above its rounds"
            yield merged.issue((*placed.place, "across"), message)


def _names(placed: PlacedRow, key: str) -> Iterator[tuple[YamlPath, str]]:
    """Yield the names that a row has under a key, with their places."""
    for place, part in _parts(placed):
        named = getattr(part, key, None) or ()
        for n, name in enumerate((named,) if isinstance(named, str) else named):
            yield (*place, key, n), name


def _parts(placed: PlacedRow) -> Iterator[tuple[YamlPath, object]]:
    """Yield a row, and the further keys of it, each with its place."""
    yield placed.place, placed.row
    for name in ("also", "without"):
        further = getattr(placed.row, name, None)
        if further is not None:
            yield (*placed.place, name), further


def _include_faults(merged: Merged, role: Role, bank: QuestionBank) -> Iterator[Issue]:
    """Yield questions that one blueprint includes and excludes, and enemies that it includes."""
    blueprints: dict[YamlPath, list[PlacedRow]] = {}
    for placed in role.rows():
        blueprints.setdefault(placed.place[:-1], []).append(placed)
    for rows in blueprints.values():
        included = [found for row in rows for found in _names(row, "include")]
        excluded = {name for row in rows for _, name in _names(row, "exclude")}
        for place, name in included:
            if name in excluded:
                yield merged.issue(place, f"'{name}' is excluded as well")
        yield from _enemy_faults(merged, included, bank)


def _enemy_faults(
    merged: Merged, included: Sequence[tuple[YamlPath, str]], bank: QuestionBank
) -> Iterator[Issue]:
    ids = {name for _, name in included}
    pairs = enemy_pairs(question for question in bank.questions if question.id in ids)
    for place, name in included:
        for enemy in _others(name, pairs):
            message = f"'{name}' and '{enemy}' must not meet (enemies), yet both are included"
            yield merged.issue(place, message)


def _others(name: str, pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Return the enemies of a question, from pairs of enemies."""
    return [b if a == name else a for a, b in pairs if name in (a, b)]


def _repeated_categories(merged: Merged, number: int, round_: Round) -> Iterator[Issue]:
    """Yield categories that a round counts in two rows, without anything else to tell them apart.

    The solver would obey both rows, and so the stricter of them: not what their author meant.
    """
    seen: list[object] = []
    for m, row in enumerate(round_.blueprint):
        if isinstance(row, Count) and row.is_section and row.filtered == ("category",):
            if row.category in seen:
                named = ", ".join(row.category or ())
                place = ("rounds", number, "blueprint", m, "category")
                yield merged.issue(place, f"'{named}' is listed twice in this round")
            seen.append(row.category)


def minutes_faults(merged: Merged, role: Role, bank: QuestionBank) -> Iterator[Issue]:
    """Yield rounds that are too short for any question that they may ask as the role is written."""
    if role.scale not in bank.scales:
        role = role.model_copy(update={"scale": None})  # it has a fault, but not that of a minute
    own = apply_overrides(bank, role)
    for n, round_ in enumerate(role.rounds):
        shortest = _shortest(own, role, n)
        if shortest > round_.budget:
            yield merged.issue(
                ("rounds", n, "minutes"),
                f"{round_.minutes} minutes leave {round_.budget} for questions, and the shortest "
                f"that this round may ask takes {shortest}",
            )


def _shortest(bank: RoleBank, role: Role, number: int) -> int:
    return min((question.minutes for question in may_ask(bank, role, number)), default=0)


def _override_faults(merged: Merged, role: Role, bank: QuestionBank) -> Iterator[Issue]:
    if role.scale is not None and role.scale not in bank.scales:
        near = suggest(role.scale, bank.scales)
        yield merged.issue(("scale",), f"unknown scale '{role.scale}'{near}")
        return
    levels = [level.value for level in scale_of(role, bank).levels]
    if role.bar is not None and role.bar not in levels:
        message = f"bar {role.bar} is not one of the levels ({_listed(levels)})"
        yield merged.issue(("bar",), message)
    known = [question.id for question in bank.questions]
    for name, override in role.questions.items():
        if name not in known:
            message = f"unknown question '{name}'{suggest(name, known)}"
            yield merged.issue(("questions", name), message, key=True)
        yield from _anchor_faults(merged, name, override, levels)


def _anchor_faults(
    merged: Merged, name: str, override: QuestionOverride, levels: Sequence[int]
) -> Iterator[Issue]:
    for value in override.anchors:
        if value not in levels:
            message = f"level {value} is not on the scale ({_listed(levels)})"
            yield merged.issue(("questions", name, "anchors", value), message, key=True)


def _listed(levels: Sequence[int]) -> str:
    return ", ".join(map(str, levels))
