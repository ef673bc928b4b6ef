"""Which brackets and bars belong together, where MathML has them side by side as signs."""

from collections.abc import Sequence
from typing import Any

from kitgen.render.maths.mathml import visible

FENCED = "fenced"  # an element of our own: `open`, `close`, and rows between separators
_OPENING, _CLOSING = frozenset("([{⟨⌊⌈⟦"), frozenset(")]}⟩⌋⌉⟧")
_BARS = frozenset("|‖")
_SCRIPTS = frozenset({"msub", "msup", "msubsup"})


def fenced(opening: str, closing: str, content: Sequence[Any], *, grows: bool, like: Any) -> Any:
    """Return brackets around their content, made as the element `like` is."""
    made = like.makeelement(FENCED, {"open": opening, "close": closing})
    if grows:
        made.set("grows", "true")
    row = like.makeelement("mrow")
    row.extend(content)
    made.append(row)
    return made


def with_fences(items: Sequence[Any]) -> list[Any]:
    """Return the parts of a row, those between brackets as one part each.

    An exponent or index of a closing bracket is on the whole. `[0,1)` is a pair too.
    """
    kept: list[Any] = []
    opened: list[int] = []
    for place, item in enumerate(items):
        sign = _sign(item)
        if _closes(sign, item, kept, opened):
            kept[opened[-1] :] = [_closed(item, kept[opened[-1] :])]
            opened.pop()
            continue
        if sign in _OPENING or (sign in _BARS and _opens(item, kept, items[place + 1 :])):
            opened.append(len(kept))
        kept.append(item)
    return kept


def _sign(item: Any) -> str:
    """Return the sign that an item is, or that its exponent or index is on."""
    base = item[0] if item.tag in _SCRIPTS and len(item) else item
    return visible(base).strip() if base.tag == "mo" else ""


def _closes(sign: str, item: Any, kept: list[Any], opened: list[int]) -> bool:
    if sign in _CLOSING:
        while opened and _sign(kept[opened[-1]]) in _BARS:
            opened.pop()  # such as the bar in P(A|B)
        return bool(opened)
    is_bar = sign in _BARS and bool(opened) and _sign(kept[opened[-1]]) == sign
    return is_bar and opened[-1] < len(kept) - 1


def _opens(bar: Any, before: list[Any], after: Sequence[Any]) -> bool:
    """Tell whether a bar opens, rather than stands between two parts, as in P(A|B)."""
    if bar.tag != "mo":
        return False
    if bar.get("form") == "prefix":
        return True
    follows_value = bool(before) and before[-1].tag not in {"mo", "mspace"}
    others = _bars_after(_sign(bar), after)
    return others % 2 == 1 or (others > 0 and not follows_value)


def _bars_after(sign: str, items: Sequence[Any]) -> int:
    """Count the same bars up to where the bracket ends that they are in."""
    depth = found = 0
    for item in items:
        other = _sign(item)
        depth += (other in _OPENING) - (other in _CLOSING)
        if depth < 0:
            break
        found += other == sign and depth == 0
    return found


def _closed(closing: Any, group: Sequence[Any]) -> Any:
    opening, *content = group
    grows = bool(opening.get("minsize"))
    whole = fenced(_sign(opening), _sign(closing), content, grows=grows, like=opening)
    if closing.tag == "mo":
        return whole
    closing.replace(closing[0], whole)
    return closing
