"""Layers of YAML: a file over the one it extends, value by value, each with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kitgen.errors import InvalidInput, Issue, YamlPath
from kitgen.files.source import Source, read

# Lists whose items are told apart by their id, so that a layer can change one of them.
KEYED = {("competencies",), ("rounds",)}
# The list of which a layer may keep a part: {only: [ids]}, or {only: {id: its value of this key}}.
KEPT, KEPT_VALUE = "competencies", "weight"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that a layer sets whole."""

    value: Any
    source: Source
    place: YamlPath


@dataclass(frozen=True)
class Branch:
    """A mapping, or a list of items with ids, that layers set part by part.

    With `only`, nothing of the layers below is kept but what has its id in this one.
    """

    children: Mapping[Any, "Leaf | Branch"]
    listed: bool
    source: Source
    place: YamlPath
    only: bool = False

    @cached_property
    def kept(self) -> Mapping[Any, "Leaf | Branch"]:
        """The parts that are not dropped: an item of a list goes with `drop: true`."""
        return {key: node for key, node in self.children.items() if not _dropped(node)}

    @cached_property
    def by_step(self) -> Mapping[Any, "Leaf | Branch"]:
        """The parts that are not dropped, by what leads to each: a key, or a place in a list."""
        return dict(enumerate(self.kept.values())) if self.listed else self.kept


@dataclass(frozen=True, slots=True)
class FileLine:
    """A line of a file, from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Merged:
    """All layers of a file as one value, with the place of each part in the file that set it."""

    root: Branch

    @cached_property
    def value(self) -> Any:
        """The effective value, built once."""
        return _value(self.root)

    def issue(self, place: YamlPath, message: str, *, key: bool = False) -> Issue:
        """Locate `message` in the file that set the value at `place`, or what encloses it."""
        source, own = _find(self.root, place)
        return source.issue(own, message, key=key)

    def origin(self, place: YamlPath) -> FileLine | None:
        """Return file and line of the layer that set `place`; None for a default."""
        if not _is_set(self.value, place):
            return None
        issue = self.issue(place, "")
        return FileLine(issue.file, issue.line)


def read_layer(path: Path) -> Branch:
    """Read a file as one layer; raises InvalidInput as `read` does, and for what is no mapping."""
    source = read(path)
    if not isinstance(source.value, Mapping):
        raise InvalidInput([source.issue((), "expected a mapping (key: value)")])
    return layer(source)


def layer(source: Source, leave_out: frozenset[str] = frozenset()) -> Branch:
    """Read a file, a mapping, as one layer, without the keys in `leave_out`."""
    kept = {key: value for key, value in source.value.items() if key not in leave_out}
    return _branch(kept, source, ())


def overlay(base: Branch, top: Branch) -> Branch:
    """Lay `top` over `base`; layers are laid from the lowest one on, because of `only`."""
    children = {key: n for key, n in base.children.items() if key in top.children or not top.only}
    for key, node in top.children.items():
        under = children.get(key)
        if isinstance(under, Branch) and isinstance(node, Branch):
            children[key] = overlay(under, node)
        else:
            children[key] = node
    return Branch(children, top.listed, top.source, top.place)


def _node(value: Any, source: Source, place: YamlPath) -> Leaf | Branch:
    if place == (KEPT,) and isinstance(value, Mapping) and "only" in value:
        return _kept(value["only"], source, (*place, "only"))
    if isinstance(value, Mapping):
        return _branch(value, source, place)
    if place in KEYED and (ids := _ids(value)):
        parts = enumerate(value)
        items = {ids[n]: _branch(item, source, (*place, n)) for n, item in parts}
        return Branch(items, True, source, place)
    return Leaf(value, source, place)


def _kept(only: Any, source: Source, place: YamlPath) -> Branch:
    """Read ids, or a mapping of ids to values, as the items of a list beside which none is kept."""
    items: dict[str, Branch] = {}
    for n, name in enumerate(only):
        given = {"id": name, "drop": False}
        if isinstance(only, Mapping):
            given[KEPT_VALUE] = only[name]
        at = (*place, name if isinstance(only, Mapping) else n)
        parts = {key: Leaf(value, source, at) for key, value in given.items()}
        items[name] = Branch(parts, False, source, at)
    return Branch(items, True, source, place, only=True)


def _branch(value: Mapping[Any, Any], source: Source, place: YamlPath) -> Branch:
    children = {key: _node(part, source, (*place, key)) for key, part in value.items()}
    return Branch(children, False, source, place)


def _ids(value: Any) -> list[str]:
    """Return the ids of a list's items; none when one has no id or two have the same."""
    items = value if isinstance(value, tuple) else ()
    ids = [item.get("id") for item in items if isinstance(item, Mapping)]
    usable = len(ids) == len(items) == len(set(map(str, ids))) and all(
        isinstance(i, str) for i in ids
    )
    return [str(i) for i in ids] if usable else []


def _dropped(node: Leaf | Branch) -> bool:
    drop = node.children.get("drop") if isinstance(node, Branch) else None
    return isinstance(drop, Leaf) and drop.value is True


def _value(node: Leaf | Branch) -> Any:
    if isinstance(node, Leaf):
        return node.value
    parts = {key: _value(child) for key, child in node.kept.items() if not _is_drop(key, child)}
    return tuple(parts.values()) if node.listed else parts


def _is_drop(key: Any, child: Leaf | Branch) -> bool:
    """`drop: false` takes a drop back and is nothing more."""
    return key == "drop" and isinstance(child, Leaf) and child.value is False


def _find(node: Leaf | Branch, place: YamlPath) -> tuple[Source, YamlPath]:
    if isinstance(node, Leaf):
        return node.source, (*node.place, *place)
    if place:
        child = node.by_step.get(place[0])
        if child is not None:
            return _find(child, place[1:])
    return node.source, (*node.place, *place)


def _is_set(value: Any, place: YamlPath) -> bool:
    for step in place:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def leaves(value: Any, place: YamlPath = ()) -> Iterator[tuple[YamlPath, Any]]:
    """Yield every text, number and flag of a value with its place."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from leaves(part, (*place, key))
    elif isinstance(value, tuple | list):
        for index, part in enumerate(value):
            yield from leaves(part, (*place, index))
    else:
        yield place, value
