"""The value of a YAML file without faults and aliases, which nearly all are, built in one walk.

An Inspection tells the faults of other files: it walks all nodes once more, which takes longer
than reading them.
"""

from typing import Any

import yaml

from kitgen.files.nodes import NOT_BUILT, TAG, Loader
from kitgen.limits import KEYS, LEVELS

_TEXT, _NUMBER, _MAPPING, _SEQUENCE = (f"{TAG}{name}" for name in ("str", "int", "map", "seq"))


class NotPlain(Exception):
    """The file has what needs an Inspection: a fault, or an alias, a tag or a merged mapping."""


def plain_value(loader: Loader, root: yaml.Node) -> Any:
    """Return the value of a file; raises NotPlain where it may have a fault."""
    walk = _Walk(loader)
    try:
        return walk.built(root, 0)
    except (*NOT_BUILT, yaml.YAMLError):
        raise NotPlain from None


class _Walk:
    """Builds each node that it meets once."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader
        self._met: set[int] = set()

    def built(self, node: yaml.Node, levels: int) -> Any:
        if id(node) in self._met or levels > LEVELS:
            raise NotPlain
        self._met.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if node.tag == _MAPPING:
            return self._mapping(node, levels + 1)
        if node.tag == _SEQUENCE:
            return tuple([self.built(item, levels + 1) for item in node.value])
        raise NotPlain

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        return node.value if node.tag == _TEXT else self._loader.construct_object(node)

    def _mapping(self, node: yaml.Node, levels: int) -> dict[Any, Any]:
        if len(node.value) > KEYS:
            raise NotPlain
        built: dict[Any, Any] = {}
        written: set[str] = set()
        for key, value in node.value:
            if key.tag not in (_TEXT, _NUMBER) or key.value in written or id(key) in self._met:
                raise NotPlain
            written.add(key.value)
            self._met.add(id(key))
            built[self._scalar(key)] = self.built(value, levels)
        return built
