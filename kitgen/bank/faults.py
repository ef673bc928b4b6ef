"""Faults that need more than one question, or the bank's terms, to be seen."""

from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path

from kitgen.bank.raw import RawQuestion
from kitgen.bank.vocabulary import Scale, Vocabulary
from kitgen.errors import Issue, quote, suggest


def cross_faults(entries: Sequence[RawQuestion], terms: Vocabulary) -> Iterator[Issue]:
    """Yield ids that clash, names that nothing has, and anchors that the scale does not know."""
    yield from _id_faults(entries)
    competencies = {competency.id for competency in terms.competencies}
    ids = {name for entry in entries if (name := entry.text("id"))}
    scale = terms.scales[terms.scale]
    for entry in entries:
        yield from _unknown(entry, "competencies", "competency", competencies)
        yield from _unknown(entry, "enemies", "question", ids)
        yield from _unknown(entry, "requires", "question", ids)
        yield from _missing_anchors(entry, scale)
        yield from _anchors_off_the_scale(entry, scale)


def category_faults(files: Sequence[Path], terms: Vocabulary) -> Iterator[Issue]:
    """Yield files whose name is no category."""
    known = [category.id for category in terms.categories]
    for file in files:
        if file.stem not in known:
            near = suggest(file.stem, known)
            message = f"unknown category {quote(file.stem)}{near} (known: {', '.join(known)})"
            yield Issue(str(file), 1, 1, message)


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


def _missing_anchors(entry: RawQuestion, scale: Scale) -> Iterator[Issue]:
    default = _rubric(entry).get("default")
    if not isinstance(default, Mapping):
        return
    for level in scale.levels:
        if level.anchored and level.value not in default:
            message = f"no anchor for level {level.value} ({level.label})"
            yield entry.issue(message, "rubric", "default", key=True)


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
