"""The few HTML tags that say what Markdown cannot: `<br>`, `<sub>…</sub>`, `<sup>…</sup>`."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_BREAK = re.compile(r"<br ?/?>\n?", re.IGNORECASE)
_RAISED = re.compile(r"<(su[bp])>", re.IGNORECASE)


def add_tags(parser: "MarkdownIt") -> None:
    """Teach the parser these tags; one that is not closed is left to the rule for all others."""
    parser.inline.ruler.before("html_inline", "break", _break)
    parser.inline.ruler.before("html_inline", "raised", _raised)


def _break(state: "StateInline", silent: bool) -> bool:
    found = _BREAK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos = found.end()
    return True


def _raised(state: "StateInline", silent: bool) -> bool:
    opening = _RAISED.match(state.src, state.pos, state.posMax)
    if opening is None:
        return False
    tag = opening.group(1).lower()
    closing = f"</{tag}>"
    end = _end(state, opening.end(), closing)
    if end is None:
        return False
    if not silent:
        _tokenize(state, tag, opening.end(), end)
    state.pos = end + len(closing)
    return True


def _end(state: "StateInline", start: int, closing: str) -> int | None:
    """Return where the closing tag is, behind code, links and the like that contain one."""
    begin = state.pos
    state.pos = start
    while state.pos < state.posMax:
        if state.src[state.pos : state.pos + len(closing)].lower() == closing:
            break
        state.md.inline.skipToken(state)
    end = state.pos if state.pos < state.posMax else None
    state.pos = begin
    return end


def _tokenize(state: "StateInline", tag: str, start: int, end: int) -> None:
    """Read what is between the tags, as the parser does with the words of a link."""
    maximum = state.posMax
    state.push(f"{tag}_open", tag, 1)
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = maximum
    state.push(f"{tag}_close", tag, -1)
