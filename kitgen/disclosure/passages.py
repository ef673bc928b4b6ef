"""The texts of a kit: those that a candidate may see, named one by one, and all others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kitgen.errors import YamlPath
from kitgen.kit.kit import Kit
from kitgen.render.markdown import shown_files

# What candidates see or hear: fields of a question and of a case, and of the kit. A field that is
# new is confidential until it is listed here.
_QUESTION = {"prompt", "handout", "category"}
_CASE = {"title", "text"}
_TRANSLATED = {"prompt", "handout"} | _CASE
_SPOKEN = "scripts"
_TITLES = (("role", "title"), ("round", "title"))


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a kit, with its place in the kit's file as a reader would name it."""

    place: str
    text: str


def confidential(kit: Kit) -> tuple[Passage, ...]:
    """Return all texts of a kit but those that its candidate sheet may show."""
    return tuple(passage for path, passage in _passages(kit) if not _is_public(kit, path))


def public(kit: Kit) -> tuple[Passage, ...]:
    """Return the texts that a candidate may see."""
    return tuple(passage for path, passage in _passages(kit) if _is_public(kit, path))


def _passages(kit: Kit) -> Iterator[tuple[YamlPath, Passage]]:
    for path, text in _texts(kit.model_dump(mode="python"), ()):
        yield path, Passage(_named(kit, path), text)


def _texts(value: Any, path: YamlPath) -> Iterator[tuple[YamlPath, str]]:
    """Yield every text below a value, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _texts(part, (*path, key))
    elif isinstance(value, Sequence):
        for index, part in enumerate(value):
            yield from _texts(part, (*path, index))


def _is_public(kit: Kit, path: YamlPath) -> bool:
    match path:
        case ("questions" | "cases", _, "translations", _, field):
            return field in _TRANSLATED
        case ("questions", _, field, *_):
            return field in _QUESTION or _is_credit(kit, path)
        case ("cases", _, field, *_):
            return field in _CASE
        case ("figures", int(number), *_):
            return _is_shown(kit, kit.figures[number].file)
        case _:
            return path[0] == _SPOKEN or path in _TITLES


def _is_credit(kit: Kit, path: YamlPath) -> bool:
    """Tell whether it is of a source that the licence of a question asks to name."""
    source = kit.questions[int(path[1])].source
    return path[2] == "source" and source is not None and bool(source.attribution)


def _is_shown(kit: Kit, file: str) -> bool:
    """Tell whether a text that candidates may see shows a figure."""
    return any(file in shown_files(text) for text in _shown(kit))


def _shown(kit: Kit) -> Iterator[str]:
    """Yield the Markdown that candidates may see, in all languages."""
    for question in kit.questions:
        yield from (question.prompt, question.handout or "")
        for translation in question.translations.values():
            yield from (translation.prompt, translation.handout or "")
    for case in kit.cases:
        yield case.text
        yield from (translation.text for translation in case.translations.values())


def _named(kit: Kit, path: YamlPath) -> str:
    """Return a place as a reader of the kit finds it: by the question's id, not its number."""
    if path[0] != "questions":
        return ".".join(map(str, path))
    return f"{kit.questions[int(path[1])].id}: {'.'.join(map(str, path[2:]))}"
