"""What no format could show as it is meant: other HTML, code without end, blocks too deep."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from unicodedata import category

from kitgen.unseen import UNSEEN, refusal

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from kitgen.render.markdown.place import Place

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")
# A list in a list is two levels deeper; indented more, no room would be left for words.
_DEEPEST = 16


def refuse(parser: "MarkdownIt") -> None:
    """Let the parser report each construct outside the subset, and go on behind it."""
    # Inline, a tag is found wherever it is; as a block it would take all lines after it along.
    parser.disable("html_block")
    parser.inline.ruler.at("html_inline", _html)
    parser.inline.ruler.at("entity", _entity)


def find_deep_blocks(tokens: Sequence["Token"], place: "Place") -> None:
    """Add a fault for the first block that is too deep in lists and quotations."""
    deep = next((token for token in tokens if token.level > _DEEPEST and token.map), None)
    if deep and deep.map:
        message = "too many lists or quotations in each other; write it flatter"
        place.fault(place.line_offset(deep.map[0]), message)


def find_open_fences(tokens: Sequence["Token"], place: "Place") -> None:
    """Add a fault for code that no line ends: it would take the rest of the text along."""
    for token in tokens:
        if token.type != "fence" or not token.map:
            continue
        begin, end = token.map
        code = token.content.removesuffix("\n").split("\n") if token.content else []
        if end - begin == len(code) + 1:  # the first line and the code, and no last line
            place.fault(
                place.line_offset(begin),
                f"code without end; write {token.markup} on a line below it",
            )


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
    """Refuse an entity such as `&#12;` for a character that no file may contain."""
    from markdown_it.rules_inline import entity

    start = state.pos
    found = entity(state, silent)
    if found and not silent:
        sign, written = state.tokens[-1].content, state.src[start : state.pos]
        place = state.env["place"]
        if category(sign[0]) in {"Cc", "Zl", "Zp"}:
            place.fault(place.offset(start), f"control character {written} is not allowed")
        elif unseen := _unseen(state):
            place.fault(place.offset(start), f"{written}: {refusal(unseen)}")
    return found


def _unseen(state: "StateInline") -> str | None:
    """Return what nobody sees of the last sign with those beside it, which may allow it."""
    *before, sign = (token.content for token in state.tokens[-3:])
    start = len("".join(before))
    around = "".join((*before, sign, state.src[state.pos : state.pos + 1]))
    found = UNSEEN.finditer(around)
    return next((match[0] for match in found if match.start() <= start < match.end()), None)
