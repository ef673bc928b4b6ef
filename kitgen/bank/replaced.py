"""Terms that a later folder replaces, and the questions of earlier folders that need them.

Such questions may be hundreds: what they lack is one fault of the vocabulary that replaced it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kitgen.bank.faults import anchor_faults, named_seniorities, unknown_seniority
from kitgen.bank.raw import RawQuestion
from kitgen.bank.terms import Terms
from kitgen.bank.vocabularies import LocatedVocabulary, generic_vocabulary
from kitgen.bank.vocabulary import Scale, Vocabulary
from kitgen.errors import Issue, YamlPath, quote

# What an item of each list is called; a list of seniorities is replaced as a whole.
_LISTS = {
    "category": "categories",
    "competency": "competencies",
    "case": "cases",
    "attribute": "attributes",
}
_LEAVE_OUT = "leave that folder out of banks: in kitgen.yaml"


def seniority_faults(
    entries: Sequence[RawQuestion], vocabularies: Sequence[LocatedVocabulary], terms: Terms
) -> Iterator[Issue]:
    """Yield the seniorities that questions name and that the list in force lacks."""
    known = [seniority.id for seniority in terms.seniorities]
    listing = [located for located in vocabularies if located.vocabulary.seniorities]
    own = {one.folder: [s.id for s in one.vocabulary.seniorities or ()] for one in listing}
    replaced: dict[Path, list[str]] = {}
    for entry, place, name in _unknown_seniorities(entries, known):
        if name in own.get(entry.folder, ()):
            replaced.setdefault(entry.folder, []).append(name)
        else:
            message = unknown_seniority(name, place, known)
            yield entry.issue(message, *place, key=place[0] == "rubric")
    for folder, names in replaced.items():
        listed = ", ".join(dict.fromkeys(names))
        message = f"lacks {listed}, which questions in {folder} name; add them, or {_LEAVE_OUT}"
        yield listing[-1].issue(message, "seniorities", key=True)


def _unknown_seniorities(
    entries: Sequence[RawQuestion], known: Sequence[str]
) -> Iterator[tuple[RawQuestion, YamlPath, str]]:
    for entry in entries:
        for place, name in named_seniorities(entry):
            if name not in known:
                yield entry, place, name


def level_faults(
    entries: Sequence[RawQuestion], vocabularies: Sequence[LocatedVocabulary], terms: Terms
) -> Iterator[Issue]:
    """Yield rubrics, and scales with `anchors_from`, that do not fit the scale in force."""
    base = terms.scales[terms.scale]
    folders = {entry.folder for entry in entries}
    misfits = [
        located
        for located in vocabularies
        if located.folder in folders and not _same_levels(_own_scale(located, base), base)
    ]
    for entry in entries:
        if entry.folder not in [located.folder for located in misfits]:
            yield from anchor_faults(entry, base)
    for located in misfits:
        yield _replaced_scale(located, vocabularies, terms.scale)
    if not misfits:
        yield from _anchors_from_faults(vocabularies, terms)


def _own_scale(located: LocatedVocabulary, base: Scale) -> Scale:
    """Return the scale that the rubrics in a folder are written for, as its vocabulary has it."""
    name = located.vocabulary.scale
    if name is None:
        return base
    known = {**generic_vocabulary().scales, **located.vocabulary.scales}
    return known.get(name, base)


def _same_levels(one: Scale, other: Scale) -> bool:
    values = [level.value for level in one.levels]
    return values == [level.value for level in other.levels] and one.anchored == other.anchored


def _replaced_scale(
    replaced: LocatedVocabulary, vocabularies: Sequence[LocatedVocabulary], name: str
) -> Issue:
    """Return the fault of the vocabulary that has the scale in force."""
    message = (
        f"the levels of scale {quote(name)} are not those that the questions in {replaced.folder} "
        f"are written for; let roles choose it (scale: in a role), or {_LEAVE_OUT}"
    )
    choosing = [located for located in vocabularies if located.vocabulary.scale == name]
    defining = [located for located in vocabularies if name in located.vocabulary.scales]
    if replaced in choosing:
        return defining[-1].issue(message, "scales", name, key=True)
    return choosing[-1].issue(message, "scale")


def _anchors_from_faults(
    vocabularies: Sequence[LocatedVocabulary], terms: Terms
) -> Iterator[Issue]:
    known = terms.scales[terms.scale].anchored
    for located in vocabularies:
        for name, scale in located.vocabulary.scales.items():
            for level in (scale.anchors_from or {}).values():
                if level not in known:
                    message = (
                        f"scale '{name}': anchors_from names level {level}, and '{terms.scale}' "
                        f"has anchors at {', '.join(map(str, sorted(known)))}"
                    )
                    yield located.issue(message, "scales", name, "anchors_from")


def replaced_terms(vocabularies: Sequence[LocatedVocabulary]) -> Iterator[Issue]:
    """Yield each term of a folder that takes the place of another one of an earlier folder."""
    earlier: dict[str, tuple[object, Issue]] = {}
    for located in vocabularies:
        for words, value, place in _terms(located.vocabulary):
            here = located.issue("", *place, key=True)
            before, there = earlier.get(words, (value, here))
            if before != value:
                message = f"{words} replaces that of {there.file}:{there.line}"
                yield replace(here, message=message)
            earlier[words] = value, here


def _terms(vocabulary: Vocabulary) -> Iterator[tuple[str, object, YamlPath]]:
    """Yield the terms of a vocabulary: what each is called, what it is, and its place."""
    for sort, key in _LISTS.items():
        for number, term in enumerate(getattr(vocabulary, key) or ()):
            yield f"{sort} '{term.id}'", term, (key, number)
    if vocabulary.seniorities:
        yield "this list of seniorities", vocabulary.seniorities, ("seniorities",)
    for name, scale in vocabulary.scales.items():
        yield f"scale '{name}'", scale, ("scales", name)
    if vocabulary.scale:
        yield "this choice of a scale", vocabulary.scale, ("scale",)
    for name, text in vocabulary.scripts:
        if text is not None:
            yield f"script '{name}'", text, ("scripts", name)
