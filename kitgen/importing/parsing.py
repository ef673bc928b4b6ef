"""Markdown → tokens, with the place of what a draft writes differently: HTML, links, pictures."""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml.html import defs
from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.token import Token

from kitgen.render.markdown.dollars import add_formulas
from kitgen.render.markdown.place import Place as TextPlace

# HTML 5 has these besides those that lxml knows.
_NEW = {"details", "summary", "picture", "source", "video", "audio", "main", "nav", "mark", "wbr"}
_TAGS = frozenset(defs.tags) | _NEW | {"section", "article", "header", "footer", "figure", "time"}
References = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Construct:
    """A tag, a link or a picture in a text: where it begins and ends, and its parts.

    `name` is 'html', 'link' or 'image'; `label_end` is the offset after a link's text.
    """

    name: str
    raw: str
    start: int
    end: int
    target: str = ""
    label_end: int = 0
    is_written_out: bool = True


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tokens of a text, and its constructs in the order in which they end."""

    tokens: Sequence[Token]
    constructs: Sequence[Construct]
    references: References


def parse(
    text: str, references: References | None = None, *, has_html_blocks: bool = True
) -> Parsed:
    """Parse a text; `references` are the addresses that another part of its file defines.

    Without HTML blocks, tags at the start of a line are read as those in a sentence.
    """
    found: list[Construct] = []
    env: MutableMapping[str, Any] = {
        "place": TextPlace(text),
        "constructs": found,
        "references": dict(references or {}),
        "in_picture": False,
        "has_html_blocks": has_html_blocks,
    }
    tokens = _parser().parse(text, env)
    right = tuple(c for c in found if text[c.start : c.end] == c.raw)
    return Parsed(tokens, right, env["references"])


def plain(text: str) -> str:
    """Return the words of a Markdown text, in one line."""
    words = "".join(_words(token.children or (token,)) for token in parse(text).tokens)
    return " ".join(words.split())


def plain_name(text: str) -> str:
    """Return the words of a name in one line, or all of it where Markdown prints none of it."""
    return plain(text) or " ".join(text.split())


def _words(tokens: Sequence[Token]) -> str:
    kept = {"text", "code_inline", "math", "fence", "code_block", "formula", "formula_display"}
    parts = []
    for token in tokens:
        if token.type in kept or token.type == "image":
            parts.append(token.content)
        elif not token.type.startswith(("html", "em_", "strong_", "link_")):
            parts.append(" ")
    return "".join(parts)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.at("inline", _inline)
    parser.block.ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.at("html_inline", _html)
    parser.inline.ruler.at("link", _recorded("link", link))
    parser.inline.ruler.at("image", _recorded("image", image))
    add_formulas(parser)
    return parser


def _inline(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            state.env["place"].enter(token)
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read HTML on separate lines, but no `<T>` that only looks like a tag."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    has_blocks = state.env["has_html_blocks"] and is_html(line)
    return bool(has_blocks) and html_block(state, start, end, silent)


def is_html(text: str) -> bool:
    """Tell whether a text begins with a tag that HTML knows, or with a comment."""
    name = text.lstrip("</").split(maxsplit=1)[:1]
    word = "".join(name).split(">")[0].split("/")[0].lower()
    return text.startswith(("<!--", "<!", "<?")) or (text.startswith("<") and word in _TAGS)


def _html(state: StateInline, silent: bool) -> bool:
    found = HTML_TAG_RE.match(state.src[state.pos :])
    if found is None or not is_html(found.group()):
        return False
    end = state.pos + found.end()
    if not silent:
        _record(state, "html", state.pos, end)
        state.push("html_inline", "", 0).content = found.group()
    state.pos = end
    return True


InlineRule = Callable[[StateInline, bool], bool]


def _recorded(name: str, rule: InlineRule) -> InlineRule:
    def run(state: StateInline, silent: bool) -> bool:
        start, count, is_inside = state.pos, len(state.tokens), state.env["in_picture"]
        # The text of a picture is parsed once more by itself, where places are others.
        state.env["in_picture"] = is_inside or name == "image"
        found = rule(state, silent)
        state.env["in_picture"] = is_inside
        if found and not silent:
            kinds = {"link_open", "image"}
            token = next(token for token in state.tokens[count:] if token.type in kinds)
            _record_link(state, name, start, token)
        return found

    return run


def _record_link(state: StateInline, name: str, start: int, token: Token) -> None:
    target = str(token.attrs.get("href") or token.attrs.get("src") or "")
    end, maximum = state.pos, state.posMax
    label_end = parseLinkLabel(state, start + (name == "image"), name == "link")
    state.pos, state.posMax = end, maximum
    _record(state, name, start, end, target, label_end)


def _record(
    state: StateInline, name: str, start: int, end: int, target: str = "", label_end: int = 0
) -> None:
    if state.env["in_picture"]:
        return
    offset = state.env["place"].offset
    found = Construct(
        name=name,
        raw=state.src[start:end],
        start=offset(start),
        end=offset(end - 1) + 1,
        target=target,
        label_end=offset(label_end),
        is_written_out=state.src[label_end + 1 : label_end + 2] == "(",
    )
    state.env["constructs"].append(found)
