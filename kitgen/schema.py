"""JSON Schemas of the files that people write, made from the models, for their editors."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from kitgen.bank.draft import NEUTRAL, REMEMBERED
from kitgen.bank.question import Question
from kitgen.bank.samples import Sample
from kitgen.bank.vocabulary import Vocabulary
from kitgen.brand.tokens import LogoFile, Tokens
from kitgen.files.layers import KEPT, KEPT_VALUE, KEYED
from kitgen.files.model import Model
from kitgen.kit.kit import Kit
from kitgen.literals import FILE_KINDS, FileKind
from kitgen.role.role import Role
from kitgen.workspace.settings import Settings

Schema = dict[str, Any]

_MODELS: Mapping[FileKind, type[Model]] = {
    "question": Question,
    "sample": Sample,
    "role": Role,
    "theme": Tokens,
    "kit": Kit,
    "vocabulary": Vocabulary,
    "workspace": Settings,
}
# Files that are lists: what an item is called, and what the list contains.
_LISTS: Mapping[FileKind, tuple[str, str]] = {
    "question": ("Question", "The questions of the category that the file is named after."),
    "sample": ("Sample", "Sample answers to questions of the bank, with their ratings."),
}
# Fields that come from the name of the file, or from loading it.
_NOT_WRITTEN: Mapping[FileKind, tuple[str, ...]] = {
    "question": ("category", *REMEMBERED),
    "role": ("name",),
}
# Lists of a role whose items a role that extends it may change one by one, by their id.
_LAYERED = sorted(key for (key,) in KEYED)
_EXTENDS = {
    "description": "The role this one changes: built in, or a file beside it. What is left out "
    "here is as it is there.",
    "examples": ["senior-ml-engineer"],
    "pattern": r"\S",
    "type": "string",
}
_DROP = {"description": "Leaves out this item of the role that is extended.", "type": "boolean"}


def schema_of(kind: FileKind) -> Schema:
    """Return the JSON Schema (draft 2020-12) of a kind of file, which may be a list."""
    made = _MODELS[kind].model_json_schema(schema_generator=_Generator)
    for key in _NOT_WRITTEN.get(kind, ()):
        del made["properties"][key]
        made["required"] = [name for name in made["required"] if name != key]
    if kind == "question":
        made = _begun(made)
    if kind == "role":
        made = _extending(made)
    if kind == "theme":
        made = _laid_over(made)
    if kind in _LISTS:
        made = _list_of(made, *_LISTS[kind])
    return {"$schema": _Generator.schema_dialect, "title": f"kitgen {kind} file", **made}


def schema_text(kind: FileKind) -> str:
    """Return the schema as it is written to a file."""
    return _text(schema_of(kind))


def _text(schema: Schema) -> str:
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def schema_files(*, with_examples: bool = True) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of the schema file of each kind.

    Examples are from machine learning, and other fields do without them.
    """
    for kind in FILE_KINDS:
        schema = schema_of(kind)
        text = _text(schema if with_examples else _without_examples(schema))
        yield f"schemas/{kind}.schema.json", text.encode()


def _without_examples(part: Any) -> Any:
    if isinstance(part, list):
        return [_without_examples(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: _without_examples(value)
        for key, value in part.items()
        if key != "examples" or not isinstance(value, list)
    }


class _Generator(GenerateJsonSchema):
    """Says what an editor can show: no titles made from names, no null as a default."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        made.pop("title", None)
        return made

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if made.get("default", ...) is None:
            del made["default"]
        return made

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Allow keys of the right form only; JSON Schema sees a whole number as its digits."""
        made = super().dict_schema(schema)
        if schema["keys_schema"]["type"] == "int":
            made["patternProperties"] = {"^-?[0-9]+$": made["additionalProperties"]}
        if "patternProperties" in made:
            made["additionalProperties"] = False
        return made


def _list_of(item: Schema, name: str, description: str) -> Schema:
    definitions = {**item.pop("$defs", {}), name: item}
    reference = {"$ref": f"#/$defs/{name}"}
    return {
        "$defs": definitions,
        "description": description,
        "items": reference,
        "type": "array",
    }


def _laid_over(theme: Schema) -> Schema:
    """Let a theme leave out what is as in the built-in one."""
    for name, part in {"": theme, **theme["$defs"]}.items():
        if name != LogoFile.__name__:  # of which the built-in one has nothing
            part.pop("required", None)
    return theme


def _begun(question: Schema) -> Schema:
    """Let a draft leave out what nobody has written yet."""
    later = [key for key in question["required"] if key in NEUTRAL]
    question["required"] = [key for key in question["required"] if key not in NEUTRAL]
    is_draft = {"properties": {"status": {"const": "draft"}}}  # true without a status, too
    return {**question, "if": is_draft, "else": {"required": later}}


def _extending(role: Schema) -> Schema:
    """Let a role that extends another leave out what the other one defines."""
    needed: Schema = {"required": role.pop("required"), "properties": {}}
    for key in _LAYERED:
        item = role["$defs"][role["properties"][key]["items"]["$ref"].rpartition("/")[2]]
        needed["properties"][key] = {"items": {"required": item["required"]}}
        item["required"] = ["id"]
        item["properties"]["drop"] = _DROP
    role["properties"][KEPT] = _kept_or(role["properties"][KEPT], role["$defs"]["Weight"])
    role["properties"]["extends"] = _EXTENDS
    return {**role, "if": {"required": ["extends"]}, "else": needed}


def _kept_or(listed: Schema, item: Schema) -> Schema:
    """Allow a list, or `only` with the ids of those to keep of the role that is extended."""
    name, value = item["properties"]["id"], item["properties"][KEPT_VALUE]
    only: Schema = {
        "description": "Those to keep of the role that is extended, or each with its weight.",
        "anyOf": [
            {"type": "array", "items": name, "minItems": 1},
            {"type": "object", "additionalProperties": value, "minProperties": 1},
        ],
    }
    kept = {
        "type": "object",
        "properties": {"only": only},
        "required": ["only"],
        "additionalProperties": False,
    }
    described = {key: listed.pop(key) for key in ("description", "examples", "default")}
    return {**described, "anyOf": [listed, kept]}
