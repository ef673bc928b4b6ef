"""Faults that need more than one question, or the bank's terms, to be seen."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set

from kitgen.bank.files import VOCABULARY_FILE, QuestionFile
from kitgen.bank.question import DEFAULT
from kitgen.bank.raw import RawQuestion
from kitgen.bank.terms import Terms
from kitgen.bank.vocabulary import Scale
from kitgen.errors import Issue, YamlPath, quote, suggest


def cross_faults(entries: Sequence[RawQuestion], terms: Terms) -> Iterator[Issue]:
    """Yield ids that clash, and names that nothing has."""
    yield from _id_faults(entries)
    competencies = {competency.id for competency in terms.competencies}
    ids = {name for entry in entries if (name := entry.text("id"))}
    for entry in entries:
        yield from _unknown(entry, "competencies", "competency", competencies)
        yield from _unknown(entry, "enemies", "question", ids)
        yield from _unknown(entry, "requires", "question", ids)
        yield from _unknown_case(entry, [case.id for case in terms.cases])
        yield from _unknown_attributes(entry, [attribute.id for attribute in terms.attributes])


def category_faults(files: Sequence[QuestionFile], terms: Terms) -> Iterator[Issue]:
    """Yield files that are in no category."""
    known = [category.id for category in terms.categories]
    for file in files:
        name = file.category
        if name in known:
            continue
        if file.folder in terms.open_folders:
            shape = "small letters and digits, joined by hyphens, as in 'two-words.yaml'"
            message = f"{quote(name)} cannot name a category: use {shape}"
        else:
            near = suggest(name, known)
            there = file.folder / VOCABULARY_FILE
            message = (
                f"unknown category {quote(name)}{near} (known: {', '.join(known)}; to add "
                f"it, list it under categories: in {there})"
            )
        yield Issue(str(file.path), 1, 1, message)


def unknown_seniority(name: str, place: YamlPath, known: Collection[str]) -> str:
    """Return the message about a seniority, named at `place`, that no vocabulary lists."""
    what = f"unknown seniority {quote(name)}"
    if place[-1] == "needed":
        what = f"must be true, false or a seniority, not {quote(name)}"
    return (
        f"{what}{suggest(name, known)} (known: {', '.join(known)}; others are defined under "
        f"seniorities: in {VOCABULARY_FILE})"
    )


def named_seniorities(entry: RawQuestion) -> Iterator[tuple[YamlPath, str]]:
    """Yield the seniorities that a question names, each with its place in the question."""
    for index, name in entry.texts("seniority"):
        yield ("seniority", index), name
    for key in ("key_points", "follow_ups"):
        for index, item in enumerate(entry.items(key)):
            needed = item.get("needed") if isinstance(item, Mapping) else None
            if isinstance(needed, str):
                yield (key, index, "needed"), needed
    for name in _rubric(entry):
        if isinstance(name, str) and name != DEFAULT:
            yield ("rubric", name), name


def anchor_faults(entry: RawQuestion, scale: Scale) -> Iterator[Issue]:
    """Yield the levels that lack an anchor, and the anchors that are on no level."""
    yield from _missing_anchors(entry, scale)
    yield from _anchors_off_the_scale(entry, scale)


def _id_faults(entries: Sequence[RawQuestion]) -> Iterator[Issue]:
    first: dict[str, RawQuestion] = {}
    for entry in entries:
        name = entry.text("id")
        if not name:
            continue
        fault = _id_fault(entry, name, first.get(name))
        if fault:
            yield fault
        else:
            first[name] = entry


def _id_fault(entry: RawQuestion, name: str, earlier: RawQuestion | None) -> Issue | None:
    of_another_bank = earlier is not None and earlier.folder != entry.folder
    if entry.overrides and not of_another_bank:
        message = f"no question {quote(name)} of another bank to override"
        return entry.issue(message, "override")
    if entry.overrides or earlier is None:
        return None
    there = earlier.issue("", "id")
    message = f"duplicate id {quote(name)}, first used at {there.file}:{there.line}"
    if of_another_bank:
        message += "; to replace that one, write 'override: true'"
    return entry.issue(message, "id")


def _unknown(entry: RawQuestion, key: str, what: str, known: Set[str]) -> Iterator[Issue]:
    for index, name in entry.texts(key):
        if name not in known:
            near = suggest(name, sorted(known))
            yield entry.issue(f"unknown {what} {quote(name)}{near}", key, index)
        elif name == entry.text("id"):
            deed = "be its own enemy" if key == "enemies" else "require itself"
            yield entry.issue(f"a question cannot {deed}", key, index)


def _unknown_case(entry: RawQuestion, known: Sequence[str]) -> Iterator[Issue]:
    name = entry.text("case")
    if name is not None and name not in known:
        near = suggest(name, known)
        advice = f"cases are written under cases: in {VOCABULARY_FILE}"
        yield entry.issue(f"unknown case {quote(name)}{near}; {advice}", "case")


def _unknown_attributes(entry: RawQuestion, known: Sequence[str]) -> Iterator[Issue]:
    written = entry.raw.get("attributes")
    for name in written if isinstance(written, Mapping) else ():
        if isinstance(name, str) and name not in known:
            near = suggest(name, known)
            advice = f"attributes are listed under attributes: in {VOCABULARY_FILE}"
            message = f"unknown attribute {quote(name)}{near}; {advice}"
            yield entry.issue(message, "attributes", name, key=True)


def _missing_anchors(entry: RawQuestion, scale: Scale) -> Iterator[Issue]:
    default = _rubric(entry).get(DEFAULT)
    if not isinstance(default, Mapping):
        return
    for level in scale.levels:
        if level.anchored and level.value not in default:
            message = f"no anchor for level {level.value} ({level.label})"
            yield entry.issue(message, "rubric", DEFAULT, key=True)


def _anchors_off_the_scale(entry: RawQuestion, scale: Scale) -> Iterator[Issue]:
    levels = [level.value for level in scale.levels]
    for seniority, anchors in _rubric(entry).items():
        for value in anchors if isinstance(anchors, Mapping) else ():
            if isinstance(value, int) and value not in levels:
                message = f"level {value} is not on the scale ({', '.join(map(str, levels))})"
                yield entry.issue(message, "rubric", seniority, value, key=True)


def _rubric(entry: RawQuestion) -> Mapping[str, object]:
    rubric = entry.raw.get("rubric")
    return rubric if isinstance(rubric, Mapping) else {}
