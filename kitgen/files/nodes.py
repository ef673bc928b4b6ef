"""The nodes of a YAML file, before values are built of them: faults of shape, and their places."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import yaml

from kitgen.errors import YamlPath, quote
from kitgen.limits import KEYS, LEVELS, REPEATED, VALUES

_TOO_DEEP = f"nested more than {LEVELS} levels deep"

TAG = "tag:yaml.org,2002:"
_TYPES = {
    f"{TAG}int": "a whole number",
    f"{TAG}float": "a number",
    f"{TAG}bool": "true or false",
    f"{TAG}timestamp": "a date",
}
# What PyYAML raises for a scalar that has the form or the tag of a type and cannot be built.
NOT_BUILT = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class Loader(yaml.CSafeLoader):
    """libyaml's safe loader; sequences become tuples."""


def _sequence(loader: Loader, node: yaml.SequenceNode) -> tuple[Any, ...]:
    return tuple(loader.construct_sequence(node, deep=True))


def _integer(loader: Loader, node: yaml.ScalarNode) -> int:
    number: int = loader.construct_yaml_int(node)
    str(number)  # raises ValueError for more digits than Python prints, as messages have to
    return number


Loader.add_constructor(f"{TAG}seq", _sequence)
Loader.add_constructor(f"{TAG}int", _integer)


def node_beyond(text: str) -> yaml.Event | None:
    """Return what begins the first value of a text that is one too many; None in nearly all.

    A value of some bytes takes some hundred in memory, so they are counted before they are built.
    """
    # Each value but the first has one of these before it.
    if sum(map(text.count, "\n,[{:?")) <= VALUES:
        return None
    values = (event for event in yaml.parse(text, Loader) if isinstance(event, yaml.NodeEvent))
    return next(islice(values, VALUES, None), None)


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a node becomes when its aliases are unfolded: values in all, and levels of them."""

    values: int = 0
    levels: int = 0


@dataclass(slots=True)
class Inspection:
    """Walks all nodes of a file once, whatever aliases repeat, and collects what is wrong.

    Extents are kept by the identity of nodes. A few lines of aliases of aliases can become more
    values than memory has room for ("billion laughs"), so they are counted without unfolding.
    """

    loader: Loader
    faults: list[tuple[yaml.Node, str]] = field(default_factory=list)
    extents: dict[int, Extent] = field(default_factory=dict)

    def visit(self, node: yaml.Node, above: tuple[yaml.Node, ...] = ()) -> Extent:
        """Inspect a node with all below it, which is nothing to those above when it is faulty."""
        if any(node is ancestor for ancestor in above):
            message = "this contains itself: an alias (*name) is inside its own anchor (&name)"
            return self._refused(node, message)
        if id(node) not in self.extents:
            self.extents[id(node)] = self._inspected(node, above)
        return self.extents[id(node)]

    def _inspected(self, node: yaml.Node, above: tuple[yaml.Node, ...]) -> Extent:
        if isinstance(node, yaml.ScalarNode):
            self._try_to_build(node)
            return Extent(1, 1)
        if len(above) >= LEVELS:
            return self._refused(node, _TOO_DEEP)
        if isinstance(node, yaml.MappingNode):
            self._check_keys(node)
        before = len(self.extents)
        below = [self.visit(child, (*above, node)) for child in _children(node)]
        values = 1 + sum(extent.values for extent in below)
        levels = 1 + max((extent.levels for extent in below), default=0)
        written = 1 + len(self.extents) - before
        if values - written > REPEATED:
            message = "aliases (*name) repeat parts of this file until it has too many values"
            return self._refused(node, message)
        if levels > LEVELS + 1:
            return self._refused(node, _TOO_DEEP)
        return Extent(values, levels)

    def _refused(self, node: yaml.Node, message: str) -> Extent:
        self.faults.append((node, message))
        return Extent()

    def _try_to_build(self, node: yaml.ScalarNode) -> None:
        try:
            self.loader.construct_object(node)
        except NOT_BUILT:
            wanted = _TYPES.get(node.tag, node.tag)
            message = f"{quote(node.value)} cannot be read as {wanted} (put a text in quotes)"
            self.faults.append((node, message))

    def _check_keys(self, node: yaml.MappingNode) -> None:
        if len(node.value) > KEYS:
            message = f"a mapping of {len(node.value):,} keys; it may have {KEYS:,}"
            self.faults.append((node, message))
            return
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.faults.append((key, "a key must be a text, not a list or a mapping"))
                continue
            if key.value in seen:
                self.faults.append((key, f"duplicate key {quote(key.value)}"))
            if key.tag != f"{TAG}merge":
                self._try_to_build(key)
            seen.add(key.value)


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        yield from (child for _, child in node.value)
    else:
        yield from node.value


def node_at(node: yaml.Node, place: YamlPath, on_key: bool) -> yaml.Node:
    """Return the node at `place`, or the nearest enclosing one that exists.

    With `on_key`, return the key that leads there instead of its value.
    """
    for number, step in enumerate(place, 1):
        found = _entry(node, step)
        if found is None:
            return node
        key, node = found
        if on_key and number == len(place):
            return key
    return node


def _entry(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """Return key and value at one step; an item of a list is its own key."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    if isinstance(node, yaml.MappingNode):
        # Of a key that is merged in and the mapping's own, the later one counts.
        for key, child in reversed(node.value):
            if isinstance(key, yaml.ScalarNode) and key.value == str(step):
                return key, child
    return None
