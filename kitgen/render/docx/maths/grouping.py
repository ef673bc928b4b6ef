"""Puts together what MathML has side by side and Office Math in one structure.

The result has four kinds of elements beside those of MathML: `fenced`, `nary`, `function` and
`before`, which has scripts before its base.
"""

from collections.abc import Sequence
from typing import Any

from kitgen.render.docx.maths.fences import FENCED, with_fences
from kitgen.render.maths.mathml import visible

NARY, FUNCTION, BEFORE = "nary", "function", "before"
_ROWS = frozenset({"math", "mrow", "msqrt", "mtd", "mphantom", "mpadded", "menclose"})
_LARGE = frozenset("∑∏∐∫∬∭∮∯⋃⋂⋁⋀⨁⨂⨀⨄⨆")
_BELOW = frozenset({"munder", "munderover", "mover"})
_APPLIED = "\u2061"
# Names with limits below, which LibreOffice knows nowhere else.
_UNDER = frozenset(("lim", "max", "min", "sup", "inf", "lim sup", "lim inf", "arg max", "arg min"))
_FENCES = frozenset("()[]{}⟨⟩⌊⌋⌈⌉⟦⟧|‖/↑↓⇑⇓")
# Which children of an element with limits are below and above.
_LIMITS = {
    **dict.fromkeys(("munder", "msub"), (1, None)),
    **dict.fromkeys(("mover", "msup"), (None, 1)),
    **dict.fromkeys(("munderover", "msubsup"), (1, 2)),
}


def group(node: Any) -> None:
    """Group the parts of an element and of all that is in it, in place."""
    for child in list(node):
        group(child)
    if node.tag == "mrow" and _is_fenced(node):
        _fence(node)
    elif node.tag == "mrow" and _application(node):
        _apply(node)
    elif node.tag in _ROWS:
        node[:] = _grouped(list(node))


def _grouped(items: Sequence[Any]) -> list[Any]:
    return _joined(with_fences(_flat(items)))


def _flat(items: Sequence[Any]) -> list[Any]:
    """Return the items of a row, those of rows inside it among them."""
    flat: list[Any] = []
    for item in items:
        is_row = item.tag == "mrow" or (item.tag == "mpadded" and not item.get("width"))
        flat += _flat(list(item)) if is_row else [item]
    return flat


def _application(row: Any) -> int:
    """Return how many items name a function that the others are the argument of; 0 for none."""
    signs = ["".join(item.itertext()) if item.tag == "mo" else "" for item in row]
    return signs.index(_APPLIED) if _APPLIED in signs[:-1] else 0


def _apply(row: Any) -> None:
    names = _application(row)
    items = list(row)
    for name in items[:names]:
        if name.tag == "msub" and visible(name[0]) in _UNDER:
            name.tag = "munder"
    row[:] = [_row(items[:names], row), _row(items[names + 1 :], row)]
    row.tag = FUNCTION


def _is_fenced(row: Any) -> bool:
    r"""Tell whether a row is what `\left` and `\right` are around."""
    ends = [row[0], row[-1]] if len(row) > 1 else []
    return bool(ends) and all(
        end.tag == "mo"
        and end.get("stretchy") != "false"
        and (visible(end) in _FENCES or "".join(end.itertext()) == "\u2063")
        for end in ends
    )


def _fence(row: Any) -> None:
    opening, *content, closing = list(row)
    between: list[list[Any]] = [[]]
    for item in content:
        if item.tag == "mo" and item.get("stretchy") == "true" and visible(item) in _FENCES:
            row.set("between", visible(item))
            between.append([])
        else:
            between[-1].append(item)
    row[:] = [_row(items, row) for items in between]
    row.tag = FENCED
    row.set("open", visible(opening))
    row.set("close", visible(closing))
    row.set("grows", "true")


def _row(items: Sequence[Any], like: Any) -> Any:
    row = like.makeelement("mrow")
    row.extend(_grouped(items))
    return row


def _joined(items: Sequence[Any]) -> list[Any]:
    """Join a large operator and its term, and scripts without a base and what they precede."""
    kept: list[Any] = []
    for item in reversed(items):
        place = next((n for n, after in enumerate(kept) if after.tag != "mspace"), len(kept))
        argument = kept[place] if place < len(kept) else None
        tag = _joint(item) if argument is not None and argument.tag != "mo" else ""
        if tag:
            del kept[: place + 1]
            item = _scripted(tag, item, argument)
        kept.insert(0, item)
    return kept


def _joint(item: Any) -> str:
    base = item[0] if item.tag in _LIMITS else None
    if base is None:
        return ""
    if base.tag == "mrow" and not len(base):
        return BEFORE
    return NARY if base.tag == "mo" and visible(base) in _LARGE else ""


def _scripted(tag: str, item: Any, argument: Any) -> Any:
    """Return an element of three rows: what is below, what is above, and the argument."""
    made = item.makeelement(tag, {"sign": visible(item[0])})
    made.set("place", "undOvr" if item.tag in _BELOW else "subSup")
    scripts = [[] if place is None else [item[place]] for place in _LIMITS[item.tag]]
    for content in (*scripts, [argument]):
        row = item.makeelement("mrow")
        row.extend(content)
        made.append(row)
    return made
