"""YAML text → validated value, every fault an Issue. The only importer of yaml."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Protocol, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from kitgen.errors import InvalidInput, Issue
from kitgen.faults import explain

Place = tuple[str | int, ...]
M = TypeVar("M", bound="Model")

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
# What libyaml says, and what to do about it.
_UNCLOSED = {
    "found unexpected end of stream": "; the quote that opens here is not closed",
    "expected ',' or ']'": "; the '[' that opens here is not closed",
    "expected ',' or '}'": "; the '{' that opens here is not closed",
}
_ADVICE = _UNCLOSED | {
    "mapping values are not allowed": "; a text that contains ': ' needs quotes, and the keys of "
    "one mapping begin in one column",
    "undefined alias": "; a text that begins with '*' needs quotes",
    "constructor for the tag": "; a text that begins with '!' needs quotes",
    "another document": "; remove this '---'",
    "for merging": "; after '<<:' name a mapping (*name)",
}


class Model(BaseModel):
    """A value read from YAML: frozen, strict, unknown keys forbidden."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


def _text(value: str) -> str:
    if _CONTROL.search(value):
        raise ValueError("control characters are not allowed")
    if not value.strip():
        raise ValueError("must not be empty")
    return value.strip()


def _line(value: str) -> str:
    if "\n" in value.strip():
        raise ValueError("must be one line (fold it with '>-')")
    return value


# The patterns say the same to editors.
Text = Annotated[str, AfterValidator(_text), Field(json_schema_extra={"pattern": r"\S"})]
Line = Annotated[
    str,
    AfterValidator(_text),
    AfterValidator(_line),
    Field(json_schema_extra={"pattern": r"^\s*\S.*\s*$"}),
]


class _Loader(yaml.CSafeLoader):
    """libyaml's safe loader; sequences become tuples."""


def _sequence(loader: _Loader, node: yaml.SequenceNode) -> tuple[Any, ...]:
    return tuple(loader.construct_sequence(node, deep=True))


_Loader.add_constructor("tag:yaml.org,2002:seq", _sequence)


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed YAML file: its value, and where each part of it stands."""

    path: Path
    value: Any
    root: yaml.Node

    def issue(self, place: Place, message: str, *, key: bool = False) -> Issue:
        """Locate `message` at `place`: at its value, or at its key when `key` is set."""
        mark = _find(self.root, place, key).start_mark
        return Issue(str(self.path), mark.line + 1, mark.column + 1, message)


def read(path: Path) -> Source:
    """Parse one file.

    Raises InvalidInput for text that is not UTF-8, tabs and control characters, YAML errors,
    an empty file, duplicate keys and a value that contains itself.
    """
    text = _decode(path)
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        if root is None:
            raise InvalidInput([Issue(str(path), 1, 1, "the file is empty")])
        faults = [
            Issue(str(path), part.start_mark.line + 1, part.start_mark.column + 1, message)
            for part, message in _shape_faults(root, (), set())
        ]
        if faults:
            raise InvalidInput(faults)
        return Source(path, loader.construct_document(root), root)
    except yaml.MarkedYAMLError as error:
        raise InvalidInput([_yaml_issue(path, error)]) from None


class Located(Protocol):
    """A value that knows where each part of it stands."""

    @property
    def value(self) -> Any:
        """The value."""

    def issue(self, place: Place, message: str, *, key: bool = False) -> Issue:
        """Locate `message` at `place`."""


def validate(model: type[M], source: Located, place: Place = (), **extra: Any) -> M:
    """Build `model` from the value at `place`, with `extra` fields the file does not hold.

    Raises InvalidInput with one Issue for each fault of the value.
    """
    value = source.value
    for step in place:
        value = value[step]
    try:
        return model.model_validate({**value, **extra} if isinstance(value, Mapping) else value)
    except ValidationError as error:
        raise InvalidInput(
            source.issue(place + at, message, key=on_key)
            for at, message, on_key in explain(error, model)
        ) from None


def dump(value: Any) -> str:
    """Write `value` as YAML: key order kept, longer texts as readable blocks."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def dump_with_comments(value: Any, comments: Mapping[Place, str]) -> str:
    """Write `value` as YAML with a comment behind each part that has one."""
    text = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)
    root: Any = _Loader(text).get_single_node()
    lines = text.splitlines()
    for place, comment in comments.items():
        lines[_find(root, place, False).start_mark.line] += f"  # {comment}"
    return "\n".join(lines) + "\n"


class _Dumper(yaml.SafeDumper):
    """Multi-line strings as literal blocks, tuples as lists, no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_text(dumper: _Dumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(tuple, yaml.SafeDumper.represent_list)


def _decode(path: Path) -> str:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise InvalidInput([_text_issue(path, before, message)]) from None
    found = [
        _text_issue(path, text[: hit.start()], _character(hit.group()))
        for hit in _CONTROL.finditer(text)
    ]
    if found:
        raise InvalidInput(found)
    return text


def _character(character: str) -> str:
    if character == "\t":
        return "tab character; use spaces"
    return f"control character U+{ord(character):04X} is not allowed"


def _text_issue(path: Path, before: str, message: str) -> Issue:
    line = before.count("\n") + 1
    return Issue(str(path), line, len(before) - (before.rfind("\n") + 1) + 1, message)


def _yaml_issue(path: Path, error: yaml.MarkedYAMLError) -> Issue:
    problem = str(error.problem or error.context)
    unclosed = any(part in problem for part in _UNCLOSED)
    mark = (unclosed and error.context_mark) or error.problem_mark or error.context_mark
    advice = next((text for part, text in _ADVICE.items() if part in problem), "")
    message = f"not valid YAML: {problem}{advice}"
    if mark is None:
        return Issue(str(path), 1, 1, message)
    return Issue(str(path), mark.line + 1, mark.column + 1, message)


def _shape_faults(
    node: yaml.Node, above: tuple[int, ...], done: set[int]
) -> Iterator[tuple[yaml.Node, str]]:
    """Yield duplicate keys and cycles; a part that aliases repeat is walked once."""
    if id(node) in above:
        yield node, "this contains itself: an alias (*name) stands inside its own anchor (&name)"
        return
    if id(node) in done:
        return
    done.add(id(node))
    children: list[yaml.Node] = []
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, child in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                yield key, f"duplicate key '{key.value}'"
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else "")
            children.append(child)
    elif isinstance(node, yaml.SequenceNode):
        children = node.value
    for child in children:
        yield from _shape_faults(child, (*above, id(node)), done)


def _find(node: yaml.Node, place: Place, on_key: bool) -> yaml.Node:
    """Return the node at `place`, or the nearest enclosing one that exists."""
    if not place:
        return node
    step, rest = place[0], place[1:]
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return _find(node.value[step], rest, on_key)
    if isinstance(node, yaml.MappingNode):
        # Of a merged key and the mapping's own, the later one counts.
        for key, child in reversed(node.value):
            if isinstance(key, yaml.ScalarNode) and key.value == str(step):
                return key if on_key and not rest else _find(child, rest, on_key)
    return node
