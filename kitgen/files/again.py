"""Models that were validated once, as bytes, and built again of these without validation."""

import json
import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)
Build = Callable[[Any], Any]


def as_bytes(model: BaseModel) -> bytes:
    """Return the fields of a model that were set, those that dumps leave out included."""
    return json.dumps(_plain(model), ensure_ascii=False, separators=(",", ":")).encode()


def built_again(model: type[M], content: bytes) -> M:
    """Return the model of which `as_bytes` made these bytes."""
    made: M = _of_model(model)(json.loads(content))
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, str):  # most are, and to find out what else a value is takes longer
        return value
    if isinstance(value, BaseModel):
        fields = value.model_fields_set
        return {name: _plain(part) for name, part in value.__dict__.items() if name in fields}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return value


@cache
def _of_model(model: type[BaseModel]) -> Build:
    fields = model.model_fields
    builds = {name: _of_type(field.annotation) for name, field in fields.items()}
    parts = [(name, build) for name, build in builds.items() if build]
    # Values are frozen, so those that nobody set may be shared.
    defaults = {
        name: field.get_default(call_default_factory=True)
        for name, field in fields.items()
        if not field.is_required()
    }
    order = tuple(fields)

    def build(given: dict[str, Any]) -> BaseModel:
        names = set(given)
        for name, build_part in parts:
            if name in given:
                given[name] = build_part(given[name])
        values = {name: given[name] if name in given else defaults[name] for name in order}
        return _filled(model, values, names)

    return build


def _filled(model: type[BaseModel], values: dict[str, Any], names: set[str]) -> BaseModel:
    """Return a model with values for all fields, as `model_construct` does in thrice the time."""
    made = model.__new__(model)
    object.__setattr__(made, "__dict__", values)
    object.__setattr__(made, "__pydantic_fields_set__", names)
    object.__setattr__(made, "__pydantic_extra__", None)
    object.__setattr__(made, "__pydantic_private__", None)
    return made


def _of_type(annotation: Any) -> Build | None:
    """Return what makes a value of what JSON has of it; None where it is the same."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _of_type(arguments[0])
    if origin in (Union, types.UnionType):
        return _of_union([part for part in arguments if part is not types.NoneType])
    if origin is tuple:
        return _of_items(_of_type(arguments[0]))
    if origin is Mapping:
        return _of_mapping(arguments[0] is int, _of_type(arguments[1]))
    is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    return _of_model(annotation) if is_model else None


def _of_union(kinds: list[Any]) -> Build | None:
    build = _of_type(kinds[0])
    return build and (lambda value: None if value is None else build(value))


def _of_items(build: Build | None) -> Build:
    return (lambda value: tuple(map(build, value))) if build else tuple


def _of_mapping(by_number: bool, build: Build | None) -> Build | None:
    """Return what makes a mapping, whose keys are texts in JSON."""
    if by_number:
        return lambda value: {
            int(key): build(part) if build else part for key, part in value.items()
        }
    return build and (lambda value: {key: build(part) for key, part in value.items()})
