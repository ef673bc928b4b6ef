"""Adds items to the list of a YAML file, whose own text, comments and layout stay as they are."""

from pathlib import Path

import yaml

from kitgen.errors import InvalidInput
from kitgen.files.source import Source, read

_BOM = b"\xef\xbb\xbf"


def with_items(path: Path, items: str) -> bytes:
    """Return the content of a file with `items` at the end of its list, which may be empty.

    `items` are YAML, each beginning with '- ' in the first column. Raises InvalidInput for what
    `read` refuses, and for a list in brackets that is not empty.
    """
    source = read(path, if_empty=())
    raw = path.read_bytes()
    text = raw.removeprefix(_BOM).decode()
    end = "\r\n" if "\r\n" in text else "\n"
    kept, column = _kept(text, source)
    added = "".join(_indented(line, column) for line in items.splitlines())
    before = f"{kept}\n\n" if kept else ""
    start = _BOM if raw.startswith(_BOM) else b""
    return start + (before + added).replace("\r\n", "\n").replace("\n", end).encode()


def _kept(text: str, source: Source) -> tuple[str, int]:
    """Return what stays of a text, and the column at which the items of its list begin."""
    root = source.root
    if not isinstance(root, yaml.SequenceNode):
        return text.rstrip(), 0
    if not root.flow_style:
        return text.rstrip(), root.start_mark.column
    if root.value:
        message = "nothing can be added to a list in brackets; begin each item with '- '"
        raise InvalidInput([source.issue((), message)])
    lines = text.splitlines(keepends=True)
    first, last = root.start_mark, root.end_mark
    before = [*lines[: first.line], lines[first.line][: first.column]]
    after = [lines[last.line][last.column :], *lines[last.line + 1 :]]
    return "".join(before + after).rstrip(), 0


def _indented(line: str, column: int) -> str:
    return f"{' ' * column if line else ''}{line}\n"
