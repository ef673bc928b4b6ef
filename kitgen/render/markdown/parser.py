"""The parser of the subset: a text to HTML, and every fault of the text at once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kitgen.pictures.figure import Figure
from kitgen.render.markdown.columns import lay_out_columns
from kitgen.render.markdown.dollars import add_formulas
from kitgen.render.markdown.elements import write_elements
from kitgen.render.markdown.links import Address, add_links, addresses_below, find_reference_faults
from kitgen.render.markdown.pictures import Picture, add_pictures, lift_figures
from kitgen.render.markdown.place import Fault, Place
from kitgen.render.markdown.quotes import MARKS
from kitgen.render.markdown.refused import find_deep_blocks, find_open_fences, refuse
from kitgen.render.markdown.tables import find_table_faults
from kitgen.render.markdown.tags import add_tags

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

# Names such as `__init__`, and signs of products and powers, such as `2*3*4`: CommonMark would
# print a bold 'init', and '234'.
_LITERAL = re.compile(r"(?<!\w)__\w+?__(?!\w)|(?<=\d)\*{1,2}(?=\d)")


@dataclass(frozen=True, slots=True)
class Rendered:
    """The HTML of a text, its faults in reading order, and its pictures.

    Quotation marks of the HTML are those of `quotes`, for any language.
    """

    html: str
    faults: tuple[Fault, ...]
    pictures: tuple[Picture, ...]


def render(text: str, figures: Sequence[Figure] = (), *, inline: bool) -> Rendered:
    """Return a text as HTML: of several blocks, or the content of one paragraph.

    Pictures that `figures` do not contain are printed in words.
    """
    parser, place = _parser(), Place(text)
    pictures: list[Picture] = []
    addresses: dict[Address, int] = {}
    env: dict[str, Any] = {
        "place": place,
        "pictures": pictures,
        "figures": {figure.file: figure for figure in figures},
        "addresses": addresses,
        "names": set(),  # of addresses that links and pictures refer to
    }
    tokens = parser.parseInline(text, env) if inline else parser.parse(text, env)
    lift_figures(tokens, env)
    find_table_faults(tokens, text, place)
    lay_out_columns(tokens)
    find_reference_faults(env)
    find_deep_blocks(tokens, place)
    find_open_fences(tokens, place)
    _find_tabs(tokens, text, place)
    html: str = parser.renderer.render(tokens, parser.options, env)
    html += addresses_below(addresses)
    return Rendered(html, tuple(sorted(set(place.faults))), tuple(pictures))


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    class Parser(MarkdownIt):
        """Keeps addresses as they are written; `links` and `pictures` check them."""

        def normalizeLink(self, url: str) -> str:  # noqa: N802
            return url

        def validateLink(self, url: str) -> bool:  # noqa: N802
            return True

    parser = Parser("commonmark", {"typographer": True, "quotes": MARKS})
    parser.enable(["table", "smartquotes"])
    parser.core.ruler.at("inline", _inline)
    parser.core.ruler.after("inline", "units", _units)
    parser.inline.ruler.before("emphasis", "literal", _literal)
    add_formulas(parser)
    add_links(parser)
    add_pictures(parser)
    add_tags(parser)
    refuse(parser)
    write_elements(parser)
    return parser


def _inline(state: "StateCore") -> None:
    """Parse inline content as the parser's own rule does, and keep the place."""
    for token in state.tokens:
        if token.type == "inline":
            state.env["place"].enter(token)
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _units(state: "StateCore") -> None:
    """Keep a number and its percent sign on one line."""
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "text":
                child.content = re.sub(r"(?<=\d) (?=%)", "\N{NO-BREAK SPACE}", child.content)


def _literal(state: "StateInline", silent: bool) -> bool:
    """Leave what is no emphasis as it is typed."""
    found = _LITERAL.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.pending += found.group()
    state.pos = found.end()
    return True


def _find_tabs(tokens: Sequence["Token"], text: str, place: Place) -> None:
    """Add a fault for each tab outside of code: what it would align in a text is lost."""
    if "\t" not in text:
        return
    code = {line for token in tokens for line in _code_lines(token)}
    start = 0
    for number, line in enumerate(text.split("\n")):
        if number not in code:
            for tab in re.finditer("\t", line):
                place.fault(start + tab.start(), "tab character; use spaces")
        start += len(line) + 1


def _code_lines(token: "Token") -> Iterable[int]:
    return range(*token.map) if token.type in {"fence", "code_block"} and token.map else ()
