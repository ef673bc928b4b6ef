"""How the parser's tokens are written: elements and classes of the closed vocabulary."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from kitgen.render.markdown.breaks import NARROW, WIDE, breakable
from kitgen.render.markdown.code import code_html
from kitgen.render.markdown.columns import NARROW_CELL
from kitgen.render.maths import FormulaFault, formula, plain

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LANGUAGE = re.compile(r"[\w+#-]+")


def write_elements(parser: "MarkdownIt") -> None:
    """Let the parser write code, formulas and tables as the formats know them."""
    for name, rule in _RULES.items():
        parser.add_render_rule(name, rule)


def _fence(renderer: Any, tokens: Sequence["Token"], at: int, *_: Any) -> str:
    # `python title="a.py"` and `{.python}` are python.
    language = _LANGUAGE.search(tokens[at].info)
    return code_html(tokens[at].content, language.group() if language else "")


def _code_block(renderer: Any, tokens: Sequence["Token"], at: int, *_: Any) -> str:
    return code_html(tokens[at].content, "")


def _formula(
    renderer: Any, tokens: Sequence["Token"], at: int, options: Any, env: Mapping[str, Any]
) -> str:
    text = plain(tokens[at].content)
    return _mathml(tokens[at], env, display=False) if text is None else escape(text, quote=False)


def _formula_display(
    renderer: Any, tokens: Sequence["Token"], at: int, options: Any, env: Mapping[str, Any]
) -> str:
    return f"<p class='display'>{_mathml(tokens[at], env, display=True)}</p>"


def _mathml(token: "Token", env: Mapping[str, Any], *, display: bool) -> str:
    try:
        return formula(token.content, display=display)
    except FormulaFault as fault:
        latex = " ".join(token.content.split())
        env["place"].fault(token.meta["offset"], f"{fault}: {latex}")
        return ""


def _head_cell(renderer: Any, tokens: Sequence["Token"], at: int, *_: Any) -> str:
    if not tokens[at + 1].content:
        return "<td>"
    return f"<th scope='col'{_alignment(tokens[at])}>"


def _head_cell_end(renderer: Any, tokens: Sequence["Token"], at: int, *_: Any) -> str:
    return "</th>" if tokens[at - 1].content else "</td>"


def _cell(renderer: Any, tokens: Sequence["Token"], at: int, *_: Any) -> str:
    return f"<td{_alignment(tokens[at])}>"


def _heading(*_: Any) -> str:
    # A text does not know how deep in a pack it will be: a heading of HTML would enter the outline
    # at some level, and be one that a screen reader finds to be skipped or repeated.
    return "<p class='subheading'>"


def _heading_end(*_: Any) -> str:
    return "</p>\n"


def _table(renderer: Any, tokens: Sequence["Token"], at: int, *_: Any) -> str:
    layout = tokens[at].attrs.get("data-layout")
    return f"<table class='data' data-layout='{layout}'>" if layout else "<table class='data'>"


def _text(renderer: Any, tokens: Sequence["Token"], at: int, *_: Any) -> str:
    return _breakable(tokens[at])


def _code(renderer: Any, tokens: Sequence["Token"], at: int, *_: Any) -> str:
    return f"<code>{_breakable(tokens[at])}</code>"


def _breakable(token: "Token") -> str:
    return breakable(token.content, NARROW if token.meta.get(NARROW_CELL) else WIDE)


def _alignment(cell: "Token") -> str:
    return " class='num'" if "right" in str(cell.attrs.get("style", "")) else ""


_RULES = {
    "heading_open": _heading,
    "heading_close": _heading_end,
    "text": _text,
    "code_inline": _code,
    "fence": _fence,
    "code_block": _code_block,
    "formula": _formula,
    "formula_display": _formula_display,
    "th_open": _head_cell,
    "th_close": _head_cell_end,
    "td_open": _cell,
    "table_open": _table,
}
