"""A pydantic error → places and sentences a person can act on."""

import types
from collections.abc import Iterator, Mapping, Sized
from datetime import date
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kitgen.errors import YamlPath, cut, quote, suggest

_KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "mapping_type": "a mapping (key: value)",
    "dict_type": "a mapping (key: value)",
    "model_type": "a mapping (key: value)",
    "model_attributes_type": "a mapping (key: value)",
}
_LIMITS = {
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be more than {gt}",
    "less_than_equal": "must be at most {le}",
    "too_short": "needs at least {min_length}, has {actual_length}",
    "string_too_long": "must have at most {max_length} characters",
}
_COLLECTIONS: Mapping[type, str] = {
    Mapping: "a mapping",
    set: "a set",
    bytes: "binary data",
    tuple: "a list",
    list: "a list",  # pairs, which !!omap and !!pairs make
}
# What a pattern asks for, for those who read no patterns; another one is shown as it is.
_SHAPES = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "'two-words': small letters and digits, joined by hyphens",
    r"^10\.\d{4,9}/\S+$": "'10.1038/nature14539', without https://doi.org/",
    r"^https://\S+$": "'https://arxiv.org/abs/1711.05101'",
    r"^#[0-9a-fA-F]{6}$": "'#0b5563'",
}


def explain(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[YamlPath, str, bool]]:
    """Yield place, message and whether the place means the key, for every fault of `error`."""
    for detail in error.errors():
        if not _is_echo(detail):
            yield _explained(detail, model)


def _explained(detail: ErrorDetails, model: type[BaseModel]) -> tuple[YamlPath, str, bool]:
    place, kind = detail["loc"], detail["type"]
    if place and place[-1] == "[key]":
        return place[:-1], f"as a key: {_sentence(detail)}", True
    if kind in {"extra_forbidden", "invalid_key"}:
        key = str(place[-1])
        return place, f"unknown key {quote(key)}{suggest(key, _keys_at(model, place[:-1]))}", True
    if kind == "missing":
        return place[:-1], f"missing key '{place[-1]}'", False
    return place, _sentence(detail), False


def _is_echo(detail: ErrorDetails) -> bool:
    """Tell whether a list is called too short only because one of its parts has a fault."""
    value = detail["input"]
    return (
        detail["type"] == "too_short"
        and isinstance(value, Sized)
        and len(value) >= detail["ctx"]["min_length"]
    )


def _sentence(detail: ErrorDetails) -> str:
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    if kind in _KINDS:
        return f"expected {_KINDS[kind]}, found {_found(value)}"
    if kind in _LIMITS:
        return _LIMITS[kind].format(**context)
    if kind == "string_pattern_mismatch":
        pattern = context["pattern"]
        return f"must look like {_SHAPES.get(pattern, pattern)}"
    if kind == "literal_error":
        words = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        near = suggest(value, words) if isinstance(value, str) else ""
        return f"{_found(value)} is not one of {', '.join(words)}{near}"
    if kind == "value_error":
        return str(context["error"])
    return detail["msg"]


def _found(value: object) -> str:
    if isinstance(value, bool):
        return f"the boolean {str(value).lower()} (put a text such as no, yes, on in quotes)"
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, int | float):
        return f"the number {cut(str(value))} (put a text in quotes)"
    if isinstance(value, date):
        return f"the date {value} (put a text in quotes)"
    for kind, words in _COLLECTIONS.items():
        if isinstance(value, kind):
            return words
    return "nothing"


def _keys_at(annotation: Any, place: YamlPath) -> tuple[str, ...]:
    """Return the keys that the model at `place` knows, from the type of the value at its root."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _keys_of(annotation, place)
    arguments = get_args(annotation)
    if get_origin(annotation) in (Union, types.UnionType):
        found = (_keys_at(part, place) for part in arguments)
        return next((keys for keys in found if keys), ())
    # tuple[X, ...] and Mapping[K, X]: the type of what is inside is the first or the second.
    inside = {tuple: 0, Mapping: 1}.get(get_origin(annotation))
    return _keys_at(arguments[inside], place[1:]) if place and inside is not None else ()


def _keys_of(model: type[BaseModel], place: YamlPath) -> tuple[str, ...]:
    if not place:
        return tuple(model.model_fields)
    field = model.model_fields.get(str(place[0]))
    return _keys_at(field.annotation, place[1:]) if field else ()
