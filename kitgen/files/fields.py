"""Which texts of a value are Markdown, known from the annotations of its type."""

import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from kitgen.errors import YamlPath
from kitgen.files.model import Markdown, Model


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """A Markdown text, and where it is in the value."""

    place: YamlPath
    text: str
    kind: Markdown


def markdown_texts(value: Model, place: YamlPath = ()) -> Iterator[MarkdownText]:
    """Yield the Markdown texts of a value in the order of its fields, those inside it too."""
    for name, shape in _fields(type(value)):
        yield from _texts(getattr(value, name), shape, (*place, name))


@dataclass(frozen=True, slots=True)
class _Shape:
    """The kind of Markdown that a text of a type is, and the shape of the parts of such a value."""

    kind: Markdown | None
    parts: "_Shape | None"


@cache
def _fields(model: type[Model]) -> tuple[tuple[str, _Shape | None], ...]:
    """Return the fields of a model, each with the shape of its type."""
    fields = model.model_fields.items()
    return tuple((name, _shape(field.rebuild_annotation())) for name, field in fields)


def _shape(annotation: Any) -> _Shape | None:
    if annotation is None:
        return None
    return _Shape(_kind(annotation), _shape(_of_parts(annotation)))


def _texts(value: Any, shape: _Shape | None, place: YamlPath) -> Iterator[MarkdownText]:
    if isinstance(value, str):
        if shape and shape.kind:
            yield MarkdownText(place, value, shape.kind)
    elif isinstance(value, Model):
        yield from markdown_texts(value, place)
    else:
        for key, part in _parts(value):
            yield from _texts(part, shape and shape.parts, (*place, key))


def _parts(value: Any) -> Iterable[tuple[Any, Any]]:
    if isinstance(value, Mapping):
        return value.items()
    return enumerate(value) if isinstance(value, tuple) else ()


def _kind(annotation: Any) -> Markdown | None:
    """Return the kind of Markdown that a text of this type is."""
    for part in _alternatives(annotation):
        marks = [mark for mark in getattr(part, "__metadata__", ()) if isinstance(mark, Markdown)]
        if marks:
            return marks[0]
    return None


def _of_parts(annotation: Any) -> Any:
    """Return the type of the items of a list, or of the values of a mapping."""
    for part in _alternatives(annotation):
        inner = get_args(part)[0] if get_origin(part) is Annotated else part
        arguments = get_args(inner)
        if get_origin(inner) is tuple:
            return arguments[0]
        if len(arguments) == 2:
            return arguments[1]
    return None


def _alternatives(annotation: Any) -> Iterator[Any]:
    """Yield the types of a union, however deep in other annotations; otherwise the type."""
    inner = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    if get_origin(inner) in (Union, types.UnionType):
        for part in get_args(inner):
            yield from _alternatives(part)
    else:
        yield annotation
