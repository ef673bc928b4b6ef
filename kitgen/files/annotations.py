"""Where a pydantic error is: its location followed through the types of a model."""

import types
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, Tag

from kitgen.errors import YamlPath


def untagged(annotation: Any, loc: YamlPath) -> YamlPath:
    """Return `loc` without the tags that pydantic puts in for the kinds of a tagged union."""
    place: list[str | int] = []
    for step in loc:
        tagged = _tagged(annotation)
        if step in tagged:
            annotation = tagged[str(step)]
        else:
            place.append(step)
            annotation = _part(annotation, step)
    return tuple(place)


def models_at(annotation: Any, loc: YamlPath) -> list[type[BaseModel]]:
    """Return the model at `loc`, then the other kinds where it is one of a tagged union."""
    others: list[type[BaseModel]] = []
    for step in loc:
        tagged = _tagged(annotation)
        chosen = tagged.pop(str(step), None)
        others = list(tagged.values()) if chosen else []
        annotation = chosen or _part(annotation, step)
    model = _unwrapped(annotation)
    return [model, *others] if _is_model(model) else []


def _part(annotation: Any, step: str | int) -> Any:
    """Return the type of one part: a field of a model, an item of a list, a value of a mapping."""
    annotation = _unwrapped(annotation)
    if _is_model(annotation):
        field = annotation.model_fields.get(str(step))
        return field.annotation if field else None
    arguments = get_args(annotation)
    if get_origin(annotation) is tuple:
        return arguments[0]
    return arguments[1] if len(arguments) == 2 else None


def _unwrapped(annotation: Any) -> Any:
    """Return a type without what pydantic is told about it, and without `| None`."""
    if get_origin(annotation) is Annotated:
        return _unwrapped(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return _unwrapped(get_args(annotation)[0])
    return annotation


def _tagged(annotation: Any) -> dict[str, type[BaseModel]]:
    """Return the kinds of a tagged union, by their tags; none for any other type."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    members = [get_args(member) for member in get_args(annotation)]
    return {
        member[1].tag: member[0]
        for member in members
        if len(member) == 2 and isinstance(member[1], Tag)
    }


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
