"""A YAML file to a value that knows where each part of it is."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from kitgen.errors import InvalidInput, Issue, YamlPath
from kitgen.files.nodes import TAG, Inspection, Loader, node_at, node_beyond
from kitgen.files.plain import NotPlain, plain_value
from kitgen.files.text import read_text
from kitgen.limits import VALUES

# Messages of libyaml, and what to do about them.
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


@dataclass(frozen=True)
class Source:
    """A parsed YAML file: its value, and its text, which has the place of each part.

    The text is read when a place is asked for, if it is not given.
    """

    path: Path
    value: Any
    text: str | None = field(default=None, repr=False)

    @cached_property
    def root(self) -> yaml.Node:
        """The nodes of the text, which are large, and needed only where something is wrong."""
        loader = Loader(read_text(self.path) if self.text is None else self.text)
        root = loader.get_single_node()
        if root is None:
            return yaml.ScalarNode(f"{TAG}null", "")
        _value(self.path, loader, root)  # moves merged keys (<<) to where they count
        return root

    def issue(self, place: YamlPath, message: str, *, key: bool = False) -> Issue:
        """Locate `message` at `place`: at its value, or at its key when `key` is set."""
        return _issue(self.path, node_at(self.root, place, key).start_mark, message)


def read(path: Path, if_empty: Any = None) -> Source:
    """Parse one file; one without content, or with comments only, has the value `if_empty`.

    Raises InvalidInput for what `read_text` refuses, YAML errors, the faults that an Inspection
    finds, and an empty file where `if_empty` is None.
    """
    text = read_text(path)
    try:
        beyond = node_beyond(text)
        if beyond:
            message = f"more than {VALUES:,} values; divide the file"
            raise InvalidInput([_issue(path, beyond.start_mark, message)])
        loader = Loader(text)
        root = loader.get_single_node()
        if root is None and if_empty is not None:
            return Source(path, if_empty, text)
        if root is None:
            raise InvalidInput([Issue(str(path), 1, 1, "the file is empty")])
        return Source(path, _value(path, loader, root), text)
    except yaml.MarkedYAMLError as error:
        raise InvalidInput([_yaml_issue(path, error)]) from None


def _value(path: Path, loader: Loader, root: yaml.Node) -> Any:
    try:
        return plain_value(loader, root)
    except NotPlain:
        loader.recursive_objects.clear()  # of values that could not be built
        inspection = Inspection(loader)
        inspection.visit(root)
        if inspection.faults:
            raise InvalidInput(
                _issue(path, node.start_mark, message) for node, message in inspection.faults
            ) from None
        return loader.construct_document(root)


def _yaml_issue(path: Path, error: yaml.MarkedYAMLError) -> Issue:
    problem = str(error.problem or error.context)
    unclosed = any(part in problem for part in _UNCLOSED)
    mark = (unclosed and error.context_mark) or error.problem_mark or error.context_mark
    advice = next((text for part, text in _ADVICE.items() if part in problem), "")
    message = f"not valid YAML: {problem}{advice}"
    return _issue(path, mark, message)


def _issue(path: Path, mark: Any, message: str) -> Issue:
    line, column = (mark.line, mark.column) if mark else (0, 0)
    return Issue(str(path), line + 1, column + 1, message)
