"""A text of a YAML file replaced, with every other character of the file as it was."""

from codecs import BOM_UTF8

from kitgen.errors import InvalidInput, YamlPath
from kitgen.files.nodes import Loader, node_at
from kitgen.files.source import Source
from kitgen.files.text import read_code


def with_text(source: Source, place: YamlPath, text: str) -> bytes:
    """Return the content of a file with another text, which needs no quotes, at a place of it.

    Raises InvalidInput where the file has it in a form that cannot be replaced by itself, such as
    an alias.
    """
    node = node_at(source.root, place, False)
    lines = read_code(source.path).split("\n")
    start, end = node.start_mark, node.end_mark
    if start.line == end.line:
        line = lines[start.line]
        lines[start.line] = f"{line[: start.column]}{text}{line[end.column :]}"
    changed = "\n".join(lines)
    root = Loader(changed).get_single_node()
    if root is None or node_at(root, place, False).value != text:
        raise InvalidInput([source.issue(place, f"write it here as plain text: {text}")])
    return _as_saved(source, changed)


def _as_saved(source: Source, text: str) -> bytes:
    """Encode a text with the mark and the line ends that the file has."""
    before = source.path.read_bytes()
    ends = "\r\n" if b"\r\n" in before else "\n"
    mark = BOM_UTF8 if before.startswith(BOM_UTF8) else b""
    return mark + text.replace("\n", ends).encode()
