"""Pictures: figures where they are alone in a paragraph, and otherwise words in a frame."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

from kitgen.render.markdown.addresses import address_html, is_path, is_web, one_line, visible

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_SILENT = "this picture has no words; write what it shows between [ and ]"
_BREAKS = frozenset({"softbreak", "hardbreak"})
_ELSEWHERE = "a picture is a file of the bank, such as figures/loss.png, or has an https:// address"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a text: the offset there, its file or address, whether it is a paragraph."""

    offset: int
    address: str
    alone: bool = False


def add_pictures(parser: "MarkdownIt") -> None:
    """Let the parser print pictures, and check them."""
    parser.inline.ruler.at("image", _picture)
    parser.add_render_rule("image", _printed)


def _picture(state: "StateInline", silent: bool) -> bool:
    from markdown_it.rules_inline import image

    start, place = state.pos, state.env["place"]
    with place.inside(start + len("![")):
        found = image(state, silent)
    if found and not silent:
        _read(state.tokens[-1], place.offset(start), state.env)
    return found


def _read(token: "Token", offset: int, env: Any) -> None:
    """Check a picture and keep where it is."""
    address = visible(str(token.attrs["src"]))
    token.attrs["src"] = address
    words = token.meta["words"] = _words(token.children or ())
    env["names"].add(token.meta.get("label"))
    token.meta["number"] = len(env["pictures"])
    env["pictures"].append(Picture(offset, address))
    if not words:
        env["place"].fault(offset, _SILENT)
    elif not is_web(address) and not is_path(address):
        env["place"].fault(offset, _ELSEWHERE)


def lift_figures(tokens: Sequence["Token"], env: Any) -> None:
    """Make a figure of each paragraph that is only a picture of the bank."""
    for begin, inline, end in zip(tokens, tokens[1:], tokens[2:], strict=False):
        pictures = inline.children or []
        if begin.type != "paragraph_open" or [part.type for part in pictures] != ["image"]:
            continue
        address, number = str(pictures[0].attrs["src"]), pictures[0].meta["number"]
        if is_web(address):
            continue
        env["pictures"][number] = replace(env["pictures"][number], alone=True)
        if address in env["figures"]:
            begin.tag = end.tag = "figure"
            begin.hidden = end.hidden = False
            pictures[0].meta["figure"] = env["figures"][address]


def _printed(renderer: Any, tokens: Sequence["Token"], at: int, options: Any, env: Any) -> str:
    figure = tokens[at].meta.get("figure")
    if figure is None:
        return _framed(renderer, tokens, at, options, env)
    title = one_line(str(tokens[at].attrs.get("title", "")))
    caption = f"<figcaption>{escape(title)}</figcaption>" if title else ""
    return (
        f"<img src='{figure.address}' width='{figure.width}' height='{figure.height}' "
        f"alt='{escape(tokens[at].meta['words'])}'>{caption}"
    )


def _words(tokens: Sequence["Token"]) -> str:
    """Return what says in words what a picture shows: code and formulas as they are written."""
    parts = (
        " " if part.type in _BREAKS else _words(part.children or ()) or part.content
        for part in tokens
    )
    return one_line("".join(parts))


def _framed(renderer: Any, tokens: Sequence["Token"], at: int, options: Any, env: Any) -> str:
    token = tokens[at]
    address, title = str(token.attrs["src"]), one_line(str(token.attrs.get("title", "")))
    words = renderer.renderInline(token.children or [], options, env)
    file = address_html(address) if is_web(address) else escape(address)
    ending = f", {escape(title)}" if title else ""
    return f"<span class='picture'>{words} [{file}{ending}]</span>"
