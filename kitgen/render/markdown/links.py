"""Links: paper cannot be clicked, so their addresses are printed as well.

In a text of several blocks a link is its words and a number, and the numbered addresses are below
the text. In a text of one line the address is in brackets behind the words.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias

from kitgen.render.markdown.addresses import (
    address_html,
    bare,
    is_mail,
    is_web,
    one_line,
    visible,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from kitgen.render.markdown.place import Place

# An address and its title, which may be empty.
Address: TypeAlias = tuple[str, str]

_NOWHERE = (
    "a printed link needs a web address (https or http) or a mail address (mailto); "
    "write code in back quotes"
)
_UNUSED = "no link or picture uses this address; leave it out, or use it"
_TWICE = "this name has an address already; give it another name"


def add_links(parser: "MarkdownIt") -> None:
    """Let the parser print the addresses of links, and check them."""
    parser.options["store_labels"] = True
    parser.inline.ruler.at("link", _link)
    parser.inline.ruler.at("autolink", _autolink)
    parser.core.ruler.after("inline", "addresses", _print_addresses)
    parser.add_render_rule("link_open", _nothing)
    parser.add_render_rule("link_close", _nothing)
    parser.add_render_rule("address", _address)
    parser.add_render_rule("address_number", _number)


def addresses_below(addresses: Iterable[Address]) -> str:
    """Return the numbered addresses of a text as HTML."""
    return "".join(
        f"<p class='address'>[{number}] {_with_title(address)}</p>\n"
        for number, address in enumerate(addresses, 1)
    )


def find_reference_faults(env: Mapping[str, Any]) -> None:
    """Add a fault for each line `[name]: address` that would not be printed."""
    place: Place = env["place"]
    for name, reference in env.get("references", {}).items():
        if name not in env["names"]:
            place.fault(place.line_offset(reference["map"][0]), _UNUSED)
    for reference in env.get("duplicate_refs", ()):
        place.fault(place.line_offset(reference["map"][0]), _TWICE)


def _link(state: "StateInline", silent: bool) -> bool:
    from markdown_it.rules_inline import link

    start, before = state.pos, len(state.tokens)
    found = link(state, silent)
    if found and not silent:
        opening = next(token for token in state.tokens[before:] if token.type == "link_open")
        state.env["names"].add(opening.meta.get("label"))
        target, _ = _address_of(opening)
        if not is_web(target) and not is_mail(target):
            state.env["place"].fault(state.env["place"].offset(start), _NOWHERE)
    return found


def _autolink(state: "StateInline", silent: bool) -> bool:
    """Read `<https://…>` and `<a@b.org>`; `<std::vector>` is text."""
    from markdown_it.rules_inline import autolink

    inside = state.src[state.pos + 1 : state.posMax].partition(">")[0]
    is_address = is_web(inside) or is_mail(inside) or is_mail(f"mailto:{inside}")
    return is_address and autolink(state, silent)


def _address_of(opening: "Token") -> Address:
    title = str(opening.attrs.get("title", ""))
    return visible(str(opening.attrs["href"])), one_line(title)


def _print_addresses(state: "StateCore") -> None:
    numbers = None if state.inlineMode else state.env["addresses"]
    for token in state.tokens:
        if token.children:
            token.children = _with_addresses(token.children, numbers)


def _with_addresses(tokens: Sequence["Token"], numbers: dict[Address, int] | None) -> list["Token"]:
    """Return inline tokens with the address, or its number, of each link behind its words."""
    written: list[Token] = []
    begun: list[tuple[Token, int]] = []
    for token in tokens:
        if token.children:
            token.children = _with_addresses(token.children, numbers)
        if token.type == "link_open":
            begun.append((token, len(written)))
        elif token.type == "link_close":
            opening, begin = begun.pop()
            written[begin:] = _printed(opening, written[begin:], numbers)
        else:
            written.append(token)
    return written


def _printed(
    opening: "Token", words: Sequence["Token"], numbers: dict[Address, int] | None
) -> list["Token"]:
    address = _address_of(opening)
    if _is_itself(opening, words):
        return [_token("address", "", opening)]
    if numbers is None:
        parts = (("text", " ("), ("address", ""), ("text", ")"))
        return [*words, *(_token(kind, content, opening) for kind, content in parts)]
    number = numbers.setdefault(address, len(numbers) + 1)
    return [*words, _token("address_number", str(number), opening)]


def _is_itself(opening: "Token", words: Sequence["Token"]) -> bool:
    """Tell whether the words of a link are its address, or none at all."""
    target, title = _address_of(opening)
    shown = "".join(token.content for token in words).strip()
    is_address = opening.info == "auto" or bare(shown) in {"", bare(target)}
    return is_address and not title and not any(token.type == "image" for token in words)


def _token(kind: str, content: str, opening: "Token") -> "Token":
    from markdown_it.token import Token

    address = _address_of(opening)
    # Quotation marks are paired within a level.
    return Token(kind, "", 0, content=content, level=opening.level, meta={"address": address})


def _address(renderer: Any, tokens: Sequence["Token"], at: int, *_: Any) -> str:
    return _with_title(tokens[at].meta["address"])


def _number(renderer: Any, tokens: Sequence["Token"], at: int, *_: Any) -> str:
    return f"<sup>[{tokens[at].content}]</sup>"


def _with_title(address: Address) -> str:
    target, title = address
    return f"{address_html(target)}, {escape(title)}" if title else address_html(target)


def _nothing(*_: Any) -> str:
    return ""
