"""The terms of several banks as one: their vocabularies over the built-in one, the later winning.

What no list defines, comes from the folders without such a list: a category for each file of
questions, a competency for each name in a question.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kitgen.bank.built_in import Say, said_scale, said_scripts, say_in
from kitgen.bank.case import Case
from kitgen.bank.files import QuestionFile
from kitgen.bank.question import ID_PATTERN
from kitgen.bank.raw import RawQuestion
from kitgen.bank.term import Term
from kitgen.bank.vocabularies import LocatedVocabulary, generic_vocabulary
from kitgen.bank.vocabulary import (
    Category,
    Competency,
    NumericAttribute,
    Scale,
    Scripts,
    Seniority,
    Vocabulary,
)

T = TypeVar("T", bound=Term)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Terms:
    """All that the questions and roles of some banks may name.

    `scale` names the one of `scales` that rubrics are written for, `language` is what the last
    vocabulary says that says one. In `open_folders`, a new file
    of questions is a new category.
    """

    categories: tuple[Category, ...]
    competencies: tuple[Competency, ...]
    seniorities: tuple[Seniority, ...]
    scales: Mapping[str, Scale]
    scale: str
    scripts: Scripts
    cases: tuple[Case, ...]
    attributes: tuple[NumericAttribute, ...]
    open_folders: tuple[Path, ...]
    language: str | None


def united(
    vocabularies: Sequence[LocatedVocabulary],
    folders: Sequence[Path],
    files: Sequence[QuestionFile],
    entries: Sequence[RawQuestion],
) -> Terms:
    """Return the terms of some folders, with their files and questions.

    What is built in of them is in the language of the folders.
    """
    own = [located.vocabulary for located in vocabularies]
    layers = [generic_vocabulary(), *own]
    scale = _last(layer.scale for layer in layers)
    language = next(filter(None, (layer.language for layer in reversed(own))), None)
    say = say_in(language)
    open_folders = _without_list("categories", folders, vocabularies)
    in_files = [file.category for file in files if file.folder in open_folders]
    open_questions = _without_list("competencies", folders, vocabularies)
    named = _shown(entry for entry in entries if entry.folder in open_questions)
    return Terms(
        categories=_terms(Category, _lists(layers, "categories"), in_files),
        competencies=_terms(Competency, _lists(layers, "competencies"), named),
        seniorities=_last(layer.seniorities for layer in layers),
        scales=_said(_scales(own, scale), say),
        scale=scale,
        scripts=said_scripts(_scripts(layers), say),
        cases=_terms(Case, _lists(layers, "cases"), ()),
        attributes=_terms(NumericAttribute, _lists(layers, "attributes"), ()),
        open_folders=open_folders,
        language=language,
    )


def _last(values: Iterable[V | None]) -> V:
    """Return the last value that is given; the built-in terms give each."""
    return [value for value in values if value is not None][-1]


def _without_list(
    key: str, folders: Sequence[Path], vocabularies: Sequence[LocatedVocabulary]
) -> tuple[Path, ...]:
    """Return the folders whose terms of a kind are what their files name.

    They have a vocabulary without this list, or no vocabulary where no other folder has the list.
    """
    listed = {one.folder: getattr(one.vocabulary, key) is not None for one in vocabularies}
    somewhere = any(listed.values())
    return tuple(folder for folder in folders if not listed.get(folder, somewhere))


def _lists(layers: Sequence[Vocabulary], key: str) -> list[Any]:
    return [getattr(layer, key) for layer in layers]


def _terms(
    model: type[T], lists: Iterable[Sequence[T] | None], named: Iterable[str]
) -> tuple[T, ...]:
    """Return the terms of lists, the later of an id winning, then those that are only named."""
    by_id: dict[str, T] = {}
    for listed in lists:
        by_id |= {term.id: term for term in listed or ()}
    for name in named:
        if name not in by_id and re.fullmatch(ID_PATTERN, name):
            by_id[name] = model.model_validate({"id": name})
    return tuple(by_id.values())


def _shown(entries: Iterable[RawQuestion]) -> list[str]:
    return [name for entry in entries for _, name in entry.texts("competencies")]


def _scripts(layers: Sequence[Vocabulary]) -> Scripts:
    scripts: dict[str, str] = {}
    for layer in layers:
        scripts |= layer.scripts.model_dump(exclude_none=True)
    return Scripts(**scripts)


def _scales(own: Sequence[Vocabulary], base: str) -> dict[str, Scale]:
    """Return the scales of some vocabularies, and the built-in ones that fit the scale `base`."""
    scales: dict[str, Scale] = {}
    for vocabulary in own:
        scales |= vocabulary.scales
    built_in = generic_vocabulary().scales
    if base not in scales:
        # Its rubrics are written for it, so it takes no anchors from another scale.
        scales[base] = built_in[base].model_copy(update={"anchors_from": None})
    levels = scales[base].anchored
    for name, scale in built_in.items():
        if name not in scales and set((scale.anchors_from or {}).values()) <= levels:
            scales[name] = scale
    return scales


def _said(scales: Mapping[str, Scale], say: Say) -> dict[str, Scale]:
    """Return scales, those that are built in with their texts in the words of `say`."""
    built_in = generic_vocabulary().scales
    return {
        name: said_scale(scale, say) if _is_built_in(scale, built_in.get(name)) else scale
        for name, scale in scales.items()
    }


def _is_built_in(scale: Scale, built_in: Scale | None) -> bool:
    return built_in is not None and (scale.levels, scale.verdicts, scale.rule) == (
        built_in.levels,
        built_in.verdicts,
        built_in.rule,
    )
