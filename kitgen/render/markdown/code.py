"""Code → highlighted HTML, in a few classes that every format knows."""

from collections.abc import Sequence
from html import escape
from typing import Any

# Word, PDF and browsers would each draw a tab as wide as they like.
_TAB = 4


def code_html(code: str, language: str) -> str:
    """Return code as HTML; plain when `language` is one that Pygments does not know."""
    text = code.strip("\n").rstrip().expandtabs(_TAB)
    return f"<pre>{''.join(_highlighted(text, language))}</pre>"


def _highlighted(code: str, language: str) -> Sequence[str]:
    from pygments import lex

    lexer = _lexer(language)
    if lexer is None:
        return [escape(code)]
    parts = list(lex(code, lexer))
    # Some lexers rewrite what they read; what is printed is what was written.
    if "".join(part for _, part in parts) != code:
        return [escape(code)]
    return [_span(kind, part) for kind, part in parts]


def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def _span(kind: Any, part: str) -> str:
    from pygments.token import Token

    families = {
        Token.Keyword: "keyword",
        Token.Literal.String: "string",
        Token.Comment: "comment",
        Token.Literal.Number: "number",
    }
    for family, name in families.items():
        if kind in family:
            return f"<span class='{name}'>{escape(part)}</span>"
    return escape(part)
