"""A YAML file to a value that knows where each part of it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kitgen.errors import InvalidInput, Issue, YamlPath
from kitgen.files.text import read_text

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


class Loader(yaml.CSafeLoader):
    """libyaml's safe loader; sequences become tuples."""


def _sequence(loader: Loader, node: yaml.SequenceNode) -> tuple[Any, ...]:
    return tuple(loader.construct_sequence(node, deep=True))


Loader.add_constructor("tag:yaml.org,2002:seq", _sequence)


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed YAML file: its value, and where each part of it stands."""

    path: Path
    value: Any
    root: yaml.Node

    def issue(self, place: YamlPath, message: str, *, key: bool = False) -> Issue:
        """Locate `message` at `place`: at its value, or at its key when `key` is set."""
        mark = node_at(self.root, place, key).start_mark
        return Issue(str(self.path), mark.line + 1, mark.column + 1, message)


def read(path: Path) -> Source:
    """Parse one file.

    Raises InvalidInput for text that is not UTF-8, tabs and control characters, YAML errors,
    an empty file, duplicate keys and a value that contains itself.
    """
    text = read_text(path)
    try:
        loader = Loader(text)
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


def node_at(node: yaml.Node, place: YamlPath, on_key: bool) -> yaml.Node:
    """Return the node at `place`, or the nearest enclosing one that exists."""
    if not place:
        return node
    step, rest = place[0], place[1:]
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node_at(node.value[step], rest, on_key)
    if isinstance(node, yaml.MappingNode):
        # Of a merged key and the mapping's own, the later one counts.
        for key, child in reversed(node.value):
            if isinstance(key, yaml.ScalarNode) and key.value == str(step):
                return key if on_key and not rest else node_at(child, rest, on_key)
    return node
