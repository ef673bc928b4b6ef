"""Pictures: what they show is printed in words, with the name of the file, in a frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from kitgen.render.markdown.addresses import address_html, is_path, is_web, one_line, visible

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_SILENT = "this picture has no words; write what it shows between [ and ]"
_ELSEWHERE = "a picture is a file of the bank, such as figures/loss.png, or has an https:// address"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a text: the offset there, and its file or address."""

    offset: int
    address: str


def add_pictures(parser: "MarkdownIt") -> None:
    """Let the parser print pictures in words, and check them."""
    parser.inline.ruler.at("image", _picture)
    parser.add_render_rule("image", _framed)


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
    env["names"].add(token.meta.get("label"))
    env["pictures"].append(Picture(offset, address))
    if not token.content.strip():
        env["place"].fault(offset, _SILENT)
    elif not is_web(address) and not is_path(address):
        env["place"].fault(offset, _ELSEWHERE)


def _framed(renderer: Any, tokens: Sequence["Token"], at: int, options: Any, env: Any) -> str:
    token = tokens[at]
    address, title = str(token.attrs["src"]), one_line(str(token.attrs.get("title", "")))
    words = renderer.renderInline(token.children or [], options, env)
    file = address_html(address) if is_web(address) else escape(address)
    ending = f", {escape(title)}" if title else ""
    return f"<span class='picture'>{words} [{file}{ending}]</span>"
