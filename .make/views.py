"""The variables of templates, as tables: of each view, and of each type that is in one."""

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

_PLAIN = {str: "text", int: "whole number", float: "number", bool: "true or false"}
_SEQUENCES = (tuple, list, Sequence)
_HIDDEN = frozenset({"Figure"})  # which the filter markdown prints


class View(NamedTuple):
    """A template and the type that it is rendered with."""

    template: str
    type: type


def view_lines(views: Sequence[View]) -> Iterator[str]:
    """Yield a table of variables for each template."""
    for view in views:
        yield f"\n## {view.template}\n\n{_docstring(view.type)}\n"
        yield from _table(view.type)


def type_lines(views: Sequence[View]) -> Iterator[str]:
    """Yield a table of the parts of each type that is in a view, by their names."""
    found: dict[str, type] = {}
    for view in views:
        for inside, _ in _fields(view.type).values():
            _collect(inside, found)
    yield "\n## Types\n\nOf what is in the tables above and is no text or number."
    for name in sorted(found):
        yield f"\n### {name}\n\n{_docstring(found[name])}\n"
        yield from _table(found[name])


def _table(owner: type) -> Iterator[str]:
    yield "| name | is | |\n|---|---|---|"
    for name, (kind, said) in _fields(owner).items():
        if name[0] != "_":
            yield f"| `{name}` | {_words(kind)} | {_cell(said)} |"


def _fields(owner: Any) -> Mapping[str, tuple[Any, str]]:
    """Return the fields of a type, with what is said of each, and its properties."""
    if issubclass(owner, BaseModel):
        fields = owner.model_fields.items()
        found = {name: (field.annotation, field.description or "") for name, field in fields}
    else:
        hints = get_type_hints(owner)
        found = {field.name: (hints[field.name], "") for field in dataclasses.fields(owner)}
    for name, member in vars(owner).items():
        if isinstance(member, property) and name[0] != "_" and member.fget:
            returned = get_type_hints(member.fget)["return"]
            found[name] = (returned, member.__doc__ or "")
    return found


def _collect(kind: Any, found: dict[str, type]) -> None:
    """Note the types with fields that a type is made of."""
    if not _has_fields(kind):
        for part in get_args(kind):
            _collect(part, found)
    elif kind.__name__ not in found and kind.__name__ not in _HIDDEN:
        found[kind.__name__] = kind
        for inside, _ in _fields(kind).values():
            _collect(inside, found)


def _has_fields(kind: Any) -> bool:
    is_type = isinstance(kind, type) and not get_args(kind)
    return is_type and (dataclasses.is_dataclass(kind) or issubclass(kind, BaseModel))


def _words(kind: Any) -> str:
    """Say what a value is, with a link to its type."""
    origin, parts = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind is NoneType:
        return "none"
    if _has_fields(kind):
        name = kind.__name__
        return "picture" if name in _HIDDEN else f"[{name}](#{name.lower()})"
    if origin is Literal:
        return " or ".join(f"`{part}`" for part in parts)
    if origin in (Union, UnionType):
        return " or ".join(map(_words, parts))
    return _several(kind, origin, parts)


def _several(kind: Any, origin: Any, parts: tuple[Any, ...]) -> str:
    if origin in _SEQUENCES and len(parts) == 1 + (parts[-1] is Ellipsis):
        return f"list of: {_words(parts[0])}"
    if origin is tuple:
        return f"({', '.join(map(_words, parts))})"
    if origin is frozenset:
        return f"set of: {_words(parts[0])}"
    if origin is not None and issubclass(origin, Mapping):
        return f"for each {_words(parts[0])}: {_words(parts[1])}"
    if parts:  # an annotated type
        return _words(parts[0])
    raise TypeError(f"no words for {kind}")


def _docstring(owner: type) -> str:
    return re.sub(r"\s*\n\s*", " ", re.sub(r"\n\s*\n\s*", " ", (owner.__doc__ or "").strip()))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
