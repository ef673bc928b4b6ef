"""Values to YAML, as people read it."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from kitgen.errors import YamlPath
from kitgen.files.nodes import Loader, node_at

# Letters and signs that rule no style out unless a text begins with them, as with '---'.
_ANYWHERE = re.compile(r"""(?s)(?<=...)[!"$-+\--9;->@-Z\\^-z|~]+""")


def dump(value: Any) -> str:
    """Write `value` as YAML: key order kept, longer texts as readable blocks."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def scalar(text: str) -> str:
    """Write a text of one line as a value behind a key, in quotes where it needs them."""
    return yaml.dump({"x": text}, Dumper=_Dumper, allow_unicode=True, width=10_000)[3:].rstrip("\n")


def dump_with_comments(value: Any, comments: Mapping[YamlPath, str]) -> str:
    """Write `value` as YAML with a comment behind each part that has one."""
    text = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)
    root: Any = Loader(text).get_single_node()
    lines = text.splitlines()
    for place, comment in comments.items():
        lines[node_at(root, place, False).start_mark.line] += f"  # {comment}"
    return "\n".join(lines) + "\n"


class _Dumper(yaml.SafeDumper):
    """Multi-line strings as literal blocks, tuples as lists, no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def analyze_scalar(self, scalar: str) -> Any:
        """Find out which styles a text may have, without most of its letters.

        PyYAML looks at each one, which takes longer than all else.
        """
        analysis = super().analyze_scalar(_ANYWHERE.sub("a", scalar))
        analysis.scalar = scalar
        return analysis


def _represent_text(dumper: _Dumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(tuple, yaml.SafeDumper.represent_list)
