"""The half of the reference on files, as their JSON Schemas describe them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kitgen.bank.question import ID_PATTERN
from kitgen.literals import FILE_KINDS, FileKind
from kitgen.schema import schema_of

Schema = Mapping[str, Any]

_TITLES: Mapping[FileKind, str] = {
    "question": "Questions: a file for each category in a bank's folder",
    "sample": "Sample answers: in the folder `samples/` of a bank",
    "role": "Roles: in one that extends another no key is needed but the `id` of items",
    "theme": "Looks: `theme.yaml` in a theme's folder",
    "kit": "Kits",
    "vocabulary": "A bank's terms: `vocabulary.yaml` in its folder",
    "workspace": "Workspaces: `kitgen.yaml`",
}
# The patterns of texts and of keys that have a name; of other texts an example is shown.
_TEXTS = {"": "text", ID_PATTERN: "id", r"\S": "text", r"^\s*\S.*\s*$": "line"}
_KEYS = {ID_PATTERN: "ID", "^-?[0-9]+$": "LEVEL"}


def file_lines() -> Iterator[str]:
    """Yield the lines of all kinds of files."""
    for kind in FILE_KINDS:
        schema = schema_of(kind)
        yield f"\n### {_TITLES[kind]}\n\n{_cell(schema.get('description', ''))}\n"
        yield "| key | contains | if left out | |\n|---|---|---|---|"
        yield from _Table(schema.get("$defs", {})).rows(schema.get("items", schema), "")


class _Table:
    """The keys of one kind of file, also those inside others, each with its place."""

    def __init__(self, definitions: Schema) -> None:
        self._definitions = definitions
        self._places: dict[str, str] = {}

    def rows(self, schema: Schema, prefix: str, alone: Schema | None = None) -> Iterator[str]:
        """Yield a row for each key of a schema with properties, and for the keys inside it.

        `alone` is what is needed besides, where a role extends no other.
        """
        keyed = self._resolved(schema)
        alone = alone or keyed.get("else", {})
        needed = {*keyed.get("required", ()), *alone.get("required", ())}
        for key, value in keyed.get("properties", {}).items():
            place, inside = f"{prefix}{key}", _inside(value)
            name = f"**`{place}`**" if key in needed else f"`{place}`"
            described = value.get("description") or self._resolved(value).get("description", "")
            yield f"| {name} | {self._words(value)} | {_default(value)} | {_cell(described)} |"
            if inside and self._is_new(inside[1], place):
                items = alone.get("properties", {}).get(key, {}).get("items")
                yield from self.rows(inside[1], f"{place}{inside[0]}.", items)

    def _resolved(self, schema: Schema) -> Schema:
        """Return the schema that is referred to; of several kinds, one with the keys of all."""
        if "oneOf" in schema:
            kinds = [self._resolved(kind)["properties"] for kind in schema["oneOf"]]
            keys: dict[str, Schema] = {}
            for kind in kinds:
                keys |= {key: _either(keys.get(key, value), value) for key, value in kind.items()}
            return {"properties": keys}
        name = schema.get("$ref", "").rpartition("/")[2]
        return self._definitions[name] if name else schema

    def _is_new(self, schema: Schema, place: str) -> bool:
        """Tell whether its keys were not listed yet, and note where they are."""
        return self._places.setdefault(_identity(schema), place) == place

    def _words(self, value: Schema) -> str:
        inside = _inside(value)
        if inside is None:
            return _plain(value, *value.get("examples", ())[:1])
        what = "list" if "[]" in inside[0] else "keys"
        listed = self._places.get(_identity(inside[1]))
        return f"{what}, as `{listed}`" if listed else what


def _either(one: Schema, other: Schema) -> Schema:
    """Return what a value is that two kinds describe, each in its way."""
    new = [part for part in _parts(other) if part not in _parts(one)]
    if not new:
        return one
    described = dict.fromkeys(value["description"] for value in (one, other))
    return {**one, "anyOf": [*_parts(one), *new], "description": " ".join(described)}


def _parts(value: Schema) -> list[Schema]:
    """Return the values that are possible, without what is said of all of them."""
    said = {"description", "examples", "default", "title"}
    alone = {key: part for key, part in value.items() if key not in said}
    return list(value.get("anyOf", [alone]))


def _identity(schema: Schema) -> str:
    return json.dumps(schema.get("oneOf") or schema["$ref"])


def _inside(value: Schema) -> tuple[str, Schema] | None:
    """Return what has keys of its own in a value, with the step to it; None for plain values."""
    if "$ref" in value or "oneOf" in value:
        return "", value
    parts = [("", kind) for kind in value.get("anyOf", ())]
    parts += [("[]", value["items"])] if "items" in value else []
    parts += [(f".{key}", part) for key, part in _entries(value)]
    for step, part in parts:
        found = _inside(part)
        if found:
            return f"{step}{found[0]}", found[1]
    return None


def _plain(value: Schema, example: object = "") -> str:
    """Say in words what a value without keys is."""
    if "anyOf" in value:
        return _choice(value["anyOf"], example)
    if "enum" in value or "const" in value:
        return " or ".join(f"`{word}`" for word in value.get("enum") or [value["const"]])
    match value["type"]:
        case "array":
            return f"list of: {_plain(value['items'])}"
        case "object":
            return _mapping(value)
        case "string":
            return _text(value, example)
    return "true or false" if value["type"] == "boolean" else _number(value)


def _mapping(value: Schema) -> str:
    return " or ".join(f"for each {key}: {_plain(part)}" for key, part in _entries(value))


def _choice(kinds: list[Schema], example: object) -> str:
    words = [_plain(kind, example) for kind in kinds if kind["type"] != "null"]
    one, *others = dict.fromkeys(words)
    return ", or ".join([one, *(word.replace(f"list of: {one}", "a list") for word in others)])


def _text(value: Schema, example: object) -> str:
    [shown] = value.get("examples", [example])[:1]
    return _TEXTS.get(value.get("pattern", ""), f"such as `{shown}`")


def _entries(value: Schema) -> Iterator[tuple[str, Schema]]:
    """Yield what keys may be called that the writer of the file chooses, and what they contain."""
    patterns = value.get("patternProperties", {})
    for pattern, part in patterns.items():
        yield _KEYS.get(pattern, "NAME"), part
    if "propertyNames" in value and not patterns:
        yield "NAME", value["additionalProperties"]


def _number(value: Schema) -> str:
    kind = "number" if value["type"] == "number" else "whole number"
    least, most = value.get("minimum"), value.get("maximum")
    if least is not None and most is not None:
        return f"{kind}, {least} to {most}"
    bounds = {"minimum": "at least", "exclusiveMinimum": "above", "maximum": "at most"}
    words = [f"{word} {value[bound]}" for bound, word in bounds.items() if bound in value]
    return ", ".join((kind, *words))


def _default(value: Schema) -> str:
    default = value.get("default")
    if default in (None, [], {}):
        return ""
    parts = default if isinstance(default, list) else [default]
    return ", ".join(f"`{part if isinstance(part, str) else json.dumps(part)}`" for part in parts)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
