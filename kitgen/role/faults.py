"""What a role says that the bank does not know, or that cannot hold, each fault with its place."""

from collections.abc import Iterator, Sequence

from kitgen.bank.load import QuestionBank
from kitgen.bank.question import Question
from kitgen.errors import Issue, YamlPath, suggest
from kitgen.files.layers import Merged
from kitgen.role.role import Role, Round, scale_of
from kitgen.role.rows import Row


def cross_faults(merged: Merged, role: Role, bank: QuestionBank) -> Iterator[Issue]:
    """Yield what the bank does not know, what stands twice, and what can never be met."""
    competencies = [c.id for c in bank.competencies]
    for n, weight in enumerate(role.competencies):
        if weight.id not in competencies:
            message = f"unknown competency '{weight.id}'{suggest(weight.id, competencies)}"
            yield merged.issue(("competencies", n, "id"), message)
        if weight.id in [w.id for w in role.competencies[:n]]:
            yield merged.issue(("competencies", n, "id"), f"'{weight.id}' stands here twice")
    for n, round_ in enumerate(role.rounds):
        if round_.id in [r.id for r in role.rounds[:n]]:
            yield merged.issue(("rounds", n, "id"), f"two rounds are called '{round_.id}'")
        yield from _blueprint_faults(merged, ("rounds", n, "blueprint"), round_.blueprint, bank)
        yield from _round_faults(merged, n, role, bank)
    yield from _blueprint_faults(merged, ("blueprint",), role.blueprint, bank)
    weighed = [weight.id for weight in role.competencies] or competencies
    for n, name in enumerate(role.must_pass):
        if name not in weighed:
            message = f"'{name}' is not a competency of this role{suggest(name, weighed)}"
            yield merged.issue(("must_pass", n), message)
    yield from _change_faults(merged, role, bank)


def _blueprint_faults(
    merged: Merged, place: YamlPath, rows: Sequence[Row], bank: QuestionBank
) -> Iterator[Issue]:
    known = {
        "category": ("category", [c.id for c in bank.categories]),
        "competency": ("competency", [c.id for c in bank.competencies]),
        "tag": ("tag", sorted({tag for q in bank.questions for tag in q.tags})),
        **dict.fromkeys(
            ("questions", "include", "exclude", "question", "requires"),
            ("question", [q.id for q in bank.questions]),
        ),
    }
    for n, row in enumerate(rows):
        for key, (what, valid) in known.items():
            said = getattr(row, key) or ()
            for m, name in enumerate((said,) if isinstance(said, str) else said):
                if name not in valid:
                    message = f"unknown {what} '{name}'{suggest(name, valid)}"
                    yield merged.issue((*place, n, key, m), message)
        if row.question in (row.requires or ()):
            message = "a question cannot require itself"
            yield merged.issue((*place, n, "requires"), message)
        yield from _include_faults(merged, (*place, n), row, rows, bank)


def _include_faults(
    merged: Merged, place: YamlPath, row: Row, rows: Sequence[Row], bank: QuestionBank
) -> Iterator[Issue]:
    """Yield questions that are excluded or an included one's enemy, yet included."""
    live = [r for r in rows if not r.skip]
    included = {q.id: q for q in bank.questions if any(q.id in (r.include or ()) for r in live)}
    excluded = {name for r in live for name in r.exclude or ()}
    for n, name in enumerate((not row.skip and row.include) or ()):
        if name in excluded:
            yield merged.issue((*place, "include", n), f"'{name}' is excluded as well")
        for enemy in _enemies(included.get(name), included):
            message = f"'{name}' and '{enemy}' must not meet (enemies), yet both are included"
            yield merged.issue((*place, "include", n), message)


def _enemies(question: Question | None, others: dict[str, Question]) -> list[str]:
    if question is None:
        return []
    return [o.id for o in others.values() if o.id in question.enemies or question.id in o.enemies]


def _round_faults(merged: Merged, number: int, role: Role, bank: QuestionBank) -> Iterator[Issue]:
    """Yield categories that stand twice, and minutes that no question fits into."""
    round_ = role.rounds[number]
    seen: list[object] = []
    for m, row in enumerate(round_.blueprint):
        if row.is_section and _only_category(row):
            if row.category in seen:
                said = ", ".join(row.category or ())
                place = ("rounds", number, "blueprint", m, "category")
                yield merged.issue(place, f"'{said}' stands twice in this round")
            seen.append(row.category)
    shortest = min(_minutes(round_, role, bank), default=0)
    if shortest > round_.budget:
        yield merged.issue(
            ("rounds", number, "minutes"),
            f"{round_.minutes} minutes leave {round_.budget} for questions, and the shortest that "
            f"this round may ask takes {shortest}",
        )


def _only_category(row: Row) -> bool:
    return set(row.model_fields_set) <= {"category", "count", "at_least", "at_most", "skip"}


def _minutes(round_: Round, role: Role, bank: QuestionBank) -> Iterator[int]:
    for question in bank.questions:
        if round_.asks(question.category) and role.seniority in question.seniority:
            change = role.questions.get(question.id)
            yield (change and change.minutes) or question.minutes


def _change_faults(merged: Merged, role: Role, bank: QuestionBank) -> Iterator[Issue]:
    known = [question.id for question in bank.questions]
    if role.scale is not None and role.scale not in bank.scales:
        near = suggest(role.scale, bank.scales)
        yield merged.issue(("scale",), f"unknown scale '{role.scale}'{near}")
        return
    levels = [level.value for level in scale_of(role, bank).levels]
    said = ", ".join(map(str, levels))
    if role.bar is not None and role.bar not in levels:
        yield merged.issue(("bar",), f"bar {role.bar} is not one of the levels ({said})")
    for name, change in role.questions.items():
        if name not in known:
            message = f"unknown question '{name}'{suggest(name, known)}"
            yield merged.issue(("questions", name), message, key=True)
        for value in change.anchors:
            if value not in levels:
                message = f"level {value} is not on the scale ({said})"
                yield merged.issue(("questions", name, "anchors", value), message, key=True)
