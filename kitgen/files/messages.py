"""A pydantic error → places and sentences a person can act on."""

from collections.abc import Iterator, Mapping, Sized
from datetime import date

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kitgen.errors import YamlPath, cut, quote, suggest
from kitgen.files.annotations import models_at, untagged

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
# What may be written without quotes by mistake, so that YAML reads no text.
_TEXTS = {"string_type", "literal_error"}
_LIMITS = {
    "greater_than_equal": "must be at least {ge:g}",
    "greater_than": "must be more than {gt:g}",
    "less_than_equal": "must be at most {le:g}",
    "too_short": "needs at least {min_length}, has {actual_length}",
    "too_long": "may have at most {max_length}, has {actual_length}",
    "finite_number": "must be a finite number",
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
    r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$": "'en-GB'",
    r"^[0-9A-F]{4}-[0-9A-F]{4}$": "'0FE5-1C22'",
    "^[A-Z]$": "'A', a capital letter",
}


def explain(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[YamlPath, str, bool]]:
    """Yield place, message and whether the place means the key, for every fault of `error`."""
    for detail in error.errors():
        if not _is_echo(detail):
            yield _explained(detail, model)


def _explained(detail: ErrorDetails, model: type[BaseModel]) -> tuple[YamlPath, str, bool]:
    place, kind = untagged(model, detail["loc"]), detail["type"]
    if place and place[-1] == "[key]":
        return place[:-1], f"as a key: {_sentence(detail)}", True
    if kind in {"extra_forbidden", "invalid_key"}:
        return place, _unknown_key(model, detail["loc"]), True
    if kind == "missing":
        return place[:-1], f"missing key '{place[-1]}'", False
    return place, _sentence(detail), False


def _unknown_key(model: type[BaseModel], loc: YamlPath) -> str:
    """Tell what is wrong with the key that ends `loc`.

    Where keys tell of which kind a value is, the key may belong to another kind.
    """
    key = str(loc[-1])
    (kind, *others) = models_at(model, loc[:-1]) or (model,)
    if any(key in other.model_fields for other in others):
        return f"{quote(key)} has no meaning in {kind.called}"  # type: ignore[attr-defined]
    known = [name for one in (kind, *others) for name in one.model_fields]
    return f"unknown key {quote(key)}{suggest(key, known)}"


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
        return f"expected {_KINDS[kind]}, found {_found(value)}{_advice(kind, value)}"
    if kind in _LIMITS:
        return _LIMITS[kind].format(**context)
    if kind == "string_pattern_mismatch":
        pattern = context["pattern"]
        return f"must look like {_SHAPES.get(pattern, pattern)}"
    if kind == "literal_error":
        words = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        near = suggest(value, words) if isinstance(value, str) else ""
        found = f"{_found(value)}{_advice(kind, value)}"
        return f"{found} is not one of {', '.join(words)}{near}"
    if kind == "value_error":
        return str(context["error"])
    return detail["msg"]


def _found(value: object) -> str:
    if isinstance(value, bool):
        return f"the boolean {str(value).lower()}"
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, int | float):
        return f"the number {cut(str(value))}"
    if isinstance(value, date):
        return f"the date {value}"
    for kind, words in _COLLECTIONS.items():
        if isinstance(value, kind):
            return words
    return "nothing"


def _advice(kind: str, value: object) -> str:
    """Tell how to write a text that YAML reads as something else."""
    if kind not in _TEXTS:
        return ""
    if isinstance(value, bool):
        return " (put a text such as no, yes, on in quotes)"
    if isinstance(value, int | float | date):
        return " (put a text in quotes)"
    return " (a text that begins with # needs quotes)" if value is None else ""
