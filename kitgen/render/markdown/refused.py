"""What Markdown has and the subset has not: each construct with what to write instead."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    BlockRule = Callable[[StateBlock, int, int, bool], bool]
    InlineRule = Callable[[StateInline, bool], bool]

_LINK = "a link is not allowed; write the address as text, or list it under references"
_HEADING = "a heading is not allowed; write a paragraph in **bold**"
_QUOTE = "a block quote is not allowed; use quotation marks, or write \\> for a literal >"
_RULE = "a rule is not allowed; leave it out, or write \\--- for literal dashes"
_IMAGE = "an image is not allowed; describe it, or give its figures in a table"
# Each block rule of the parser with what it interrupts, as in markdown_it.parser_block.
_BLOCKS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "heading": (_HEADING, ("paragraph", "reference", "blockquote")),
    "lheading": (_HEADING, ()),
    "blockquote": (_QUOTE, ("paragraph", "reference", "blockquote", "list")),
    "hr": (_RULE, ("paragraph", "reference", "blockquote", "list")),
    "reference": (_LINK, ()),
}
_INLINE = {"link": _LINK, "image": _IMAGE, "autolink": _LINK}
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")


def refuse(parser: "MarkdownIt") -> None:
    """Let the parser report each construct outside the subset, and go on behind it."""
    from markdown_it import rules_block, rules_inline

    for name, (message, interrupts) in _BLOCKS.items():
        rule = _refused_block(getattr(rules_block, name), message)
        parser.block.ruler.at(name, rule, {"alt": list(interrupts)})
    for name, message in _INLINE.items():
        parser.inline.ruler.at(name, _refused_inline(getattr(rules_inline, name), message))
    # Inline, a tag is found wherever it is; as a block it would take all lines after it along.
    parser.disable("html_block")
    parser.inline.ruler.at("html_inline", _html)
    parser.inline.ruler.at("entity", _entity)


def _refused_block(rule: "BlockRule", message: str) -> "BlockRule":
    def run(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
        found = rule(state, start, end, silent)
        if found and not silent:
            state.env["place"].fault(state.bMarks[start] + state.tShift[start], message)
        return found

    return run


def _refused_inline(rule: "InlineRule", message: str) -> "InlineRule":
    def run(state: "StateInline", silent: bool) -> bool:
        start = state.pos
        found = rule(state, silent)
        if found and not silent:
            place = state.env["place"]
            place.fault(place.offset(start), message)
        return found

    return run


def _html(state: "StateInline", silent: bool) -> bool:
    """Refuse a tag that HTML knows, a comment and a declaration; `vector<int>` is text."""
    from lxml.html.defs import tags
    from markdown_it.common.html_re import HTML_TAG_RE

    found = HTML_TAG_RE.match(state.src[state.pos :])
    tag = _TAG.match(found.group()) if found else None
    if found and not silent and (tag is None or tag.group(1).lower() in tags):
        place = state.env["place"]
        shown = f"{tag.group()}>" if tag else found.group()[:4]
        message = f"HTML ({shown}) is not allowed; use Markdown, or write \\< for a literal <"
        place.fault(place.offset(state.pos), message)
    return False


def _entity(state: "StateInline", silent: bool) -> bool:
    """Refuse an entity such as `&#12;` for a control character, which no file may contain."""
    from markdown_it.rules_inline import entity

    start = state.pos
    found = entity(state, silent)
    if found and not silent and category(state.tokens[-1].content[0]) in {"Cc", "Zl", "Zp"}:
        place = state.env["place"]
        message = f"control character {state.src[start : state.pos]} is not allowed"
        place.fault(place.offset(start), message)
    return found
