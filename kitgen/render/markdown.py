"""The Markdown subset of prompts and answers → safe HTML of the closed vocabulary.

Paragraphs, lists, tables, emphasis, code (highlighted), and LaTeX maths in `$…$` and `$$…$$`,
which becomes MathML. HTML, headings, links and images are errors: no format could show them alike.
"""

import re
from collections.abc import Sequence
from functools import cache
from html import escape

from kitgen.errors import KitgenError

_FORBIDDEN = {
    "heading_open": "a heading",
    "link_open": "a link",
    "image": "an image",
    "html_block": "HTML",
    "html_inline": "HTML",
    "blockquote_open": "a block quote",
    "hr": "a rule",
}


# The MathML that both PDF and Word can show.
MATHS = frozenset(
    {"math", "mrow", "mstyle", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot"}
    | {"msub", "msup", "msubsup", "munder", "mover", "munderover"}
)


class MarkdownFault(KitgenError):
    """Markdown that the subset does not hold; the message quotes it."""


def to_html(text: str) -> str:
    """Render a text of several blocks; raises MarkdownFault."""
    return _render(text, inline=False)


def to_inline_html(text: str) -> str:
    """Render one paragraph's content, without the paragraph; raises MarkdownFault."""
    return _render(text, inline=True)


@cache
def _render(text: str, *, inline: bool) -> str:
    parser = _parser()
    tokens = parser.parseInline(text) if inline else parser.parse(text)
    children = (child for block in tokens for child in block.children or ())
    for token in (*tokens, *children):
        if token.type in _FORBIDDEN:
            raise MarkdownFault(f"{_FORBIDDEN[token.type]} is not allowed in: {text.strip()[:60]}")
        if token.type == "text":
            token.content = re.sub(r"(?<=\d) (?=%)", "\N{NO-BREAK SPACE}", token.content)
    rendered: str = parser.renderer.render(tokens, parser.options, {})
    return rendered


@cache
def _parser():  # type: ignore[no-untyped-def]  # the parser's type would be imported at start-up
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark", {"typographer": True, "quotes": "“”‘’"})
    parser.enable(["table", "smartquotes"])
    parser.use(dollarmath_plugin, double_inline=True, allow_digits=True, allow_space=False)
    rules = {
        "fence": lambda tokens, i: _code(tokens[i].content, tokens[i].info.strip()),
        "code_block": lambda tokens, i: _code(tokens[i].content, ""),
        "math_inline": lambda tokens, i: _maths(tokens[i].content, "inline"),
        "math_inline_double": lambda tokens, i: _maths(tokens[i].content, "block"),
        "math_block": lambda tokens, i: (
            f"<p class='display'>{_maths(tokens[i].content, 'block')}</p>"
        ),
        "th_open": lambda tokens, i: (
            f"<th scope='col'{_align(tokens[i].attrs)}>" if tokens[i + 1].content else "<td>"
        ),
        "th_close": lambda tokens, i: "</th>" if tokens[i - 1].content else "</td>",
        "td_open": lambda tokens, i: f"<td{_align(tokens[i].attrs)}>",
        "table_open": lambda tokens, i: "<table class='data'>",
    }
    for name, rule in rules.items():
        parser.add_render_rule(
            name, lambda self, tokens, i, options, env, rule=rule: rule(tokens, i)
        )
    return parser


def _align(attributes: dict[str, str | int | float]) -> str:
    return " class='num'" if "right" in str(attributes.get("style", "")) else ""


def _maths(latex: str, display: str) -> str:
    from latex2mathml.converter import convert
    from latex2mathml.exceptions import NoAvailableTokensError

    if not _balanced(latex):
        raise MarkdownFault(f"not valid LaTeX maths, a brace is missing: {latex.strip()}")
    try:
        mathml: str = convert(latex.strip(), display=display)
    except (NoAvailableTokensError, IndexError, KeyError, ValueError) as error:
        raise MarkdownFault(f"not valid LaTeX maths: {latex.strip()}") from error
    if "\\" in mathml:
        raise MarkdownFault(f"unknown LaTeX command in: {latex.strip()}")
    if not set(re.findall(r"<([a-z]+)", mathml)) <= MATHS:
        raise MarkdownFault(f"LaTeX that Word could not show in: {latex.strip()}")
    return mathml.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "")


def _balanced(latex: str) -> bool:
    """Tell whether every brace is closed; the converter would guess."""
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", latex):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _code(code: str, language: str) -> str:
    return f"<pre>{''.join(_highlighted(code.rstrip(), language))}</pre>"


def _highlighted(code: str, language: str) -> Sequence[str]:
    if not language:
        return [escape(code)]
    from pygments import lex
    from pygments.lexers import get_lexer_by_name
    from pygments.token import Token
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        raise MarkdownFault(f"unknown language of a code block: {language}") from None
    families = {
        Token.Keyword: "keyword",
        Token.Literal.String: "string",
        Token.Comment: "comment",
        Token.Literal.Number: "number",
    }
    spans = []
    for kind, part in lex(code, lexer):
        name = next((name for family, name in families.items() if kind in family), None)
        spans.append(f"<span class='{name}'>{escape(part)}</span>" if name else escape(part))
    return spans
